import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { type Logger, pino } from 'pino'
import { createProductClock, type ProductClock } from './adapters/embedded/clock/clock.ts'
import { createDatabaseCache } from './adapters/embedded/database-cache/database-cache.ts'
import { createFolderFiles } from './adapters/embedded/folder-files/folder-files.ts'
import { createEmbeddedSearch } from './adapters/embedded/search/embedded-search.ts'
import { createSqlBus } from './adapters/embedded/sql-bus/sql-bus.ts'
import { CannotStart, openSqlite } from './adapters/embedded/sqlite/open.ts'
import { createSealer } from './adapters/sealer/sealer.ts'
import { readOrMakeSecrets } from './adapters/sealer/secrets.ts'
import { readCredentialsFile, type WechatCredentials } from './adapters/wechat/credentials.ts'
import { createPay } from './adapters/wechat/pay.ts'
import { createWechat } from './adapters/wechat/wechat.ts'
import type { Config } from './config.ts'
import { migrate } from './database/migrate.ts'
import { migrations } from './database/migrations/index.ts'
import { forgetRequests } from './database/request-keys.ts'
import { createAdmission } from './http/admission.ts'
import { createMetrics } from './http/metrics.ts'
import { createOpsServer, type ReadyState } from './http/ops.ts'
import { createServer } from './http/serve.ts'
import { createCallers } from './http/sessions.ts'
import { createModules, type Modules, type Ports } from './modules.ts'
import { adminRoutes, commonRoutes, guestRoutes } from './routes.ts'
import { seedChain } from './seed/chain.ts'
import { seedDemo } from './seed/demo.ts'
import { addSite, siteRoutes } from './site/index.ts'
import { subscriptionsOf } from './subscriptions.ts'
import { sweepsOf } from './sweeps.ts'

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

