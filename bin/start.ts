// Starts everything on this machine: the WeChat sandbox as a process of its own, then the server with all its roles,
// and says where it all is. Ctrl-C stops both, the server first.
import { type ChildProcess, spawn } from 'node:child_process'
import { readdirSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { makeDataFolder } from '../server/adapters/embedded/sqlite/data-folder.ts'
import { type Config, readConfig } from '../server/config.ts'
import { whyNotStarted } from '../server/why-not-started.ts'
import { serverEnvironment, serverFlags } from './server-process.ts'

const home = dirname(import.meta.dirname)
const readyWithinMs = 60_000
const lookEveryMs = 50

interface Part {
  name: string
  process: ChildProcess
  ended: Promise<number>
}

try {
  const config = readConfig(process.env)
  makeDataFolder(config.dataDir)
  process.exitCode = await run(config)
} catch (error) {
  console.error(whyNotStarted(error, null) ?? error)
  process.exitCode = 1
}

async function run(config: Config): Promise<number> {
  const parts: Part[] = []
  const stop = (signal: NodeJS.Signals) => parts.at(-1)?.process.kill(signal)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stop('SIGTERM'))
  try {
    if (config.wechat.mode === 'sandbox') {
      parts.push(start('sandbox', 'wechat-sandbox/main.ts', config))
      await ready(parts, `${config.wechat.url}/healthz`)
    }
    parts.push(start('server', 'server/main.ts', config))
    await ready(parts, `http://127.0.0.1:${config.opsPort}/readyz`)
    console.log(whereEverythingIs(config))
    buildWhatIsOld(config)
    return await Promise.race(parts.map((part) => part.ended))
  } catch (error) {
    console.error((error as Error).message)
    return 1
  } finally {
    await stopAll(parts)
  }
}

function start(name: string, script: string, config: Config): Part {
  const own = { YIZHAN_DATA_DIR: config.dataDir, YIZHAN_PUBLIC_URL: config.publicUrl }
  const env = { ...serverEnvironment, ...process.env, ...own }
  // A group of its own: Ctrl-C reaches this process alone, which then stops the parts in order.
  const child = spawn(process.execPath, [...serverFlags, join(home, script)], { env, stdio: 'inherit', detached: true })
  const ended = new Promise<number>((resolve) => {
    child.once('error', () => resolve(1))
    child.once('exit', (code) => resolve(code ?? 1))
  })
  return { name, process: child, ended }
}

/** What people see, by the target that builds it: the role that serves it, its page, and what it is made of. */
const built = {
  h5: { role: 'guest-api', page: 'guest/dist/h5/index.html', sources: ['guest/src', 'guest/config'] },
  admin: { role: 'admin-api', page: 'admin/dist/index.html', sources: ['admin/src'] },
} as const

/** Until they are there, guests and staff see a page that waits for them. */
function buildWhatIsOld({ roles }: Config): void {
  const old = (['h5', 'admin'] as const).filter((target) => roles.has(built[target].role) && !isBuilt(target))
  if (old.length === 0) return
  const builder = spawn(process.execPath, [join(home, 'bin/build.ts'), ...old], { stdio: 'inherit' })
  process.once('exit', () => builder.kill())
}

/** Whether the page is there, and none of its sources is newer. */
function isBuilt(target: keyof typeof built): boolean {
  const page = statSync(join(home, built[target].page), { throwIfNoEntry: false })
  if (!page) return false
  const sources = [...built[target].sources, 'contract', 'brand'].flatMap((folder) =>
    readdirSync(join(home, folder), { recursive: true, encoding: 'utf8' }).map((file) => join(home, folder, file)),
  )
  return sources.every((file) => statSync(file).mtimeMs <= page.mtimeMs)
}

/** Waits until the newest part answers; throws when one ends first or it takes a minute. */
async function ready(parts: readonly Part[], url: string): Promise<void> {
  const part = parts.at(-1)!
  const deadline = performance.now() + readyWithinMs
  let over: string | null = null
  for (const each of parts) void each.ended.then(() => (over = `The ${each.name} stopped before everything was up.`))
  while (performance.now() < deadline) {
    if (over) throw new Error(over)
    const answer = await fetch(url).catch(() => null)
    await answer?.arrayBuffer()
    if (answer?.ok) return
    await new Promise((resolve) => setTimeout(resolve, lookEveryMs))
  }
  throw new Error(`The ${part.name} did not become ready within a minute: ${url}`)
}

/** The last started first: the server may still need the sandbox to finish what it is doing. */
async function stopAll(parts: readonly Part[]): Promise<void> {
  for (const part of [...parts].reverse()) {
    part.process.kill('SIGTERM')
    await part.ended
  }
}

function whereEverythingIs(config: Config): string {
  const lines = [
    ...(config.wechat.mode === 'sandbox'
      ? [['the phone', `${config.wechat.url} (open this first: book, pay, watch)`]]
      : []),
    ['guest app', config.publicUrl],
    ['admin web', `${config.publicUrl}/admin/`],
    ['API', `${config.publicUrl}/api/`],
    ['API document', `${config.publicUrl}/api/openapi.json`],
    ['health, metrics', `http://127.0.0.1:${config.opsPort}/readyz · /metrics`],
    ['data', config.dataDir],
  ]
  return ['', 'Yizhan is up.', ...lines.map(([name, where]) => `  ${name!.padEnd(16)}${where}`), ''].join('\n')
}
