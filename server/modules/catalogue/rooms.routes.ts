import * as contract from '../../../contract/admin/rooms.ts'
import { instantOrNull } from '../../../contract/format.ts'
import type { Handle, Tx } from '../../database/handle.ts'
import { oncePerRequest } from '../../database/request-keys.ts'
import { type Route, route } from '../../http/route.ts'
import { given, requestOf } from '../../http/sent.ts'
import { actorOf, mayAt, refuseElsewhere, scopeOf } from '../../http/staff-scope.ts'
import type { Actor } from '../../kernel/actor.ts'
import { Refusal } from '../../kernel/refusal.ts'
import { hotelDay, nightsOf, stayProblems } from '../../kernel/stay.ts'
import type { Room } from '../rooms/index.ts'
import type { CatalogueDeps } from './deps.ts'
import { removeRoom } from './remove.ts'

/** Room numbers of a branch: the desk says in which state they are, the manager which there are. */
export function roomAdminRoutes(deps: CatalogueDeps): Route[] {
  const { db, hotels, rooms } = deps
  const seen = async (handle: Handle, id: string) => {
    const room = await rooms.byId(handle, id)
    if (!room) throw new Refusal('not_found')
    return room
  }
  return [
    route(contract.listRooms, async ({ caller, query }) => {
      const { hotelId, roomTypeId, checkIn, checkOut, state } = query
      refuseElsewhere(caller, 'hotels.read', hotelId)
      if (!roomTypeId || !checkIn || !checkOut)
        return { items: (await rooms.ofHotel(db, hotelId, roomTypeId, state)).map(view) }
      const fields = stayProblems({ checkIn, checkOut })
      if (Object.keys(fields).length > 0) throw new Refusal('invalid_request', { fields })
      const nights = nightsOf({ checkIn, checkOut })
      return { items: (await rooms.freeRooms(db, { hotelId, roomTypeId, nights })).map(view) }
    }),
    route(contract.createRoom, async ({ caller, body, idempotencyKey: key }) => {
      const type = await hotels.roomType(db, body.roomTypeId)
      if (!type) throw new Refusal('not_found')
      refuseElsewhere(caller, 'hotels.edit', type.hotelId)
      const id = await db.transaction((tx) =>
        oncePerRequest(tx, requestOf(caller, contract.createRoom, { key, body }), async () => {
          if ((await hotels.roomType(tx, type.id))?.archivedAt !== null) throw new Refusal('archived')
          const room = await rooms.create(tx, { hotelId: type.hotelId, ...body })
          await rooms.recordCreated(tx, room, actorOf(caller))
          return room.id
        }),
      )
      return view(await seen(db, id))
    }),
    route(contract.editRoom, async ({ caller, params, body }) => {
      const { hotelId } = await seen(db, params.id)
      refuseElsewhere(caller, 'orders.desk', hotelId)
      const { state, ...change } = given(body)
      const changes = Object.keys(change).length > 0
      if (changes && !mayAt(caller, 'hotels.edit', hotelId)) throw new Refusal('forbidden')
      const actor = actorOf(caller)
      await db.transaction(async (tx) => {
        const room = await seen(tx, params.id)
        if (room.archivedAt !== null) throw new Refusal('archived')
        if (changes) await edit(tx, deps, { room, change, actor })
        if (state && state !== room.state) await rooms.setState(tx, { roomId: room.id, state, actor })
      })
      return view(await seen(db, params.id))
    }),
    route(contract.removeRoom, async ({ caller, params: { id } }) => {
      const wish = { id, ...scopeOf(caller, 'hotels.edit') }
      return { outcome: await db.transaction((tx) => removeRoom(tx, deps, wish)) }
    }),
    route(contract.restoreRoom, async ({ caller, params }) =>
      view(
        await db.transaction(async (tx) => {
          const room = await seen(tx, params.id)
          refuseElsewhere(caller, 'hotels.edit', room.hotelId)
          if (room.archivedAt === null) return room
          if ((await hotels.roomType(tx, room.roomTypeId))?.archivedAt !== null) throw new Refusal('archived')
          return rooms.restore(tx, room, actorOf(caller))
        }),
      ),
    ),
  ]
}

/** Another type takes a number that nobody is to have; the type is of the same branch. Refusals: see the contract. */
async function edit(
  tx: Tx,
  { hotels, rooms }: CatalogueDeps,
  { room, change, actor }: { room: Room; change: Partial<Pick<Room, 'number' | 'floor' | 'roomTypeId'>>; actor: Actor },
): Promise<void> {
  const { roomTypeId } = change
  if (roomTypeId !== undefined && roomTypeId !== room.roomTypeId) {
    const type = await hotels.roomType(tx, roomTypeId)
    if (type?.hotelId !== room.hotelId) throw new Refusal('invalid_request', { fields: { roomTypeId: 'unknown' } })
    if (type.archivedAt !== null) throw new Refusal('invalid_request', { fields: { roomTypeId: 'archived' } })
    const hotel = await hotels.hotel(tx, room.hotelId)
    const { coming } = await rooms.useOf(tx, { roomId: room.id, from: hotelDay(tx.now, hotel!.clock) })
    if (coming.length > 0) {
      throw new Refusal('room_taken', { facts: { nights: coming.map(({ night }) => night), room: room.number } })
    }
  }
  await rooms.edit(tx, { room, change, actor })
}

function view({ archivedAt, ...room }: Room) {
  return { ...room, archivedAt: instantOrNull(archivedAt) }
}
