import type { Tx } from '../../database/handle.ts'
import type { Night } from '../../kernel/stay.ts'
import type { Hotels } from '../hotels/index.ts'
import type { Demand, Inventory } from '../inventory/index.ts'
import type { LineStock, Order, OrderLine } from './order.ts'
import { linesForWriting, moveLines } from './store/lines.ts'

export interface StockDeps {
  inventory: Inventory
  hotels: Pick<Hotels, 'roomType'>
}

/** Held nights become sold ones. Rows that never held anything stay as they are. */
export async function sellHeld(tx: Tx, { inventory }: StockDeps, orderId: string): Promise<void> {
  const lines = await linesForWriting(tx, orderId)
  const held = demands(lines.filter((line) => line.stock === 'held'))
  await moveAll(tx, orderId, { from: 'held', to: 'sold', lines })
  if (held.length > 0) await inventory.sell(tx, held)
}

/** Every night of the order, or every night from `fromNight` on, goes back on sale, however it was kept. */
export async function releaseNights(
  tx: Tx,
  { inventory }: StockDeps,
  orderId: string,
  fromNight?: Night,
): Promise<OrderLine[]> {
  const all = await linesForWriting(tx, orderId)
  const lines = all.filter((line) => line.stock !== 'released' && (!fromNight || line.night >= fromNight))
  for (const from of ['none', 'held', 'sold'] as const) {
    await moveAll(tx, orderId, { from, to: 'released', lines, ...(fromNight ? { fromNight } : {}) })
  }
  const held = demands(lines.filter((line) => line.stock === 'held'))
  const sold = demands(lines.filter((line) => line.stock === 'sold'))
  if (held.length > 0) await inventory.release(tx, held)
  if (sold.length > 0) await inventory.giveBack(tx, sold)
  return lines
}

/**
 * Takes the nights that are in that state straight into the sold ones, all or none: false when one of them has no
 * room left, and then nothing is taken. An order of stock mode `never` takes nothing and is never refused.
 */
export async function takeNights(
  tx: Tx,
  deps: StockDeps,
  order: Pick<Order, 'id' | 'stockMode'>,
  from: Extract<LineStock, 'none' | 'released'>,
): Promise<boolean> {
  const lines = (await linesForWriting(tx, order.id)).filter((line) => line.stock === from)
  if (order.stockMode === 'never') {
    if (from === 'released') await moveAll(tx, order.id, { from, to: 'none', lines })
    return true
  }
  if (!(await takeAll(tx, deps, lines))) return false
  await moveAll(tx, order.id, { from, to: 'sold', lines })
  return true
}

/** Takes free stock for these lines, all or none. */
export async function takeAll(
  tx: Tx,
  { inventory, hotels }: StockDeps,
  lines: readonly Pick<OrderLine, 'roomTypeId' | 'night'>[],
): Promise<boolean> {
  const totals = new Map<string, number | null>()
  for (const id of new Set(lines.map((line) => line.roomTypeId))) {
    totals.set(id, (await hotels.roomType(tx, id))?.dailyStock ?? null)
  }
  const wanted = demands(lines, totals)
  if (wanted.length === 0) return true
  const short = await inventory.take(tx, wanted)
  if (short.length === 0) return true
  const missing = new Set(short.map((row) => `${row.roomTypeId} ${row.night}`))
  const taken = wanted.filter((row) => !missing.has(`${row.roomTypeId} ${row.night}`))
  if (taken.length > 0) await inventory.giveBack(tx, taken)
  return false
}

/** Rooms per type and night. `totals` matter only where a night has no row yet. */
export function demands(
  lines: readonly Pick<OrderLine, 'roomTypeId' | 'night'>[],
  totals: ReadonlyMap<string, number | null> = new Map(),
): Demand[] {
  const rooms = new Map<string, Demand>()
  for (const { roomTypeId, night } of lines) {
    const key = `${roomTypeId} ${night}`
    const known = rooms.get(key)
    if (known) known.rooms += 1
    else rooms.set(key, { roomTypeId, night, rooms: 1, defaultTotal: totals.get(roomTypeId) ?? null })
  }
  return [...rooms.values()]
}

async function moveAll(
  tx: Tx,
  orderId: string,
  way: { from: LineStock; to: LineStock; lines: readonly OrderLine[]; fromNight?: Night },
): Promise<void> {
  const expected = way.lines.filter((line) => line.stock === way.from).length
  if (expected === 0) return
  const moved = await moveLines(tx, orderId, way)
  if (moved !== expected) throw new Error(`order ${orderId}: ${moved} lines left ${way.from}, expected ${expected}`)
}
