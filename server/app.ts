import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import type { FastifyInstance } from 'fastify'
import type { Logger } from 'pino'
import { createProductClock, type ProductClock } from './adapters/embedded/clock/clock.ts'
import { openEmbedded } from './adapters/embedded/engines.ts'
import { CannotStart } from './adapters/embedded/sqlite/cannot-start.ts'
import { createSealer } from './adapters/sealer/sealer.ts'
import { readOrMakeSecrets } from './adapters/sealer/secrets.ts'
import { readCredentialsFile, type WechatCredentials } from './adapters/wechat/credentials.ts'
import { createPay } from './adapters/wechat/pay.ts'
import { createWechat } from './adapters/wechat/wechat.ts'
import type { Config } from './config.ts'
import { forgetRequests } from './database/request-keys.ts'
import { fillWhatIsEmpty } from './first-fill.ts'
import { createAdmission } from './http/admission.ts'
import { createLog } from './http/logging.ts'
import { createMetrics, type Metrics } from './http/metrics.ts'
import { createOpsServer, type ReadyState } from './http/ops.ts'
import { createServer } from './http/serve.ts'
import { createCallers } from './http/sessions.ts'
import type { Sweep } from './messaging/index.ts'
import { createLoop } from './messaging/loop.ts'
import { defaultSettings, settingsPollMs } from './modules/settings/index.ts'
import { createModules, type Modules, type Ports } from './modules.ts'
import { adminRoutes, commonRoutes, guestRoutes } from './routes.ts'
import { addAdminSite, addSite, siteRoutes } from './site/index.ts'
import { subscriptionsOf } from './subscriptions.ts'
import { sweepsOf } from './sweeps.ts'
import { addGauges, watchersOf } from './watch.ts'

export const version = '0.1.0'

/** What tests replace: the rest is what ships. */
export interface Overrides {
  clock?: ProductClock
  /** False: nothing moves by itself; `settle` does it. */
  moving?: boolean
  synchronous?: 'FULL' | 'OFF'
  /** How much shares a commit; 1 shows what sharing is worth. */
  groupAtMost?: number
  log?: Logger
  probe?: (point: string) => void
}

export interface App {
  url: string
  opsUrl: string
  ports: Ports
  modules: Modules
  server: FastifyInstance
  /** Runs everything that is due now. Only where nothing moves by itself. */
  settle(): Promise<void>
  /** Drains and closes: no new calls, the running ones end, loops end, the database closes. */
  close(): Promise<void>
}

const chainZone = 'Asia/Shanghai'
const graceMs = 10_000

/**
 * Builds and starts one process of the product. Throws `CannotStart` with one sentence for the person who started it;
 * whatever it fails at, nothing of it stays open.
 */
export async function startApp(config: Config, overrides: Overrides = {}): Promise<App> {
  await using opening = new AsyncDisposableStack()
  const log = overrides.log ?? createLog(config.logLevel)
  const metrics = createMetrics()
  const works = (overrides.moving ?? true) && config.roles.has('worker')
  const clock = overrides.clock ?? createProductClock()
  const credentials = credentialsOf(config)
  const watchers = watchersOf({ log, metrics })
  const { synchronous, groupAtMost } = overrides
  const { sweeps: enginesSweeps, ...engines } = await openEmbedded({
    dataDir: config.dataDir,
    filesDir: config.filesDir,
    clock,
    polling: works,
    onError: watchers.failed,
    groupAtMost,
    synchronous,
  })
  const { db } = engines
  opening.defer(() => db.close())
  const ports: Ports = { ...engines, clock, ...outside(config, { credentials, clock }) }
  const { payWindowMs, limits } = config
  const defaults = defaultSettings({ payWindowMs, templates: credentials.templates })
  const modules = createModules(ports, { defaults, limits, groupAtMost, chainZone }, watchers, overrides.probe)
  const { settings } = modules

  await settings.poll()
  await fillWhatIsEmpty({ config, db, modules, log })
  await modules.messaging.listen(subscriptionsOf(modules))
  await modules.search.load()

  let state: ReadyState = 'starting'
  const server = await createHttp({ config, credentials, clock, ports, modules, metrics, log })
  const ops = createOpsServer({ state: () => state, metrics, readiness: () => readiness(ports, modules) })
  addGauges(metrics, db)
  // Closed in the opposite order: nobody listens any more, no new calls, then nothing moves, then nobody looks, then the rows.
  opening.defer(() => void ops.close())
  opening.defer(() => modules.messaging.stop(graceMs))
  opening.defer(() => server.close())
  opening.defer(() => modules.desk.live.close())

  const sweeps: Sweep[] = [
    ...sweepsOf({ ...modules, db: db.background, requests: { forget: () => forgetRequests(db.background) } }),
    { name: 'room details', everyMs: 1_000, run: () => modules.roomDetails.poll() },
    { name: 'search nights', everyMs: 500, run: () => modules.search.poll() },
    ...enginesSweeps,
  ]
  if (works) modules.messaging.start(sweeps)
  // Not a sweep: a process that is no worker must follow, too.
  const following = createLoop({
    name: 'settings',
    everyMs: settingsPollMs,
    run: settings.poll,
    onError: watchers.failed,
  })
  opening.defer(() => following.stop())
  if (overrides.moving ?? true) following.start()
  await server.listen({ host: config.host, port: config.port })
  ops.listen(config.opsPort, '127.0.0.1')
  await once(ops, 'listening')
  state = 'ready'
  const opened = opening.move()

  return {
    url: addressOf(server.server.address() as AddressInfo, config.host),
    opsUrl: addressOf(ops.address() as AddressInfo, '127.0.0.1'),
    ports,
    modules,
    server,
    settle: () => modules.messaging.settle(sweeps.filter(({ name }) => name !== 'bills')),
    async close() {
      state = 'draining'
      await opened.disposeAsync()
    },
  }
}

