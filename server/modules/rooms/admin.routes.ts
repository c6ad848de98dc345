import { listRooms, setRoomState } from '../../../contract/admin/catalogue.ts'
import type { Db } from '../../database/handle.ts'
import { type Route, route } from '../../http/route.ts'
import { actorOf, refuseElsewhere } from '../../http/staff-scope.ts'
import { Refusal } from '../../kernel/refusal.ts'
import { isNight, nightsOf } from '../../kernel/stay.ts'
import type { Rooms } from './index.ts'

export function roomAdminRoutes({ db, rooms }: { db: Db; rooms: Rooms }): Route[] {
  return [
    route(listRooms, async ({ caller, query }) => {
      const { hotelId, roomTypeId, checkIn, checkOut } = query
      refuseElsewhere(caller, 'hotels.read', hotelId)
      if (!roomTypeId || !checkIn || !checkOut) return { items: await rooms.ofHotel(db, hotelId, roomTypeId) }
      if (!isNight(checkIn) || !isNight(checkOut))
        throw new Refusal('invalid_request', { fields: { checkIn: 'not_a_date' } })
      return { items: await rooms.freeRooms(db, { hotelId, roomTypeId, nights: nightsOf({ checkIn, checkOut }) }) }
    }),
    route(setRoomState, async ({ caller, params, body }) => {
      const room = await rooms.byId(db, params.id)
      if (!room) throw new Refusal('not_found')
      refuseElsewhere(caller, 'orders.desk', room.hotelId)
      await db.transaction((tx) => rooms.setState(tx, { roomId: room.id, state: body.state, actor: actorOf(caller) }))
      return { ...room, state: body.state }
    }),
  ]
}
