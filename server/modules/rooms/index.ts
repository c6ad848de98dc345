import { insertedOnce } from '../../database/dialect.ts'
import { changed, type Handle, type Tx } from '../../database/handle.ts'
import type { Actor } from '../../kernel/actor.ts'
import { newId } from '../../kernel/ids.ts'
import { Refusal } from '../../kernel/refusal.ts'
import type { Night } from '../../kernel/stay.ts'
import type { Audit } from '../audit/index.ts'
import { blockNights, freeBlock } from './block-nights.ts'
import { roomByNumber } from './by-number.ts'
import { blockedNights } from './figures.ts'
import { managingRooms } from './manage-rooms.ts'
import { type Room, type RoomNight, readNight, readRoom } from './room.ts'
import { on, roomById } from './store.ts'
import type { RoomState } from './tables.ts'

export type { Room, RoomNight } from './room.ts'
export type { RoomState } from './tables.ts'

export type Rooms = ReturnType<typeof createRooms>

/** Room numbers, and who is in them which night. Another thing than stock: what is sold is a type, not a number. */
export function createRooms({ audit }: { audit: Audit }) {
  return {
    byId: roomById,
    ...managingRooms({ audit }),
    blockNights,
    freeBlock,
    /** For reports: see `figures.ts`. */
    byNumber: roomByNumber,
    blockedNights,

    async create(tx: Tx, wish: Omit<Room, 'id' | 'state' | 'archivedAt'> & { id?: string }): Promise<Room> {
      const room: Room = { ...wish, id: wish.id ?? newId('rom'), state: 'clean', archivedAt: null }
      const row = {
        id: room.id,
        hotel_id: room.hotelId,
        room_type_id: room.roomTypeId,
        number: room.number,
        floor: room.floor,
        state: room.state,
        changed_at: tx.now,
        archived_at: null,
      }
      if (!(await insertedOnce(on(tx).insertInto('room').values(row)))) throw new Refusal('room_number_taken')
      return room
    },

    /** By number; those in use, unless archived ones are asked for. */
    async ofHotel(
      handle: Handle,
      hotelId: string,
      roomTypeId?: string,
      shown: 'live' | 'archived' = 'live',
    ): Promise<Room[]> {
      let query = on(handle)
        .selectFrom('room')
        .selectAll()
        .where('hotel_id', '=', hotelId)
        .where('archived_at', shown === 'live' ? 'is' : 'is not', null)
        .orderBy('number')
        .limit(roomsAtMost)
      if (roomTypeId) query = query.where('room_type_id', '=', roomTypeId)
      return (await query.execute()).map(readRoom)
    },

    /** How many numbers in use each branch, or each type of one branch, has; none is left out. */
    countsOf,

    /**
     * Gives a number to a room of an order for these nights. The primary key (room, night) is the guard: of two desks
     * one is refused. Refusals: `not_found`, `room_taken` with the nights, `room_out_of_order`.
     */
    async assign(tx: Tx, wish: { roomId: string; orderRoomId: string; nights: readonly Night[] }): Promise<void> {
      const room = await roomById(tx, wish.roomId)
      if (!room || room.archivedAt !== null) throw new Refusal('not_found')
      if (room.state === 'out_of_order') throw new Refusal('room_out_of_order')
      const taken: Night[] = []
      for (const night of wish.nights) {
        const row = { room_id: room.id, night, order_room_id: wish.orderRoomId, block_id: null }
        if (!(await insertedOnce(on(tx).insertInto('room_night').values(row)))) taken.push(night)
      }
      if (taken.length > 0) throw new Refusal('room_taken', { facts: { nights: taken, room: room.number } })
    },

    /** Gives back the nights of an order's room, all of them or from one on. */
    async free(tx: Tx, wish: { orderRoomId: string; fromNight?: Night }): Promise<void> {
      let query = on(tx).deleteFrom('room_night').where('order_room_id', '=', wish.orderRoomId)
      if (wish.fromNight) query = query.where('night', '>=', wish.fromNight)
      await query.execute()
    },

    /** Numbers of a type that nobody has in any of these nights, clean ones first. */
    async freeRooms(
      handle: Handle,
      wish: { hotelId: string; roomTypeId: string; nights: readonly Night[] },
    ): Promise<Room[]> {
      const rows = await on(handle)
        .selectFrom('room as r')
        .selectAll()
        .where('r.hotel_id', '=', wish.hotelId)
        .where('r.room_type_id', '=', wish.roomTypeId)
        .where('r.state', '<>', 'out_of_order')
        .where('r.archived_at', 'is', null)
        .where((eb) =>
          eb.not(
            eb.exists(
              eb
                .selectFrom('room_night as n')
                .select('n.night')
                .whereRef('n.room_id', '=', 'r.id')
                .where('n.night', 'in', wish.nights.length > 0 ? [...wish.nights] : ['']),
            ),
          ),
        )
        .orderBy('r.state')
        .orderBy('r.number')
        .limit(500)
        .execute()
      return rows.map(readRoom)
    },

    async nightsOf(handle: Handle, roomIds: readonly string[], from: Night, to: Night): Promise<RoomNight[]> {
      if (roomIds.length === 0) return []
      const rows = await on(handle)
        .selectFrom('room_night')
        .selectAll()
        .where('room_id', 'in', [...roomIds])
        .where('night', '>=', from)
        .where('night', '<', to)
        .execute()
      return rows.map(readNight)
    },

    /** After a guest has left. */
    async markDirty(tx: Tx, { roomId }: { roomId: string }): Promise<void> {
      await on(tx)
        .updateTable('room')
        .set({ state: 'dirty', changed_at: tx.now })
        .where('id', '=', roomId)
        .where('state', '=', 'clean')
        .execute()
    },

    async setState(tx: Tx, wish: { roomId: string; state: RoomState; actor: Actor }): Promise<void> {
      const before = await roomById(tx, wish.roomId)
      if (!before) throw new Refusal('not_found')
      const result = await on(tx)
        .updateTable('room')
        .set({ state: wish.state, changed_at: tx.now })
        .where('id', '=', wish.roomId)
        .where('state', '=', before.state)
        .executeTakeFirst()
      if (changed(result) !== 1) throw new Refusal('changed_meanwhile')
      const entry = { actor: wish.actor, action: 'room.state', subject: `room:${before.id}`, hotelId: before.hotelId }
      await audit.record(tx, { ...entry, before: { state: before.state }, after: { state: wish.state } })
    },
  }
}

const roomsAtMost = 2000

async function countsOf(
  handle: Handle,
  by: 'hotel_id' | 'room_type_id',
  ids: readonly string[],
): Promise<Map<string, number>> {
  if (ids.length === 0) return new Map()
  const rows = await on(handle)
    .selectFrom('room')
    .select((eb) => [by, eb.fn.countAll<number>().as('rooms')])
    .where(by, 'in', [...ids])
    .where('archived_at', 'is', null)
    .groupBy(by)
    .execute()
  return new Map(rows.map((row) => [row[by], Number(row.rooms)]))
}