function credentialsOf(config: Config): WechatCredentials {
  const { wechat } = config
  return wechat.mode === 'live' ? wechat.credentials : sentence(() => readCredentialsFile(wechat.credentialsFile))
}

/** What is the same in every profile: the seal on personal data, and WeChat. */
function outside(config: Config, { credentials, clock }: { credentials: WechatCredentials; clock: ProductClock }) {
  const notifyUrls = {
    pay: `${config.publicUrl}/api/wechat/pay/notify`,
    refund: `${config.publicUrl}/api/wechat/refund/notify`,
  }
  return {
    sealer: createSealer(sentence(() => readOrMakeSecrets(config.secretsFile))),
    wechat: createWechat({ credentials, clock }),
    pay: createPay({ credentials, clock, notifyUrls }),
  }
}

interface HttpParts {
  config: Config
  credentials: WechatCredentials
  clock: ProductClock
  ports: Ports
  modules: Modules
  metrics: Metrics
  log: Logger
}

async function createHttp({ config, credentials, clock, ports, modules, metrics, log }: HttpParts) {
  const sandbox = config.wechat.mode === 'sandbox'
  const { roles, trustedProxies } = config
  const callers = createCallers({
    guest: (tokenHash) => modules.members.memberOfSession(tokenHash),
    staff: (tokenHash) => modules.staff.callerOfSession(tokenHash),
  })
  const deps = {
    ports,
    modules,
    callers: () => callers,
    version,
    secure: config.publicUrl.startsWith('https:'),
    onForged: (reason: string) => log.warn({ reason }, 'a notice that WeChat did not send'),
    sandboxClock: sandbox ? clock : null,
  }
  const routes = [
    ...(roles.has('guest-api')
      ? [...guestRoutes(deps), ...siteRoutes({ config, credentials, settings: modules.settings })]
      : []),
    ...(roles.has('admin-api') ? adminRoutes(deps) : []),
    ...commonRoutes(deps),
  ]
  const admission = createAdmission({ limits: config.limits })
  const server = await createServer({ routes, callers, admission, metrics, log, clock, trustedProxies, sandbox })
  if (roles.has('guest-api')) addSite(server, { config, credentials, metrics, log })
  if (roles.has('admin-api')) addAdminSite(server, { config, metrics, log })
  return server
}

async function readiness({ db }: Ports, { search }: Modules): Promise<Record<string, 'ok' | 'down'>> {
  const database = await db
    .prepared('select 1 as one')
    .get()
    .then(
      () => 'ok' as const,
      () => 'down' as const,
    )
  return { database, search: search.isLoaded() ? 'ok' : 'down' }
}

function sentence<Result>(read: () => Result): Result {
  try {
    return read()
  } catch (error) {
    throw new CannotStart((error as Error).message)
  }
}

function addressOf({ port }: AddressInfo, host: string): string {
  return `http://${host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host}:${port}`
}
