import type { Tx } from '../../database/handle.ts'
import { type Actor, actorText } from '../../kernel/actor.ts'
import { newId } from '../../kernel/ids.ts'
import { Refusal } from '../../kernel/refusal.ts'
import { type Night, nightsOf, weekdayOf } from '../../kernel/stay.ts'
import type { Audit } from '../audit/index.ts'
import type { Hotels } from '../hotels/index.ts'
import {
  type Cell,
  type CellValue,
  type ChangeKind,
  changeById,
  insertChange,
  markUndone,
  rateValue,
  setRate,
  setStock,
  stockValue,
} from './store/edits.ts'

export type StockSet = { total?: number | null | undefined; closed?: boolean | undefined }
export type RateSet = {
  priceFen?: number | null | undefined
  closed?: boolean | undefined
  minStay?: number | null | undefined
}

/** Dates × weekdays, for room types (stock) or rate plans (rates). `to` is exclusive. */
export interface EditWish {
  hotelId: string
  roomTypeIds: readonly string[]
  ratePlanIds: readonly string[]
  from: Night
  to: Night
  /** 0 Sunday … 6 Saturday; all where empty. */
  weekdays: readonly number[]
  set: StockSet & RateSet
  actor: Actor
}

export interface RefusedCell {
  id: string
  night: Night
  reason: 'below_booked'
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
 * Edits many nights at once. A total below what is held and sold is refused for that night alone (I6), by the write
 * itself. What each cell was is kept, so that the edit can be undone. Refusals: `invalid_request`, `not_found`.
 */
export async function editNights(tx: Tx, deps: EditDeps, wish: EditWish): Promise<EditResult> {
  const kind: ChangeKind = wish.ratePlanIds.length > 0 ? 'rates' : 'stock'
  const targets = await targetsOf(tx, deps, wish)
  const nights = nightsOf({ checkIn: wish.from, checkOut: wish.to }).filter(
    (night) => wish.weekdays.length === 0 || wish.weekdays.includes(weekdayOf(night)),
  )
  if (nights.length * targets.length > cellsAtMost)
    throw new Refusal('invalid_request', { fields: { to: 'too_many_cells' } })
  const cells: Cell[] = []
  const refused: RefusedCell[] = []
  for (const { id, dailyStock } of targets) {
    for (const night of nights) {
      const outcome = await (kind === 'stock'
        ? setStock(tx, { id, night, dailyStock, set: wish.set })
        : setRate(tx, { id, night, set: wish.set }))
      if ('booked' in outcome) refused.push({ id, night, reason: 'below_booked', booked: outcome.booked })
      else if (outcome.changed) cells.push({ id, night, before: outcome.before, after: outcome.after })
    }
  }
  const changeId = newId('chg')
  const { actor, ...asked } = wish
  await insertChange(tx, {
    id: changeId,
    hotelId: wish.hotelId,
    kind,
    actor,
    wish: asked,
    cells,
    refused: refused.length,
  })
  await tellAndRecord(tx, deps, {
    actor,
    hotelId: wish.hotelId,
    action: 'inventory.edit',
    changeId,
    roomTypeIds: targets.map(({ roomTypeId }) => roomTypeId),
  })
  return { changeId, changed: cells.map(({ id, night }) => ({ id, night })), refused }
}

/**
 * Takes an edit back: each cell becomes what it was, where it still is what the edit made it. Says which were not.
 * Refusals: `not_found`, `change_undone`.
 */
export async function undoEdit(
  tx: Tx,
  deps: EditDeps,
  wish: { changeId: string; actor: Actor; mayAt(hotelId: string): boolean },
): Promise<{ restored: number; kept: { id: string; night: Night }[] }> {
  const change = await changeById(tx, wish.changeId)
  if (!change || !wish.mayAt(change.hotelId)) throw new Refusal('not_found')
  if (!(await markUndone(tx, change.id, actorText(wish.actor)))) throw new Refusal('change_undone')
  const kept: { id: string; night: Night }[] = []
  for (const { id, night, before, after } of change.cells) {
    const now = await (change.kind === 'stock' ? stockValue(tx, id, night) : rateValue(tx, id, night))
    const same = JSON.stringify(now) === JSON.stringify(after)
    const done = same && (await restore(tx, deps, change.kind, { id, night, before }))
    if (!done) kept.push({ id, night })
  }
  const ids = [...new Set(change.cells.map((cell) => cell.id))]
  const roomTypeIds =
    change.kind === 'stock' ? ids : (await deps.hotels.ratePlansByIds(tx, ids)).map((plan) => plan.roomTypeId)
  await tellAndRecord(tx, deps, {
    actor: wish.actor,
    hotelId: change.hotelId,
    action: 'inventory.undo',
    changeId: change.id,
    roomTypeIds,
  })
  return { restored: change.cells.length - kept.length, kept }
}

async function restore(
  tx: Tx,
  { hotels }: EditDeps,
  kind: ChangeKind,
  cell: { id: string; night: Night; before: CellValue },
): Promise<boolean> {
  if (kind === 'rates') {
    const { priceFen = null, closed = false, minStay = null } = cell.before
    await setRate(tx, { id: cell.id, night: cell.night, set: { priceFen, closed, minStay } })
    return true
  }
  const dailyStock = (await hotels.roomType(tx, cell.id))?.dailyStock ?? null
  const total = cell.before.setBy === 'default' ? dailyStock : (cell.before.total ?? null)
  const outcome = await setStock(tx, {
    id: cell.id,
    night: cell.night,
    dailyStock,
    set: { total, closed: cell.before.closed ?? false },
    setBy: cell.before.setBy ?? 'staff',
  })
  return !('booked' in outcome)
}

interface Target {
  id: string
  roomTypeId: string
  dailyStock: number | null
}

/** What the wish names, all of it of that branch. */
async function targetsOf(tx: Tx, { hotels }: EditDeps, wish: EditWish): Promise<Target[]> {
  const types = new Map((await hotels.roomTypesOf(tx, [wish.hotelId])).map((type) => [type.id, type]))
  const target = (id: string, roomTypeId: string): Target => {
    const type = types.get(roomTypeId)
    if (!type) throw new Refusal('not_found')
    return { id, roomTypeId, dailyStock: type.dailyStock }
  }
  if (wish.ratePlanIds.length === 0) return wish.roomTypeIds.map((id) => target(id, id))
  const plans = await hotels.ratePlansByIds(tx, wish.ratePlanIds)
  if (plans.length !== new Set(wish.ratePlanIds).size) throw new Refusal('not_found')
  return plans.map((plan) => target(plan.id, plan.roomTypeId))
}

async function tellAndRecord(
  tx: Tx,
  { hotels, audit }: EditDeps,
  entry: { actor: Actor; hotelId: string; action: string; changeId: string; roomTypeIds: readonly string[] },
): Promise<void> {
  for (const roomTypeId of new Set(entry.roomTypeIds)) await hotels.touchRoomType(tx, roomTypeId)
  const { actor, hotelId, action, changeId } = entry
  await audit.record(tx, { actor, action, subject: `inventory_change:${changeId}`, hotelId })
}
