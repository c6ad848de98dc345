import type { Db, Handle, Tx } from '../../database/handle.ts'
import type { Instant, Night } from '../../kernel/stay.ts'
import { applyDailyStock } from './apply-daily-stock.ts'
import { type EditDeps, type EditWish, editNights } from './edit-nights.ts'
import type { Demand, RateNight, Shortfall, StockNight } from './inventory.ts'
import { moveKept, takeFree } from './move-rooms.ts'
import { lowerStock, raiseStock } from './off-sale.ts'
import { changesOf } from './store/changes.ts'
import { forgetPlans, forgetTypes, mostBooked } from './store/forget.ts'
import { type ChangeMark, changedSince, ratesIn, type Span, stockIn } from './store/nights.ts'
import { undoEdit } from './undo-edit.ts'

export type { EditResult, EditWish, RateSet, RefusedCell, StockSet } from './edit-nights.ts'
export { type Demand, type RateNight, roomsLeft, type Shortfall, type StockNight } from './inventory.ts'
export type { Change } from './store/changes.ts'
export type { ChangeMark, Span } from './store/nights.ts'
export type { KeptCell } from './undo-edit.ts'

export type Inventory = ReturnType<typeof createInventory>

/** Rooms of a type by night, and the rates of a plan by night. Written at every booking, never cached. */
export function createInventory(deps: EditDeps & { db: Db }) {
  const { db } = deps
  return {
    /** See `edit-nights.ts`. */
    edit: (wish: EditWish) => db.transaction((tx) => editNights(tx, deps, wish)),
    undo: (wish: Parameters<typeof undoEdit>[2]) => db.transaction((tx) => undoEdit(tx, deps, wish)),
    changesOf,
    /** Bound to hotels: see `apply-daily-stock.ts`. */
    applyDailyStock: (tx: Tx, change: Parameters<typeof applyDailyStock>[2]) => applyDailyStock(tx, deps, change),

    /** See `off-sale.ts`. */
    lowerStock,
    raiseStock,
    /** A type or plan that nobody ever booked is deleted: so are its nights. */
    forgetTypes,
    forgetPlans,
    mostBooked,

    /** Free rooms become held. Answers the nights that had too few; the others are held all the same. */
    hold: (tx: Tx, demands: readonly Demand[]): Promise<Shortfall[]> => takeFree(tx, 'hold', demands),
    /** Held rooms become free. */
    release: (tx: Tx, demands: readonly Demand[]): Promise<void> => moveKept(tx, 'release', demands),
    /** Held rooms become sold. */
    sell: (tx: Tx, demands: readonly Demand[]): Promise<void> => moveKept(tx, 'sell', demands),
    /** Free rooms become sold. Answers the nights that had too few; the others are sold all the same. */
    take: (tx: Tx, demands: readonly Demand[]): Promise<Shortfall[]> => takeFree(tx, 'take', demands),
    /** Sold rooms become free. */
    giveBack: (tx: Tx, demands: readonly Demand[]): Promise<void> => moveKept(tx, 'giveBack', demands),

    /** The touched nights of room types, `to` exclusive. A night that is missing is the type's default. */
    nights: (handle: Handle, roomTypeIds: readonly string[], from: Night, to: Night): Promise<StockNight[]> =>
      stockIn(handle, spans(roomTypeIds, from, to)),
    /** The touched nights of rate plans, `to` exclusive. */
    rateNights: (handle: Handle, ratePlanIds: readonly string[], from: Night, to: Night): Promise<RateNight[]> =>
      ratesIn(handle, spans(ratePlanIds, from, to)),
    /** The same, each type or plan with a span of its own. */
    nightsIn: (handle: Handle, wanted: readonly Span[]): Promise<StockNight[]> => stockIn(handle, wanted),
    rateNightsIn: (handle: Handle, wanted: readonly Span[]): Promise<RateNight[]> => ratesIn(handle, wanted),

    changedSince: (handle: Handle, after: ChangeMark | Instant, limit: number) => changedSince(handle, after, limit),
  }
}

function spans(ids: readonly string[], from: Night, to: Night): Span[] {
  return ids.map((id) => ({ id, from, to }))
}
