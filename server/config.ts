import { isIP } from 'node:net'
import { resolve } from 'node:path'
import type { WechatCredentials } from './adapters/wechat/credentials.ts'
import { credentialsFromEnvironment, credentialVariables } from './adapters/wechat/credentials-from-environment.ts'
import { isAcceptablePassword } from './kernel/password.ts'

/** The parts one process may play; by default one process plays all of them. */
export const roleNames = ['guest-api', 'admin-api', 'gateway', 'worker'] as const
export type Role = (typeof roleNames)[number]

export type SeedWish = { kind: 'demo' } | { kind: 'none' } | { kind: 'chain'; hotels: number }

export interface Config {
  profile: 'embedded'
  roles: ReadonlySet<Role>
  host: string
  port: number
  opsPort: number
  dataDir: string
  filesDir: string
  secretsFile: string
  publicUrl: string
  trustedProxies: readonly string[]
  wechat: { mode: 'sandbox'; credentialsFile: string; url: string } | { mode: 'live'; credentials: WechatCredentials }
  sandboxPort: number
  payWindowMs: number
  limits: 'on' | 'off'
  seed: SeedWish
  managerPassword: string | null
  logLevel: string
}

/** A variable that makes no sense, in one sentence that names it. */
export class ConfigError extends Error {
  constructor(sentence: string) {
    super(sentence)
    this.name = 'ConfigError'
  }
}

const known = [
  'YIZHAN_PROFILE',
  'YIZHAN_ROLES',
  'YIZHAN_HOST',
  'YIZHAN_PORT',
  'YIZHAN_OPS_PORT',
  'YIZHAN_DATA_DIR',
  'YIZHAN_WECHAT',
  'YIZHAN_PUBLIC_URL',
  'YIZHAN_FILES_DIR',
  'YIZHAN_SECRETS_FILE',
  'YIZHAN_TRUSTED_PROXIES',
  'YIZHAN_SANDBOX_PORT',
  'YIZHAN_SANDBOX_DATA_DIR',
  'YIZHAN_SANDBOX_RETRY_SCALE',
  'YIZHAN_PAY_WINDOW_SECONDS',
  'YIZHAN_LIMITS',
  'YIZHAN_SEED',
  'YIZHAN_MANAGER_PASSWORD',
  'YIZHAN_LOG_LEVEL',
] as const

/** Reads the settings of a process from its environment, refusing what makes no sense. Throws `ConfigError`. */
export function readConfig(env: Record<string, string | undefined>): Config {
  refuseUnknown(env)
  const profile = oneOf(env, 'YIZHAN_PROFILE', ['embedded', 'cluster'], 'embedded')
  if (profile === 'cluster')
    throw new ConfigError('YIZHAN_PROFILE=cluster is not there yet: leave it out for the embedded profile.')
  const mode = oneOf(env, 'YIZHAN_WECHAT', ['sandbox', 'live'], 'sandbox')
  const limits = oneOf(env, 'YIZHAN_LIMITS', ['on', 'off'], 'on')
  if (limits === 'off' && mode === 'live')
    throw new ConfigError('YIZHAN_LIMITS=off is for the sandbox only: leave it out with YIZHAN_WECHAT=live.')
  const dataDir = resolve(env.YIZHAN_DATA_DIR || './data')
  const host = hostName(env.YIZHAN_HOST)
  const port = integer(env, 'YIZHAN_PORT', { least: 0, most: 65_535, otherwise: 8088 })
  const sandboxPort = integer(env, 'YIZHAN_SANDBOX_PORT', { least: 0, most: 65_535, otherwise: 8090 })
  return {
    profile,
    roles: roles(env.YIZHAN_ROLES),
    host,
    port,
    opsPort: integer(env, 'YIZHAN_OPS_PORT', { least: 0, most: 65_535, otherwise: 8089 }),
    dataDir,
    filesDir: resolve(env.YIZHAN_FILES_DIR || `${dataDir}/files`),
    secretsFile: resolve(env.YIZHAN_SECRETS_FILE || `${dataDir}/secrets.json`),
    publicUrl: url(env, 'YIZHAN_PUBLIC_URL', `http://${isIP(host) === 6 ? `[${host}]` : host}:${port}`),
    trustedProxies: proxies(env.YIZHAN_TRUSTED_PROXIES),
    wechat:
      mode === 'live' ? live(env) : sandbox(env.YIZHAN_SANDBOX_DATA_DIR || `${dataDir}/wechat-sandbox`, sandboxPort),
    sandboxPort,
    payWindowMs: integer(env, 'YIZHAN_PAY_WINDOW_SECONDS', { least: 10, most: 86_400, otherwise: 1800 }) * 1000,
    limits,
    seed: seed(env.YIZHAN_SEED),
    managerPassword: password(env.YIZHAN_MANAGER_PASSWORD),
    logLevel: oneOf(env, 'YIZHAN_LOG_LEVEL', ['debug', 'info', 'warn', 'error', 'silent'], 'info'),
  }
}

