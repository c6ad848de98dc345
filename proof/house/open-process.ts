import { freePort } from './free-port.ts'
import { type Ground, type GroundWish, openGround } from './ground.ts'
import { type ProcessWish, type ServerProcess, startProcess } from './start-process.ts'
import { type Visit, visit } from './visit.ts'

export interface ProcessHouseWish extends GroundWish, Pick<ProcessWish, 'script' | 'flags'> {
  /** Settings beside those of the ground. */
  env?: Record<string, string>
  withinMs?: number
}

/** A house whose product runs in a process of its own. */
export interface ProcessHouse extends Ground, Visit {
  /** The one that runs, or ran last. */
  server(): ServerProcess
  /** From the spawn of the first to its ready answer. */
  readyMs: number
  /** Starts another on what the last one left, at the same address. */
  startAgain(): Promise<void>
}

/** Starts WeChat in this process and the product in one of its own, on a folder of its own. */
export async function openProcess({ name, wechat = {}, env, ...wish }: ProcessHouseWish): Promise<ProcessHouse> {
  await using opening = new AsyncDisposableStack()
  const ground = opening.use(await openGround({ name, wechat }))
  const ports = { http: ground.port, ops: await freePort() }
  const start = () => startProcess({ ...wish, env: { ...ground.settings, ...env }, ports })
  const began = performance.now()
  let server = await start()
  const readyMs = Math.round(performance.now() - began)
  opening.defer(() => end(server))
  opening.use(endsWithUs(() => void server[Symbol.asyncDispose]()))
  const opened = opening.move()
  return {
    ...ground,
    ...visit(ground),
    server: () => server,
    readyMs,
    async startAgain() {
      server = await start()
    },
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  }
}

/** What it had to say is not kept from whoever looks on. */
async function end(server: ServerProcess): Promise<void> {
  await server[Symbol.asyncDispose]()
  process.stderr.write(server.stderr())
}

/** A run that is broken off leaves no server behind. */
function endsWithUs(kill: () => void): Disposable {
  const leave = () => process.exit(1)
  process.once('exit', kill)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, leave)
  return {
    [Symbol.dispose]() {
      process.off('exit', kill)
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.off(signal, leave)
    },
  }
}
