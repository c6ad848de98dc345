import * as contract from '../../../contract/admin/desk.ts'
import type { Db } from '../../database/handle.ts'
import { openEventStream } from '../../http/event-stream.ts'
import { type Route, route, type StaffCaller } from '../../http/route.ts'
import { staffToken } from '../../http/sessions.ts'
import { mayAt, refuseElsewhere } from '../../http/staff-scope.ts'
import { tokenHash } from '../../kernel/ids.ts'
import { Refusal } from '../../kernel/refusal.ts'
import { isNight, type Night, nightsBetween } from '../../kernel/stay.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Hotel, Hotels } from '../hotels/index.ts'
import { type DayDeps, dayOf } from './day.ts'
import type { Live } from './live/live.ts'
import { type TapeDeps, tapeOf } from './tape.ts'

export interface DeskRoutesDeps extends DayDeps, TapeDeps {
  db: Db
  clock: Clock
  hotels: Hotels
  rooms: DayDeps['rooms'] & TapeDeps['rooms']
  inventory: DayDeps['inventory'] & TapeDeps['inventory']
  orders: DayDeps['orders'] & TapeDeps['orders']
  live: Live
  listenerOfSession(tokenHash: string): Promise<StaffCaller | null>
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
    route(contract.followChanges, async ({ caller, query, request, reply }) => {
      const { hotelId } = query
      if (hotelId !== undefined) refuseElsewhere(caller, 'hotels.read', hotelId)
      const token = tokenHash(staffToken(request.headers.cookie)!)
      const again = () => deps.listenerOfSession(token)
      const lastHeard = numberIn(request.headers['last-event-id'])
      await deps.live.listen({ hotelId, lastHeard, caller, again, open: () => openEventStream(request, reply) })
      return undefined as never // the stream is the answer
    }),
  ]
}

/** Whatever else a client says it heard is as good as nothing. */
function numberIn(header: string | string[] | undefined): number | null {
  return typeof header === 'string' && /^\d{1,15}$/.test(header) ? Number(header) : null
}

function refuseNoDay(field: string, day: Night): void {
  if (!isNight(day)) throw new Refusal('invalid_request', { fields: { [field]: 'not_a_date' } })
}
