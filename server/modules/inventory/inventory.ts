import type { Fen } from '../../kernel/money.ts'
import type { Instant, Night } from '../../kernel/stay.ts'

/** So many rooms of a type for a night. `defaultTotal` is the type's daily stock: it matters where no row exists yet. */
export interface Demand {
  roomTypeId: string
  night: Night
  rooms: number
  /** Null: no limit. */
  defaultTotal: number | null
}

/** A night on which fewer rooms were free than asked for. */
export interface Shortfall {
  roomTypeId: string
  night: Night
}

/** A night of a room type that somebody touched; a night without one is the type's default. */
export interface StockNight {
  roomTypeId: string
  night: Night
  /** Null: no limit. */
  total: number | null
  totalSetBy: 'default' | 'staff'
  held: number
  sold: number
  closed: boolean
  listFen: Fen | null
  changedAt: Instant
}

/** A night of a rate plan that somebody touched; null means as on any other day. */
export interface RateNight {
  ratePlanId: string
  night: Night
  priceFen: Fen | null
  closed: boolean
  minStay: number | null
  breakfast: number | null
}

/** Rooms left of a night: null where there is no limit, never below zero. */
export function roomsLeft(night: Pick<StockNight, 'total' | 'held' | 'sold'>): number | null {
  return night.total === null ? null : Math.max(0, night.total - night.held - night.sold)
}

/** By type, then night: the one order in which rows are locked. */
export function byTypeAndNight(a: Shortfall, b: Shortfall): number {
  if (a.roomTypeId !== b.roomTypeId) return a.roomTypeId < b.roomTypeId ? -1 : 1
  return a.night < b.night ? -1 : a.night > b.night ? 1 : 0
}
