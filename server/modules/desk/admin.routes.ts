import * as contract from '../../../contract/admin/desk.ts'
import type { Db } from '../../database/handle.ts'
import { type Route, route, type StaffCaller } from '../../http/route.ts'
import { mayAt } from '../../http/staff-scope.ts'
import { Refusal } from '../../kernel/refusal.ts'
import { isNight, type Night, nightsBetween } from '../../kernel/stay.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Hotel, Hotels } from '../hotels/index.ts'
import { type DayDeps, dayOf } from './day.ts'
import { type TapeDeps, tapeOf } from './tape.ts'

export interface DeskRoutesDeps extends DayDeps, TapeDeps {
  db: Db
  clock: Clock
  hotels: Hotels
  rooms: DayDeps['rooms'] & TapeDeps['rooms']
  inventory: DayDeps['inventory'] & TapeDeps['inventory']
  orders: DayDeps['orders'] & TapeDeps['orders']
}

/** What the front desk looks at: its day and its tape. */
export function deskRoutes(deps: DeskRoutesDeps): Route[] {
  const { db, clock, hotels } = deps

  /** A branch the caller may read the orders of. Refusal: `not_found`. */
  async function branchOf(caller: StaffCaller, hotelId: string): Promise<Hotel> {
    const hotel = mayAt(caller, 'orders.read', hotelId) ? await hotels.hotel(db, hotelId) : null
    if (!hotel) throw new Refusal('not_found')
    return hotel
  }

  return [
    route(contract.getDesk, async ({ caller, query, language }) => {
      const { night } = query
      if (night !== undefined) refuseNoDay('night', night)
      return dayOf(db, deps, { hotel: await branchOf(caller, query.hotelId), night, now: clock.now(), language })
    }),
    route(contract.getTape, async ({ caller, query, language }) => {
      const { from, to } = query
      refuseNoDay('from', from)
      refuseNoDay('to', to)
      const nights = nightsBetween(from, to)
      if (nights < 1 || nights > contract.tapeNightsAtMost)
        throw new Refusal('invalid_request', { fields: { to: 'out_of_range' } })
      return tapeOf(db, deps, { hotel: await branchOf(caller, query.hotelId), from, to, now: clock.now(), language })
    }),
  ]
}

function refuseNoDay(field: string, day: Night): void {
  if (!isNight(day)) throw new Refusal('invalid_request', { fields: { [field]: 'not_a_date' } })
}
