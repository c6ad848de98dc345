import { pino } from 'pino'
import { type App, type Overrides, startApp } from '../../server/app.ts'
import { type Config, readConfig } from '../../server/config.ts'
import { type Ground, type GroundWish, openGround } from './ground.ts'
import { type Visit, visit } from './visit.ts'

export interface HereWish extends GroundWish {
  /** Settings beside those of the ground. */
  env?: Record<string, string>
  overrides?: Overrides
}

/** A house whose product runs in this process. */
export interface HouseHere extends Ground, Visit {
  /** The one that runs now. */
  readonly app: App
  config: Config
  /** Stops the product and starts another on the same data. */
  restart(): Promise<void>
}

/** Starts WeChat and the product in this process, on a folder of its own; nothing is logged unless a log is given. */
export async function openHere({ env, overrides, ...wish }: HereWish): Promise<HouseHere> {
  await using opening = new AsyncDisposableStack()
  const ground = opening.use(await openGround(wish))
  const config = readConfig({ ...ground.settings, ...env })
  const start = () => startApp(config, { log: pino({ level: 'silent' }), ...overrides })
  let app = await start()
  opening.defer(() => app.close())
  const opened = opening.move()
  return {
    ...ground,
    ...visit(ground),
    config,
    get app() {
      return app
    },
    async restart() {
      await app.close()
      app = await start()
    },
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  }
}
