import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { serverFlags } from '../../bin/server-process.ts'

const main = join(import.meta.dirname, '../main.ts')
const startsWithinMs = 60_000

export interface ProcessOptions {
  /** Settings; nothing of this process's own environment is handed on but where commands are. */
  env: Record<string, string>
  /** Whose rights it has, instead of ours. */
  rights?: { uid: number; gid: number }
  /** A descriptor that takes its standard output, instead of us. */
  logTo?: number
}

export interface ServerProcess extends AsyncDisposable {
  url: string
  opsUrl: string
  /** Ends it in order; answers its exit code. */
  stop(): Promise<number | null>
  /** Whether it still runs. */
  lives(): boolean
  stderr(): string
}

/** How a process ended that did not start. */
export interface NotStarted {
  code: number | null
  stderr: string
}

/** The server as a process of its own, as it ships, ready to be asked. Throws when it ends first. */
export async function startProcess(options: ProcessOptions & { ports: { http: number; ops: number } }) {
  const { http, ops } = options.ports
  const env = { ...options.env, YIZHAN_PORT: String(http), YIZHAN_OPS_PORT: String(ops) }
  const { child, stderr } = run({ ...options, env })
  const lives = () => child.exitCode === null && child.signalCode === null
  const started: ServerProcess = {
    url: `http://127.0.0.1:${http}`,
    opsUrl: `http://127.0.0.1:${ops}`,
    lives,
    stderr,
    async stop() {
      const ended = lives() ? once(child, 'exit') : null
      child.kill('SIGTERM')
      await ended
      return child.exitCode
    },
    async [Symbol.asyncDispose]() {
      const ended = lives() ? once(child, 'exit') : null
      child.kill('SIGKILL')
      await ended
    },
  }
  const deadline = performance.now() + startsWithinMs
  while (!(await isReady(started))) {
    if (lives() && performance.now() < deadline) {
      await wait(20)
      continue
    }
    await started[Symbol.asyncDispose]()
    throw new Error(`the server did not start: ${stderr()}`)
  }
  return started
}

/** Waits for a server to end by itself. Throws when it runs on. */
export async function startInVain(options: ProcessOptions): Promise<NotStarted> {
  const { child, stderr } = run(options)
  try {
    const [code] = await once(child, 'close', { signal: AbortSignal.timeout(startsWithinMs) })
    return { code, stderr: stderr() }
  } finally {
    child.kill('SIGKILL')
  }
}

export async function isReady({ opsUrl }: { opsUrl: string }): Promise<boolean> {
  const answer = await fetch(`${opsUrl}/readyz`).catch(() => null)
  await answer?.arrayBuffer()
  return answer?.ok === true
}

function run({ env, rights, logTo }: ProcessOptions): { child: ChildProcess; stderr: () => string } {
  const child = spawn(process.execPath, [...serverFlags, main], {
    env: { PATH: process.env.PATH, ...env },
    stdio: ['ignore', logTo ?? 'ignore', 'pipe'],
    ...rights,
  })
  let said = ''
  child.stderr!.setEncoding('utf8').on('data', (text: string) => {
    said += text
  })
  return { child, stderr: () => said }
}
