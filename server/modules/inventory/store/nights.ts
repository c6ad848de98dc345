import { type Handle, over } from '../../../database/handle.ts'
import type { Instant, Night } from '../../../kernel/stay.ts'
import type { RateNight, StockNight } from '../inventory.ts'
import type { InventoryTables } from '../tables.ts'

/** Nights of one room type or rate plan: from the first, before the second. */
export interface Span {
  id: string
  from: Night
  to: Night
}

/** The touched nights of room types. */
export async function stockIn(handle: Handle, spans: readonly Span[]): Promise<StockNight[]> {
  const rows = await rowsIn<InventoryTables['inventory_night']>(handle, 'inventory_night', 'room_type_id', spans)
  return rows.map(readStock)
}

/** The touched nights of rate plans. */
export async function ratesIn(handle: Handle, spans: readonly Span[]): Promise<RateNight[]> {
  const rows = await rowsIn<InventoryTables['rate_night']>(handle, 'rate_night', 'rate_plan_id', spans)
  return rows.map(readRate)
}

const spansAtOnce = 32

/**
 * One statement for many spans, each a range of the primary key. The number of spans is filled up to a power of two,
 * so that a handful of texts are prepared, whatever a batch of orders asks for.
 */
async function rowsIn<Row>(handle: Handle, table: string, id: string, spans: readonly Span[]): Promise<Row[]> {
  const rows: Row[] = []
  for (let at = 0; at < spans.length; at += spansAtOnce) {
    const part = spans.slice(at, at + spansAtOnce)
    const size = 2 ** Math.ceil(Math.log2(part.length))
    const padded = [...part, ...Array<Span>(size - part.length).fill(part[0]!)]
    const ranges = padded.map(() => `(${id} = ? and night >= ? and night < ?)`).join(' or ')
    const statement = handle.prepared(`select * from ${table} where ${ranges}`)
    rows.push(...(await statement.all<Row>(...padded.flatMap(({ id: one, from, to }) => [one, from, to]))))
  }
  return rows
}

/** Where a reader of changes has come to. */
export interface ChangeMark {
  at: Instant
  roomTypeId: string
  night: Night
}

/**
 * Stock nights that changed after the mark, oldest first. Commits come out of order: a reader starts each round some
 * seconds before the newest instant it has seen.
 */
export async function changedSince(
  handle: Handle,
  after: ChangeMark | Instant,
  limit: number,
): Promise<{ nights: StockNight[]; mark: ChangeMark }> {
  const mark = typeof after === 'number' ? { at: after, roomTypeId: '', night: '' } : after
  const rows = await over<InventoryTables>(handle)
    .selectFrom('inventory_night')
    .selectAll()
    .where((eb) =>
      eb.or([
        eb('changed_at', '>', mark.at),
        eb.and([
          eb('changed_at', '=', mark.at),
          eb.or([
            eb('room_type_id', '>', mark.roomTypeId),
            eb.and([eb('room_type_id', '=', mark.roomTypeId), eb('night', '>', mark.night)]),
          ]),
        ]),
      ]),
    )
    .where('changed_at', '>=', mark.at)
    .orderBy('changed_at')
    .orderBy('room_type_id')
    .orderBy('night')
    .limit(limit)
    .execute()
  const nights = rows.map(readStock)
  const last = nights.at(-1)
  return { nights, mark: last ? { at: last.changedAt, roomTypeId: last.roomTypeId, night: last.night } : mark }
}

export function readStock(row: InventoryTables['inventory_night']): StockNight {
  return {
    roomTypeId: row.room_type_id,
    night: row.night,
    total: row.total,
    totalSetBy: row.total_set_by,
    held: row.held,
    sold: row.sold,
    closed: row.closed === 1,
    listFen: row.list_fen,
    changedAt: row.changed_at,
  }
}

export function readRate(row: InventoryTables['rate_night']): RateNight {
  return {
    ratePlanId: row.rate_plan_id,
    night: row.night,
    priceFen: row.price_fen,
    closed: row.closed === 1,
    minStay: row.min_stay,
    breakfast: row.breakfast,
  }
}
