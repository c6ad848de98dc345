import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { databaseFile } from '../server/adapters/embedded/sqlite/open.ts'
import { newOrderNo } from '../server/kernel/ids.ts'
import { newOrderId } from '../server/modules/orders/order-id.ts'
import { openHouse, wishOf } from '../server/modules/orders/test-house.ts'

const group = 64
const roomTypeId = 'rt_large'

export interface PlaceResult {
  /** Prepared statements writing the same rows, one order after the other, in commits of 64. */
  rawPerSecond: number
  /** `placeOrders` on batches of 64: prices, caps, request keys and rows. */
  batchPerSecond: number
  /** `place`, all at once, through the collector. */
  gatheredPerSecond: number
}

/**
 * How fast orders are placed (one room, two nights, every commit on disk), against a floor that only writes: rounds
 * are interleaved and the best of each is taken.
 */
export async function benchPlace({ orders, rounds }: { orders: number; rounds: number }): Promise<PlaceResult> {
  const house = await openHouse({ synchronous: 'FULL' })
  let guest = 0
  const wishes = () =>
    Array.from({ length: orders }, () => {
      const memberId = `mem_${guest++}`
      return wishOf({ memberId, roomTypeId, request: { caller: memberId, key: 'key', bodyHash: 'hash' } })
    })
  const best = { rawPerSecond: 0, batchPerSecond: 0, gatheredPerSecond: 0 }
  const measure = async (name: keyof PlaceResult, work: () => Promise<void> | void) => {
    const started = performance.now()
    await work()
    best[name] = Math.max(best[name], Math.round((orders * 1000) / (performance.now() - started)))
  }
  const write = await rawWriter(
    house.dataDir,
    await house.placed({ roomTypeId, request: { caller: 'mem_raw', key: 'key', bodyHash: 'hash' } }),
  )
  for (let round = 0; round < rounds; round += 1) {
    const [forBatch, forAll] = [wishes(), wishes()]
    await measure('rawPerSecond', () => write(orders))
    await measure('batchPerSecond', async () => {
      for (let at = 0; at < orders; at += group) {
        await house.db.transaction((tx) => house.orders.placeOrders(tx, forBatch.slice(at, at + group)))
      }
    })
    await measure('gatheredPerSecond', async () => {
      const placed = await Promise.all(forAll.map(house.orders.place))
      if (placed.some((one) => one.kind !== 'placed')) throw new Error('a wish of the bench was refused')
    })
  }
  await house.close()
  return best
}

const copied = ['orders', 'order_room', 'order_line', 'order_event', 'request_key', 'outbox'] as const
type Row = Record<string, string | number | null>

/** Writes copies of the rows of one placed order under new ids, by prepared statements on a connection of its own. */
async function rawWriter(dataDir: string, model: { id: string }): Promise<(orders: number) => void> {
  const raw = new DatabaseSync(join(dataDir, databaseFile))
  raw.exec('pragma busy_timeout = 5000; pragma synchronous = full; pragma cache_size = -32000')
  const keyOf = { orders: 'id', outbox: 'message_key', request_key: 'result' } as Record<string, string>
  const tables = copied.map((table) => {
    const rows = raw.prepare(`select * from ${table} where ${keyOf[table] ?? 'order_id'} = ?`).all(model.id) as Row[]
    const columns = Object.keys(rows[0] ?? {}).filter((column) => table !== 'outbox' || column !== 'seq')
    const marks = columns.map(() => '?').join(', ')
    const insert = raw.prepare(`insert into ${table} (${columns.join(', ')}) values (${marks})`)
    return { rows: rows.map((row) => columns.map((column) => row[column]!)), columns, insert }
  })
  raw.exec(`update inventory_night set total = null where room_type_id = '${roomTypeId}'`) // as many as the bench takes
  const hold = raw.prepare('update inventory_night set held = held + 1 where room_type_id = ? and night = ?')
  let written = 0
  const writeOne = () => {
    const id = newOrderId(Date.now())
    for (const { rows, columns, insert } of tables) {
      for (const row of rows) {
        insert.run(
          ...row.map((value, index) => {
            if (typeof value === 'string' && value.startsWith(model.id)) return id + value.slice(model.id.length)
            const column = columns[index]!
            if (column === 'order_no') return newOrderNo('2026-12-01') + String(written++)
            if (column === 'caller') return `raw_${written++}`
            return value
          }),
        )
      }
    }
    for (const night of ['2026-12-01', '2026-12-02']) hold.run(roomTypeId, night)
  }
  return (orders) => {
    for (let done = 0; done < orders; done += group) {
      raw.exec('begin immediate')
      for (let one = 0; one < group; one += 1) writeOne()
      raw.exec('commit')
    }
  }
}

if (import.meta.main) {
  const result = await benchPlace({ orders: 3200, rounds: 5 })
  const ratio = (rate: number) => (rate / result.rawPerSecond).toFixed(2)
  console.log(`prepared loop      ${result.rawPerSecond} orders/s  1.00`)
  console.log(`placeOrders        ${result.batchPerSecond} orders/s  ${ratio(result.batchPerSecond)}`)
  console.log(`place, gathered    ${result.gatheredPerSecond} orders/s  ${ratio(result.gatheredPerSecond)}`)
}