/** Builds and starts one process of the product. Throws `CannotStart` with one sentence for the person who started it. */
export async function startApp(config: Config, overrides: Overrides = {}): Promise<App> {
  const log =
    overrides.log ?? pino({ level: config.logLevel, redact: ['req.headers.authorization', 'req.headers.cookie'] })
  const metrics = createMetrics()
  const moving = overrides.moving ?? true
  let state: ReadyState = 'starting'

  const clock = overrides.clock ?? createProductClock()
  const credentials = credentialsOf(config)
  const { synchronous = 'FULL', groupAtMost } = overrides
  const db = openSqlite({ dataDir: config.dataDir, clock, synchronous, groupAtMost })
  await migrate(db, migrations)
  await clock.load(db)
  const sealer = createSealer(sentence(() => readOrMakeSecrets(config.secretsFile)))
  const notifyUrls = {
    pay: `${config.publicUrl}/api/wechat/pay/notify`,
    refund: `${config.publicUrl}/api/wechat/refund/notify`,
  }
  const failed = (what: string, error: unknown) => log.error({ err: error, what }, 'failed, will be tried again')
  const sharedCache = createDatabaseCache({ db, clock })
  const ports: Ports = {
    db,
    clock,
    sealer,
    sharedCache,
    bus: createSqlBus({
      db,
      clock,
      slot: randomBytes(4).toString('hex'),
      polling: moving && config.roles.has('worker'),
      onError: failed,
    }),
    wechat: createWechat({ credentials, clock }),
    pay: createPay({ credentials, clock, notifyUrls }),
    files: createFolderFiles(config.filesDir),
    search: createEmbeddedSearch(),
  }
  const settings = {
    payWindowMs: config.payWindowMs,
    groupAtMost,
    limits: config.limits,
    templateIds: credentials.templates,
    chainZone,
  }
  const modules = createModules(
    ports,
    settings,
    {
      failed,
      alarmRaised: (alarm) => {
        metrics.alarms.inc({ kind: alarm.kind })
        log.warn({ kind: alarm.kind, subject: alarm.subject }, 'alarm')
      },
      parked: (subscription, message, error) => {
        metrics.parked.inc({ subscription })
        log.warn({ err: error, subscription, eventId: message.id, event: message.event }, 'message parked')
      },
      withoutHalf: (reason) => metrics.withoutHalf.inc({ reason }),
    },
    overrides.probe,
  )

  await firstFill(config, ports, modules, log)
  await modules.messaging.listen(subscriptionsOf(modules))
  await modules.search.load()

  const callers = createCallers({
    guest: (tokenHash) => modules.members.memberOfSession(tokenHash),
    staff: (tokenHash) => modules.staff.callerOfSession(tokenHash),
  })
  const routesDeps = {
    ports,
    modules,
    callers: () => callers,
    version,
    secure: config.publicUrl.startsWith('https:'),
    onForged: (reason: string) => log.warn({ reason }, 'a notice that WeChat did not send'),
    sandboxClock: config.wechat.mode === 'sandbox' ? clock : null,
  }
  const server = await createServer({
    routes: [
      ...(config.roles.has('guest-api') ? [...guestRoutes(routesDeps), ...siteRoutes({ config, credentials })] : []),
      ...(config.roles.has('admin-api') ? adminRoutes(routesDeps) : []),
      ...commonRoutes(routesDeps),
    ],
    callers,
    admission: createAdmission({ limits: config.limits }),
    metrics,
    log,
    clock,
    trustedProxies: config.trustedProxies,
    sandbox: config.wechat.mode === 'sandbox',
  })
  if (config.roles.has('guest-api')) addSite(server, { config, credentials, metrics, log })
  const ops = createOpsServer({
    state: () => state,
    metrics,
    readiness: async () => ({
      database: await answers(() => db.prepared('select 1 as one').get()),
      search: modules.search.isLoaded() ? 'ok' : 'down',
    }),
  })
  metrics.gauge('yizhan_outbox_backlog', 'Events not on the bus yet', async () => {
    const row = await db.prepared(`select count(*) as count from outbox where state = 'ready'`).get<{ count: number }>()
    return row?.count ?? 0
  })
  metrics.gauge('yizhan_dead_letters', 'Messages that need a person', async () => {
    const row = await db.prepared(`select count(*) as count from parked where state = 'dead'`).get<{ count: number }>()
    return row?.count ?? 0
  })

  const sweeps = [
    ...sweepsOf({ ...modules, requests: { forget: () => forgetRequests(db.background) } }),
    { name: 'room details', everyMs: 1_000, run: () => modules.roomDetails.poll() },
    { name: 'search nights', everyMs: 500, run: () => modules.search.poll() },
    { name: 'shared cache', everyMs: 60_000, run: async () => sharedCache.sweep().then(() => 'idle' as const) },
  ]
  if (moving && config.roles.has('worker')) modules.messaging.start(sweeps)
  await server.listen({ host: config.host, port: config.port })
  ops.listen(config.opsPort, '127.0.0.1')
  await once(ops, 'listening')
  state = 'ready'

  return {
    url: addressOf(server.server.address() as AddressInfo, config.host),
    opsUrl: addressOf(ops.address() as AddressInfo, '127.0.0.1'),
    ports,
    modules,
    server,
    settle: () => modules.messaging.settle(sweeps.filter(({ name }) => name !== 'bills')),
    async close() {
      state = 'draining'
      await server.close()
      await modules.messaging.stop(graceMs)
      ops.close()
      await db.close()
    },
  }
}

function credentialsOf(config: Config): WechatCredentials {
  const { wechat } = config
  return wechat.mode === 'live' ? wechat.credentials : sentence(() => readCredentialsFile(wechat.credentialsFile))
}

/** An empty database gets its first staff account and, if wished, a chain to look at. */
async function firstFill(config: Config, ports: Ports, modules: Modules, log: Logger): Promise<void> {
  if (await modules.staff.isEmpty(ports.db)) {
    const password = config.managerPassword ?? randomBytes(12).toString('base64url')
    const roles = [{ role: 'owner' as const, hotelId: '*' as const }]
    await modules.staff.create(
      { username: 'manager', name: '店长', password, roles },
      { kind: 'system', cause: 'first start' },
    )
    if (!config.managerPassword)
      process.stdout.write(`First staff account: manager, password ${password} (shown once)\n`)
  }
  const isEmpty = (await modules.hotels.hotelsAfter(ports.db, { after: '', limit: 1 })).length === 0
  if (!isEmpty || config.seed.kind === 'none') return
  const deps = { db: ports.db, ...modules }
  log.info({ seed: config.seed }, 'filling the empty database')
  if (config.seed.kind === 'demo') await seedDemo(deps)
  else await seedChain(deps, { hotels: config.seed.hotels })
}

function sentence<Result>(read: () => Result): Result {
  try {
    return read()
  } catch (error) {
    throw new CannotStart((error as Error).message)
  }
}

async function answers(ask: () => Promise<unknown>): Promise<'ok' | 'down'> {
  return ask().then(
    () => 'ok' as const,
    () => 'down' as const,
  )
}

function addressOf({ port }: AddressInfo, host: string): string {
  return `http://${host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host}:${port}`
}
