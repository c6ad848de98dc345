import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createSqlBus } from '../adapters/embedded/sql-bus/sql-bus.ts'
import { openSqlite } from '../adapters/embedded/sqlite/open.ts'
import { type Db, over, type Tx } from '../database/handle.ts'
import { migrate } from '../database/migrate.ts'
import { messaging as schema } from '../database/migrations/0001-messaging.ts'
import type { Bus } from '../ports/bus.ts'
import { emit } from './emit.ts'
import { createMessaging, type ErrandKind, type LetterOfDeath, type Subscription } from './index.ts'
import type { MessagingTables } from './tables.ts'

const noon = Date.parse('2026-11-25T12:00:00+08:00')

export interface SpineWish {
  subscriptions?: readonly Subscription[]
  errandKinds?: readonly ErrandKind[]
  /** What stands between the spine and its bus, which is apart from the database then. */
  through?: (bus: Bus) => Bus
}

/** A spine on a database of its own whose clock only tests move, and that runs only when it is settled. */
async function openTestSpine({ subscriptions = [], errandKinds = [], through }: SpineWish = {}) {
  let now = noon
  const clock = { now: () => now }
  const dataDir = mkdtempSync(join(tmpdir(), 'yizhan-spine-'))
  const db = openSqlite({ dataDir, clock, synchronous: 'OFF' })
  await migrate(db, [schema])
  const failed: unknown[] = []
  const dead: LetterOfDeath[] = []
  const withoutHalf: string[] = []
  const own = createSqlBus({ db, clock, slot: 'a', polling: false, onError: (_name, error) => failed.push(error) })
  const bus = through?.({ ...own, publishWithin: undefined }) ?? own
  const messaging = createMessaging({
    db,
    bus,
    clock,
    errandKinds,
    onDead: async (_tx, letter) => {
      dead.push(letter)
    },
    log: {
      failed: (_what, error) => failed.push(error),
      parked: () => {},
      withoutHalf: (reason) => withoutHalf.push(reason),
    },
  })
  await messaging.listen(subscriptions)
  return {
    db,
    bus,
    clock,
    messaging,
    failed,
    dead,
    withoutHalf,
    settle: messaging.settle,
    pass: (ms: number) => {
      now += ms
    },
    tellEdge: (orderId: string, seq: number) => db.transaction((tx) => emitEdge(tx, orderId, seq)),
    rows: <Name extends keyof MessagingTables>(table: Name) => rowsOf(db, table),
    async close() {
      await bus.stop(0)
      await db.close()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

export type TestSpine = Awaited<ReturnType<typeof openTestSpine>>

export async function withSpine(wish: SpineWish, use: (spine: TestSpine) => Promise<void>): Promise<void> {
  const spine = await openTestSpine(wish)
  try {
    await use(spine)
  } finally {
    await spine.close()
  }
}

export function emitEdge(tx: Tx, orderId: string, seq: number): Promise<void> {
  const payload = { orderId, orderNo: orderId, hotelId: 'htl', memberId: null, seq, from: null, at: tx.now }
  return emit(tx, { event: 'order.paid', key: orderId, seq, payload: { ...payload, to: 'paid' } })
}

/** A subscription to edges that notes `<order> <n>` for each it has handled; `first` may throw. */
export function noting(
  heard: string[],
  { first, ...more }: Partial<Subscription> & { first?: (orderId: string, seq: number) => void } = {},
): Subscription {
  return {
    group: 'noting',
    topic: 'order_topic',
    on: {
      'order.paid': async (_tx, { orderId, seq }) => {
        first?.(orderId, seq)
        heard.push(`${orderId} ${seq}`)
      },
    },
    ...more,
  }
}

async function rowsOf<Name extends keyof MessagingTables>(db: Db, table: Name) {
  const rows = await over<MessagingTables>(db)
    .selectFrom(table as 'outbox')
    .selectAll()
    .execute()
  return rows as unknown as MessagingTables[Name][]
}
