import type { RefusalCode } from '../../../contract/refusals.ts'
import type { Standing } from './store/place.ts'

/**
 * What one member may keep from others without paying. Against denial of sale: the setting `memberLimits`, off for
 * storms and trials.
 */
export interface Caps {
  unpaidOrders: number
  roomsHeld: number
  lapsesADay: number
}

/** Why a member may not order so many more rooms now, or null. */
export function overCaps(caps: Caps, standing: Standing, rooms: number): RefusalCode | null {
  if (standing.lapses >= caps.lapsesADay) return 'too_many_lapses'
  if (standing.unpaid >= caps.unpaidOrders) return 'too_many_unpaid_orders'
  if (standing.roomsHeld + rooms > caps.roomsHeld) return 'too_many_rooms_held'
  return null
}
