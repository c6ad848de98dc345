import { type Language, textIn } from '../../../contract/format.ts'
import { type CouponScope, scopeNamedAtMost } from '../../../contract/guest/coupons.ts'
import type { Handle } from '../../database/handle.ts'
import type { Hotels } from '../hotels/index.ts'
import type { Scope } from './coupon.ts'

/** Where coupons count, with the names of the first places of each, in the order given. Reads each place once. */
export async function scopeViews(
  handle: Handle,
  hotels: Pick<Hotels, 'hotelsByIds' | 'roomTypesByIds' | 'ratePlansByIds'>,
  { scopes, language }: { scopes: readonly Scope[]; language: Language },
): Promise<CouponScope[]> {
  const wanted = (list: keyof Scope) => scopes.flatMap((scope) => scope[list].slice(0, scopeNamedAtMost))
  const plans = byId(await hotels.ratePlansByIds(handle, once(wanted('ratePlanIds'))))
  const ofPlans = [...plans.values()].map(({ roomTypeId }) => roomTypeId)
  const types = byId(await hotels.roomTypesByIds(handle, once([...wanted('roomTypeIds'), ...ofPlans])))
  const ofTypes = [...types.values()].map(({ hotelId }) => hotelId)
  const branches = byId(await hotels.hotelsByIds(handle, once([...wanted('hotelIds'), ...ofTypes])))

  const branch = (id: string) => {
    const found = branches.get(id)
    return found && { id, name: textIn(language, found.name) }
  }
  const type = (id: string) => {
    const found = types.get(id)
    const at = found && branch(found.hotelId)
    return at && { id, name: textIn(language, found.name), hotelId: at.id, hotelName: at.name }
  }
  const plan = (id: string) => {
    const found = plans.get(id)
    const room = found && type(found.roomTypeId)
    return room && { ...room, id, name: textIn(language, found.name), roomTypeName: room.name }
  }
  return scopes.map(({ hotelIds, roomTypeIds, ratePlanIds }) => ({
    hotels: places(hotelIds, branch),
    roomTypes: places(roomTypeIds, type),
    ratePlans: places(ratePlanIds, plan),
  }))
}

function once(ids: readonly string[]): string[] {
  return [...new Set(ids)]
}

function byId<Row extends { id: string }>(rows: readonly Row[]): Map<string, Row> {
  return new Map(rows.map((row) => [row.id, row]))
}

/** An empty list is no restriction. */
function places<Place>(ids: readonly string[], placeOf: (id: string) => Place | undefined) {
  if (ids.length === 0) return null
  return { total: ids.length, named: ids.slice(0, scopeNamedAtMost).flatMap((id) => placeOf(id) ?? []) }
}
