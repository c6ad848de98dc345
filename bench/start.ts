import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { serverEnvironment, serverFlags } from '../bin/server-process.ts'
import { isReady } from '../server/test/process.ts'
import { startSandbox } from '../wechat-sandbox/sandbox.ts'

export interface StartResult {
  /** From the spawn of the process to a ready answer, on a database that is seeded. */
  readyMs: number
  /** Resident memory ten seconds later, idle, in millions of bytes. */
  idleRssMb: number
}

const opsPort = 18_089

/** Starts the server process as it ships: once to seed, then again to measure. Linux only: it reads /proc. */
export async function benchStart(): Promise<StartResult> {
  const dataDir = mkdtempSync(join(tmpdir(), 'yizhan-start-'))
  const sandbox = await startSandbox({ dataDir: join(dataDir, 'wechat-sandbox') })
  const env = {
    ...serverEnvironment,
    ...process.env,
    YIZHAN_DATA_DIR: dataDir,
    YIZHAN_PORT: '0',
    YIZHAN_OPS_PORT: String(opsPort),
    YIZHAN_LOG_LEVEL: 'silent',
  }
  await once(env, async () => undefined)
  let result: StartResult | null = null
  await once(env, async (pid, readyMs) => {
    await new Promise((resolve) => setTimeout(resolve, 10_000))
    const rss = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))
    result = { readyMs: Math.round(readyMs), idleRssMb: Math.round((Number(rss?.[1]) * 1024) / 1e6) }
  })
  await sandbox.close()
  return result!
}

async function once(env: NodeJS.ProcessEnv, use: (pid: number, readyMs: number) => Promise<void>): Promise<void> {
  const started = performance.now()
  const child = spawn(process.execPath, [...serverFlags, join(import.meta.dirname, '../server/main.ts')], {
    env,
    stdio: 'ignore',
  })
  const ended = new Promise((resolve) => child.once('exit', resolve))
  const deadline = started + 60_000
  for (;;) {
    if (await isReady({ opsUrl: `http://127.0.0.1:${opsPort}` })) break
    if (performance.now() > deadline) throw new Error('the server did not become ready')
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  await use(child.pid!, performance.now() - started)
  child.kill('SIGTERM')
  await ended
}

if (import.meta.main) {
  console.log(await benchStart())
  process.exit(0)
}
