import { join } from 'node:path'
import type { SandboxOptions } from './sandbox.ts'

/** Reads the environment: the only place of the sandbox that does. Throws one sentence that names the variable. */
export function readConfig(env: NodeJS.ProcessEnv): SandboxOptions {
  const dataDir = env.YIZHAN_SANDBOX_DATA_DIR || join(env.YIZHAN_DATA_DIR || 'data', 'wechat-sandbox')
  const productUrl = env.YIZHAN_PUBLIC_URL || `http://127.0.0.1:${number(env, 'YIZHAN_PORT', 8088, 65_535)}`
  if (!URL.canParse(productUrl)) throw new Error('YIZHAN_PUBLIC_URL must be an address such as http://127.0.0.1:8088')
  return {
    dataDir,
    port: number(env, 'YIZHAN_SANDBOX_PORT', 8090, 65_535),
    retryScale: number(env, 'YIZHAN_SANDBOX_RETRY_SCALE', 0.02, 1),
    productUrl: new URL(productUrl).origin,
  }
}

function number(env: NodeJS.ProcessEnv, name: string, standard: number, max: number): number {
  const value = env[name] === undefined || env[name] === '' ? standard : Number(env[name])
  if (!(value >= 0 && value <= max)) throw new Error(`${name} must be a number from 0 to ${max}`)
  return value
}
