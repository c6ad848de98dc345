import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { serverFlags } from '../../bin/server-process.ts'
import { freePort } from './free-port.ts'
import { until } from './until.ts'

const main = join(import.meta.dirname, '../../server/main.ts')
const startsWithinMs = 60_000

export interface ProcessWish {
  /** Settings; nothing of this process's own environment is handed on but where commands are. */
  env: Record<string, string>
  /** Another script than the server's own, which starts it. */
  script?: string
  /** Said to Node beside what it is always told. */
  flags?: readonly string[]
  /** Whose rights it has, instead of ours. */
  rights?: { uid: number; gid: number }
  /** A descriptor that takes its standard output, which is thrown away otherwise. */
  logTo?: number
}

export interface ServerProcess extends AsyncDisposable {
  url: string
  opsUrl: string
  /** The process itself; one with a script or flags of its own is spoken with by messages. */
  child: ChildProcess
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

/** The server as a process of its own, as it ships, ready to be asked; killed in the end. Throws when it ends first. */
export async function startProcess({
  ports,
  withinMs = startsWithinMs,
  ...wish
}: ProcessWish & { ports?: { http: number; ops: number }; withinMs?: number }): Promise<ServerProcess> {
  const { http, ops } = ports ?? { http: await freePort(), ops: await freePort() }
  const env = { ...wish.env, YIZHAN_PORT: String(http), YIZHAN_OPS_PORT: String(ops) }
  const { child, stderr } = run({ ...wish, env })
  const lives = () => child.exitCode === null && child.signalCode === null
  const end = async (signal: 'SIGTERM' | 'SIGKILL') => {
    const ended = lives() ? once(child, 'exit') : null
    child.kill(signal)
    await ended
  }
  const started: ServerProcess = {
    url: `http://127.0.0.1:${http}`,
    opsUrl: `http://127.0.0.1:${ops}`,
    child,
    lives,
    stderr,
    async stop() {
      await end('SIGTERM')
      return child.exitCode
    },
    [Symbol.asyncDispose]: () => end('SIGKILL'),
  }
  const isThere = () => {
    if (!lives()) throw new Error('it ended')
    return isReady(started)
  }
  await until(isThere, `not ready after ${withinMs} ms`, { withinMs, everyMs: 10 }).catch(async (cause: unknown) => {
    await end('SIGKILL')
    throw new Error(`the server did not start: ${stderr()}`, { cause })
  })
  return started
}

/** Waits for a server to end by itself. Throws when it runs on. */
export async function startInVain(wish: ProcessWish): Promise<NotStarted> {
  const { child, stderr } = run(wish)
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

function run({ env, script = main, flags = [], rights, logTo }: ProcessWish) {
  // The server as it ships hears no messages; what was put into it or around it does.
  const messages = script === main && flags.length === 0 ? [] : ['ipc' as const]
  const child = spawn(process.execPath, [...serverFlags, ...flags, script], {
    env: { PATH: process.env.PATH, ...env },
    stdio: ['ignore', logTo ?? 'ignore', 'pipe', ...messages],
    ...rights,
  })
  let said = ''
  child.stderr!.setEncoding('utf8').on('data', (text: string) => {
    said += text
  })
  return { child, stderr: () => said }
}
