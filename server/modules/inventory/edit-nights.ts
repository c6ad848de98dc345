import type { Tx } from '../../database/handle.ts'
import type { Actor } from '../../kernel/actor.ts'
import { newId } from '../../kernel/ids.ts'
import type { Fen } from '../../kernel/money.ts'
import { Refusal } from '../../kernel/refusal.ts'
import { type Night, nightsOf, weekdayOf } from '../../kernel/stay.ts'
import type { Audit } from '../audit/index.ts'
import type { Hotels } from '../hotels/index.ts'
import {
  type Cell,
  type CellValue,
  type ChangeKind,
  cellsForWriting,
  defaultTotal,
  makeCells,
  untouched,
  writeCells,
} from './store/cells.ts'
import { type ChangedCell, insertChange } from './store/changes.ts'

/** `total: null` is the type's daily stock again, `listFen: null` its own list price. */
export interface StockSet {
  total?: number | null | undefined
  closed?: boolean | undefined
  listFen?: Fen | null | undefined
}

/** Null is what the plan says for any day. */
export interface RateSet {
  priceFen?: Fen | null | undefined
  closed?: boolean | undefined
  minStay?: number | null | undefined
}

/** Dates × weekdays, for room types (stock) or rate plans (rates). */
export type EditWish = {
  hotelId: string
  from: Night
  /** Exclusive. */
  to: Night
  /** 0 Sunday … 6 Saturday; all where empty. */
  weekdays: readonly number[]
  actor: Actor
} & (
  | { roomTypeIds: readonly string[]; ratePlanIds?: never; set: StockSet }
  | { ratePlanIds: readonly string[]; roomTypeIds?: never; set: RateSet }
)

export interface RefusedCell {
  id: string
  night: Night
  reason: 'below_booked'
  /** Rooms held and sold that night. */
  booked: number
}

export interface EditResult {
  changeId: string
  changed: { id: string; night: Night }[]
  refused: RefusedCell[]
}

export interface EditDeps {
  hotels: Hotels
  audit: Audit
}

const cellsAtMost = 20_000

/**
 * Edits many nights at once. A total below what is held and sold is refused for that night alone (I6). What each cell
 * was is kept, so that the edit can be undone. Refusals: `edit_too_large`, `not_found`.
 */
export async function editNights(tx: Tx, deps: EditDeps, wish: EditWish): Promise<EditResult> {
  const { actor, ...asked } = wish
  const kind: ChangeKind = wish.ratePlanIds ? 'rates' : 'stock'
  const targets = await targetsOf(tx, deps, wish)
  const nights = nightsOf({ checkIn: wish.from, checkOut: wish.to }).filter(
    (night) => wish.weekdays.length === 0 || wish.weekdays.includes(weekdayOf(night)),
  )
  if (nights.length * targets.length > cellsAtMost) throw new Refusal('edit_too_large', { facts: { cellsAtMost } })
  const cells: ChangedCell[] = []
  const refused: RefusedCell[] = []
  for (const target of targets) {
    const outcome = await editTarget(tx, kind, { target, nights, set: wish.set })
    cells.push(...outcome.cells)
    refused.push(...outcome.refused)
  }
  const changeId = newId('chg')
  const { hotelId } = wish
  await insertChange(tx, { id: changeId, hotelId, kind, actor, wish: asked, cells, refused: refused.length })
  await tellAndRecord(tx, deps, {
    actor,
    hotelId,
    action: 'inventory.edit',
    changeId,
    roomTypeIds: targets.map(({ roomTypeId }) => roomTypeId),
    after: { ...asked, changed: cells.length, refused: refused.length },
  })
  return { changeId, changed: cells.map(({ id, night }) => ({ id, night })), refused }
}

interface Target {
  id: string
  roomTypeId: string
  dailyStock: number | null
}

