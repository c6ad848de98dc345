import { changed, type Handle, over, type Tx } from '../../../database/handle.ts'
import { type Actor, actorText } from '../../../kernel/actor.ts'
import type { Instant, Night } from '../../../kernel/stay.ts'
import type { InventoryTables } from '../tables.ts'
import type { CellValue, ChangeKind } from './cells.ts'

/** SQL of the edits that staff made, kept so that they can be undone. */

export interface ChangedCell {
  id: string
  night: Night
  before: CellValue
  after: CellValue
}

/** An edit by staff. */
export interface Change {
  id: string
  hotelId: string
  kind: ChangeKind
  actorName: string
  at: Instant
  /** How many cells it changed, and how many it could not. */
  cells: number
  refused: number
  undoneAt: Instant | null
}

const shown = ['id', 'hotel_id', 'kind', 'actor_name', 'at', 'cells', 'refused', 'undone_at'] as const
type ShownRow = Pick<InventoryTables['inventory_change'], (typeof shown)[number]>

export async function insertChange(
  tx: Tx,
  change: {
    id: string
    hotelId: string
    kind: ChangeKind
    actor: Actor
    wish: unknown
    cells: readonly ChangedCell[]
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

/** An edit with all its cells: for undoing it. */
export async function changeById(handle: Handle, id: string): Promise<(Change & { changed: ChangedCell[] }) | null> {
  const row = await on(handle)
    .selectFrom('inventory_change')
    .select([...shown, 'cells_json'])
    .where('id', '=', id)
    .executeTakeFirst()
  return row ? { ...read(row), changed: JSON.parse(row.cells_json) } : null
}

/** The newest first; `after` is the id that ended the page before. */
export async function changesOf(
  handle: Handle,
  { hotelId, after, limit }: { hotelId: string; after: string | null; limit: number },
): Promise<Change[]> {
  let query = on(handle)
    .selectFrom('inventory_change')
    .select([...shown])
    .where('hotel_id', '=', hotelId)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
  const last = after === null ? null : await changeById(handle, after)
  if (last) {
    query = query.where((eb) =>
      eb.or([eb('at', '<', last.at), eb.and([eb('at', '=', last.at), eb('id', '<', last.id)])]),
    )
  }
  return (await query.execute()).map(read)
}

/** False: it was undone before. */
export async function markUndone(tx: Tx, id: string, actor: Actor): Promise<boolean> {
  const result = await on(tx)
    .updateTable('inventory_change')
    .set({ undone_at: tx.now, undone_by: actorText(actor) })
    .where('id', '=', id)
    .where('undone_at', 'is', null)
    .executeTakeFirst()
  return changed(result) === 1
}

function on(handle: Handle) {
  return over<InventoryTables>(handle)
}

function read(row: ShownRow): Change {
  return {
    id: row.id,
    hotelId: row.hotel_id,
    kind: row.kind,
    actorName: row.actor_name,
    at: row.at,
    cells: row.cells,
    refused: row.refused,
    undoneAt: row.undone_at,
  }
}
