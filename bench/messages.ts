import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createSqlBus } from '../server/adapters/embedded/sql-bus/sql-bus.ts'
import { openSqlite } from '../server/adapters/embedded/sqlite/open.ts'
import type { Db } from '../server/database/handle.ts'
import { migrate } from '../server/database/migrate.ts'
import { messaging as schema } from '../server/database/migrations/0001-messaging.ts'
import type { OrderEdge } from '../server/events.ts'
import { emit } from '../server/messaging/emit.ts'
import { createMessaging } from '../server/messaging/index.ts'
import { type Spread, spreadOf } from './numbers.ts'

export interface MessagesResult {
  /** From told in a transaction of its own to handled in another, every commit on disk. */
  endToEndPerSecond: number
  /** From being told, inside its transaction, to being handled. */
  paced: Spread & { perSecond: number }
}

const waitAtMostMs = 120_000

/** How many messages go through the whole spine, and how long one takes when they come at a pace. */
export async function benchMessages({
  messages = 10_000,
  paced = { perSecond: 200, seconds: 5 },
} = {}): Promise<MessagesResult> {
  const house = await openSpine()
  try {
    const started = performance.now()
    await Promise.all(Array.from({ length: messages }, (_, index) => house.tell(index)))
    await house.handled(messages)
    const endToEndPerSecond = Math.round((messages * 1000) / (performance.now() - started))
    return { endToEndPerSecond, paced: await pace(house, paced) }
  } finally {
    await house.close()
  }
}

async function pace(house: Spine, { perSecond, seconds }: { perSecond: number; seconds: number }) {
  const before = house.latencies.length
  const total = perSecond * seconds
  const started = performance.now()
  const telling: Promise<void>[] = []
  for (let told = 0; told < total; told += 1) {
    const waitMs = started + (told * 1000) / perSecond - performance.now()
    if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs))
    telling.push(house.tell(told))
  }
  await Promise.all(telling)
  await house.handled(before + total)
  return { perSecond, ...spreadOf(house.latencies.slice(before)) }
}

type Spine = Awaited<ReturnType<typeof openSpine>>

/** Four messages of each of many orders, on the FIFO topic, to one listener. */
async function openSpine() {
  const dataDir = mkdtempSync(join(tmpdir(), 'yizhan-bench-messages-'))
  const clock = { now: () => Date.now() }
  const db: Db = openSqlite({ dataDir, clock, synchronous: 'FULL' })
  await migrate(db, [schema])
  const report = (what: string, error: unknown) => console.error(what, error)
  const bus = createSqlBus({ db, clock, slot: 'bench', polling: true, onError: report })
  const latencies: number[] = []
  const toldAt = new Map<string, number>()
  const messaging = createMessaging({
    db,
    bus,
    clock,
    errandKinds: [],
    onDead: async () => {},
    log: { failed: report, parked: (group) => report(group, 'parked'), withoutHalf: () => {} },
  })
  const handle = async (_tx: unknown, { orderNo }: OrderEdge) => {
    const at = toldAt.get(orderNo)
    if (at === undefined) throw new Error(`${orderNo} was handled twice`)
    toldAt.delete(orderNo)
    latencies.push(performance.now() - at)
  }
  await messaging.listen([{ group: 'bench', topic: 'order_topic', on: { 'order.paid': handle } }])
  messaging.start([])
  let named = 0
  return {
    latencies,
    async tell(index: number) {
      const orderNo = String(named++)
      const orderId = `ord_${Math.floor(index / 4)}`
      await db.transaction(async (tx) => {
        toldAt.set(orderNo, performance.now())
        const payload = { orderId, orderNo, hotelId: 'htl', memberId: null, seq: 1, from: null, at: tx.now }
        await emit(tx, { event: 'order.paid', key: orderId, payload: { ...payload, to: 'paid' } })
      })
    },
    async handled(count: number) {
      const end = performance.now() + waitAtMostMs
      while (latencies.length < count) {
        if (performance.now() > end) throw new Error(`${latencies.length} of ${count} messages were handled`)
        await new Promise((resolve) => setTimeout(resolve, 5))
      }
    },
    async close() {
      await messaging.stop(5_000)
      await db.close()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}