/** A misspelt variable must not silently do nothing. */
function refuseUnknown(env: Record<string, string | undefined>): void {
  const names: readonly string[] = [...known, ...credentialVariables]
  const strange = Object.keys(env).find((name) => name.startsWith('YIZHAN_') && !names.includes(name))
  if (strange) throw new ConfigError(`${strange} is not a setting of Yizhan: docs/operations.md lists them all.`)
}

function roles(text: string | undefined): ReadonlySet<Role> {
  const names = list(text)
  const wrong = names.find((name) => !roleNames.includes(name as Role))
  if (wrong) throw new ConfigError(`YIZHAN_ROLES names "${wrong}", but the roles are ${roleNames.join(', ')}.`)
  const chosen = new Set(names.length > 0 ? (names as Role[]) : roleNames)
  if (chosen.has('gateway') && !chosen.has('guest-api') && !chosen.has('admin-api'))
    throw new ConfigError(
      'YIZHAN_ROLES=gateway alone is for the cluster profile: here each process admits its own calls.',
    )
  return chosen
}

function hostName(text: string | undefined): string {
  const host = text || '127.0.0.1'
  if (isIP(host) === 0 && !/^[A-Za-z0-9]([A-Za-z0-9.-]{0,252})$/.test(host))
    throw new ConfigError(`YIZHAN_HOST is "${host}", but it takes an address or a name of this machine.`)
  return host
}

/** Compared with the addresses of sockets as they are, so a name or a network would never match. */
function proxies(text: string | undefined): string[] {
  const addresses = list(text)
  const wrong = addresses.find((address) => isIP(address) === 0)
  if (wrong) throw new ConfigError(`YIZHAN_TRUSTED_PROXIES names "${wrong}", but it takes IP addresses.`)
  return addresses
}

/** As long as a password of the staff must be, said before anything is started. */
function password(text: string | undefined): string | null {
  if (text && !isAcceptablePassword(text)) throw new ConfigError('YIZHAN_MANAGER_PASSWORD takes 8 to 128 characters.')
  return text || null
}

function sandbox(sandboxDir: string, port: number): Config['wechat'] {
  return {
    mode: 'sandbox',
    credentialsFile: resolve(sandboxDir, 'wechat-credentials.json'),
    url: `http://127.0.0.1:${port}`,
  }
}

function live(env: Record<string, string | undefined>): Config['wechat'] {
  try {
    return { mode: 'live', credentials: credentialsFromEnvironment(env, process.cwd()) }
  } catch (error) {
    throw new ConfigError((error as Error).message)
  }
}

function seed(text: string | undefined): SeedWish {
  if (!text || text === 'demo') return { kind: 'demo' }
  if (text === 'none') return { kind: 'none' }
  const hotels = /^chain:([1-9]\d{0,5})$/.exec(text)?.[1]
  if (hotels) return { kind: 'chain', hotels: Number(hotels) }
  throw new ConfigError(`YIZHAN_SEED is "${text}", but it takes demo, none or chain:<hotels>.`)
}

function oneOf<T extends string>(
  env: Record<string, string | undefined>,
  name: string,
  allowed: readonly T[],
  otherwise: NoInfer<T>,
): T {
  const text = env[name]
  if (!text) return otherwise
  const value = allowed.find((candidate) => candidate === text)
  if (!value) throw new ConfigError(`${name} is "${text}", but it takes ${allowed.join(' or ')}.`)
  return value
}

function integer(
  env: Record<string, string | undefined>,
  name: string,
  { least, most, otherwise }: { least: number; most: number; otherwise: number },
): number {
  const text = env[name]
  if (!text) return otherwise
  const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN
  if (!(value >= least && value <= most)) {
    throw new ConfigError(`${name} is "${text}", but it takes a whole number from ${least} to ${most}.`)
  }
  return value
}

function url(env: Record<string, string | undefined>, name: string, otherwise: string): string {
  const text = env[name]
  if (!text) return otherwise
  if (!URL.canParse(text) || !/^https?:\/\//.test(text)) {
    throw new ConfigError(`${name} is "${text}", but it takes an http or https address.`)
  }
  return text.replace(/\/+$/, '')
}

function list(text: string | undefined): string[] {
  return (text ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
}