async function editTarget(
  tx: Tx,
  kind: ChangeKind,
  { target, nights, set }: { target: Target; nights: readonly Night[]; set: StockSet & RateSet },
): Promise<{ cells: ChangedCell[]; refused: RefusedCell[] }> {
  const { id, dailyStock } = target
  const [from, until] = [nights[0], nights.at(-1)]
  if (!from || !until) return { cells: [], refused: [] }
  const known = await cellsForWriting(tx, kind, { id, from, until })
  const fresh: Cell = { value: untouched(kind, dailyStock), booked: 0, offSale: 0, exists: false }
  const cells: ChangedCell[] = []
  const refused: RefusedCell[] = []
  const missing: Night[] = []
  /** Nights by what they become: the usual total is less where a block took a room. */
  const alike = new Map<number, { value: CellValue; nights: Night[] }>()
  for (const night of nights) {
    const cell = known.get(night) ?? fresh
    const { value, nights: written } = entry(alike, set.total === null ? cell.offSale : 0, () => ({
      value: columnsOf(kind, set, defaultTotal(dailyStock, cell)),
      nights: [],
    }))
    const after = { ...cell.value, ...value }
    if (typeof value.total === 'number' && value.total < cell.booked) {
      refused.push({ id, night, reason: 'below_booked', booked: cell.booked })
    } else if (Object.keys(value).some((column) => cell.value[column] !== value[column])) {
      if (!cell.exists) missing.push(night)
      written.push(night)
      cells.push({ id, night, before: cell.value, after })
    }
  }
  await makeCells(tx, kind, { id, nights: missing, value: fresh.value })
  for (const group of alike.values()) {
    const written = await writeCells(tx, kind, { id, ...group })
    if (written !== group.nights.length)
      throw new Error(`${written} of ${group.nights.length} nights of ${id} were written`)
  }
  return { cells, refused }
}

function entry<Key, Value>(map: Map<Key, Value>, key: Key, make: () => Value): Value {
  const known = map.get(key) ?? make()
  map.set(key, known)
  return known
}

/** The columns that are written, and with what. */
function columnsOf(kind: ChangeKind, set: StockSet & RateSet, usualTotal: number | null): CellValue {
  const closed: CellValue = set.closed === undefined ? {} : { closed: set.closed ? 1 : 0 }
  if (kind === 'rates') {
    return {
      ...closed,
      ...(set.priceFen === undefined ? {} : { price_fen: set.priceFen }),
      ...(set.minStay === undefined ? {} : { min_stay: set.minStay }),
    }
  }
  const total: CellValue =
    set.total === null
      ? { total: usualTotal, total_set_by: 'default' }
      : { total: set.total ?? null, total_set_by: 'staff' }
  return {
    ...closed,
    ...(set.total === undefined ? {} : total),
    ...(set.listFen === undefined ? {} : { list_fen: set.listFen }),
  }
}

/** What the wish names, each once and all of that branch, in the order in which rows are locked. */
async function targetsOf(tx: Tx, { hotels }: EditDeps, wish: EditWish): Promise<Target[]> {
  const types = new Map((await hotels.roomTypesOf(tx, [wish.hotelId])).map((type) => [type.id, type]))
  const target = (id: string, roomTypeId: string): Target => {
    const type = types.get(roomTypeId)
    if (!type) throw new Refusal('not_found')
    return { id, roomTypeId, dailyStock: type.dailyStock }
  }
  if (wish.roomTypeIds) return [...new Set(wish.roomTypeIds)].sort().map((id) => target(id, id))
  const ids = [...new Set(wish.ratePlanIds)].sort()
  const plans = new Map((await hotels.ratePlansByIds(tx, ids)).map((plan) => [plan.id, plan]))
  return ids.map((id) => target(id, plans.get(id)?.roomTypeId ?? ''))
}

/** Everybody hears of the types, and the audit log says who did what. */
export async function tellAndRecord(
  tx: Tx,
  { hotels, audit }: EditDeps,
  entry: {
    actor: Actor
    hotelId: string
    action: 'inventory.edit' | 'inventory.undo'
    changeId: string
    roomTypeIds: readonly string[]
    after: unknown
  },
): Promise<void> {
  for (const roomTypeId of new Set(entry.roomTypeIds)) await hotels.touchRoomType(tx, roomTypeId)
  const { actor, hotelId, action, changeId, after } = entry
  await audit.record(tx, { actor, action, subject: `inventory_change:${changeId}`, hotelId, after })
}
