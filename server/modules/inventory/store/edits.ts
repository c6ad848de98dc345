import { insertedOnce } from '../../../database/dialect.ts'
import { changed, type Handle, over, type Tx } from '../../../database/handle.ts'
import { type Actor, actorText } from '../../../kernel/actor.ts'
import type { Night } from '../../../kernel/stay.ts'
import type { InventoryTables } from '../tables.ts'

/** SQL of edits by staff. A cell is a night of a room type or of a rate plan. */

export type ChangeKind = 'stock' | 'rates'

export interface CellValue {
  total?: number | null
  setBy?: 'default' | 'staff'
  priceFen?: number | null
  minStay?: number | null
  closed?: boolean
}

export interface Cell {
  id: string
  night: Night
  before: CellValue
  after: CellValue
}

export interface Change {
  id: string
  hotelId: string
  kind: ChangeKind
  actorName: string
  at: number
  wish: unknown
  cells: Cell[]
  refused: number
  undoneAt: number | null
}

type Outcome = { changed: boolean; before: CellValue; after: CellValue } | { booked: number }

export async function stockValue(handle: Handle, id: string, night: Night): Promise<CellValue> {
  const row = await on(handle)
    .selectFrom('inventory_night')
    .select(['total', 'total_set_by', 'closed'])
    .where('room_type_id', '=', id)
    .where('night', '=', night)
    .executeTakeFirst()
  return row
    ? { total: row.total, setBy: row.total_set_by, closed: row.closed === 1 }
    : { setBy: 'default', closed: false }
}

export async function rateValue(handle: Handle, id: string, night: Night): Promise<CellValue> {
  const row = await on(handle)
    .selectFrom('rate_night')
    .select(['price_fen', 'min_stay', 'closed'])
    .where('rate_plan_id', '=', id)
    .where('night', '=', night)
    .executeTakeFirst()
  return row
    ? { priceFen: row.price_fen, minStay: row.min_stay, closed: row.closed === 1 }
    : { priceFen: null, minStay: null, closed: false }
}

/** The write itself refuses a total below what is held and sold, and then says how many that is. */
export async function setStock(
  tx: Tx,
  wish: {
    id: string
    night: Night
    dailyStock: number | null
    set: { total?: number | null | undefined; closed?: boolean | undefined }
    setBy?: 'default' | 'staff'
  },
): Promise<Outcome> {
  const { id, night, set } = wish
  const before = await stockValue(tx, id, night)
  const fresh = {
    room_type_id: id,
    night,
    total: wish.dailyStock,
    total_set_by: 'default' as const,
    held: 0,
    sold: 0,
    closed: 0,
    list_fen: null,
    changed_at: tx.now,
  }
  await insertedOnce(on(tx).insertInto('inventory_night').values(fresh))
  let update = on(tx)
    .updateTable('inventory_night')
    .set({
      changed_at: tx.now,
      ...(set.total === undefined ? {} : { total: set.total, total_set_by: wish.setBy ?? ('staff' as const) }),
      ...(set.closed === undefined ? {} : { closed: set.closed ? 1 : 0 }),
    })
    .where('room_type_id', '=', id)
    .where('night', '=', night)
  const { total } = set
  if (typeof total === 'number') update = update.where((eb) => eb(eb('held', '+', eb.ref('sold')), '<=', total))
  if (changed(await update.executeTakeFirst()) === 1) {
    const after = await stockValue(tx, id, night)
    return { changed: JSON.stringify(before) !== JSON.stringify(after), before, after }
  }
  const row = await on(tx)
    .selectFrom('inventory_night')
    .select(['held', 'sold'])
    .where('room_type_id', '=', id)
    .where('night', '=', night)
    .executeTakeFirstOrThrow()
  return { booked: row.held + row.sold }
}

export async function setRate(
  tx: Tx,
  wish: {
    id: string
    night: Night
    set: { priceFen?: number | null | undefined; closed?: boolean | undefined; minStay?: number | null | undefined }
  },
): Promise<Outcome> {
  const { id, night, set } = wish
  const before = await rateValue(tx, id, night)
  const fresh = {
    rate_plan_id: id,
    night,
    price_fen: null,
    closed: 0,
    min_stay: null,
    breakfast: null,
    changed_at: tx.now,
  }
  await insertedOnce(on(tx).insertInto('rate_night').values(fresh))
  await on(tx)
    .updateTable('rate_night')
    .set({
      changed_at: tx.now,
      ...(set.priceFen === undefined ? {} : { price_fen: set.priceFen }),
      ...(set.closed === undefined ? {} : { closed: set.closed ? 1 : 0 }),
      ...(set.minStay === undefined ? {} : { min_stay: set.minStay }),
    })
    .where('rate_plan_id', '=', id)
    .where('night', '=', night)
    .execute()
  const after = await rateValue(tx, id, night)
  return { changed: JSON.stringify(before) !== JSON.stringify(after), before, after }
}

export async function insertChange(
  tx: Tx,
  change: {
    id: string
    hotelId: string
    kind: ChangeKind
    actor: Actor
    wish: unknown
    cells: readonly Cell[]
    refused: number
  },
): Promise<void> {
  await on(tx)
    .insertInto('inventory_change')
    .values({
      id: change.id,
      hotel_id: change.hotelId,
      kind: change.kind,
      actor: actorText(change.actor),
      actor_name: change.actor.kind === 'staff' ? change.actor.name : change.actor.kind,
      at: tx.now,
      wish_json: JSON.stringify(change.wish),
      cells: change.cells.length,
      refused: change.refused,
      cells_json: JSON.stringify(change.cells),
      undone_at: null,
      undone_by: null,
    })
    .execute()
}

export async function changeById(handle: Handle, id: string): Promise<Change | null> {
  const row = await on(handle).selectFrom('inventory_change').selectAll().where('id', '=', id).executeTakeFirst()
  return row ? read(row) : null
}

/** The newest first. */
export async function changesOf(handle: Handle, hotelId: string, limit: number): Promise<Change[]> {
  const rows = await on(handle)
    .selectFrom('inventory_change')
    .selectAll()
    .where('hotel_id', '=', hotelId)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
  return rows.map(read)
}

export async function markUndone(tx: Tx, id: string, by: string): Promise<boolean> {
  const result = await on(tx)
    .updateTable('inventory_change')
    .set({ undone_at: tx.now, undone_by: by })
    .where('id', '=', id)
    .where('undone_at', 'is', null)
    .executeTakeFirst()
  return changed(result) === 1
}

function on(handle: Handle) {
  return over<InventoryTables>(handle)
}

function read(row: InventoryTables['inventory_change']): Change {
  return {
    id: row.id,
    hotelId: row.hotel_id,
    kind: row.kind,
    actorName: row.actor_name,
    at: row.at,
    wish: JSON.parse(row.wish_json),
    cells: JSON.parse(row.cells_json),
    refused: row.refused,
    undoneAt: row.undone_at,
  }
}
