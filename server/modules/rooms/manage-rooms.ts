import { isDuplicate } from '../../database/dialect.ts'
import { changed, type Handle, type Tx, type Updateable } from '../../database/handle.ts'
import type { Actor } from '../../kernel/actor.ts'
import { Refusal } from '../../kernel/refusal.ts'
import type { Night } from '../../kernel/stay.ts'
import type { Audit } from '../audit/index.ts'
import { type Room, type RoomNight, readNight } from './room.ts'
import { on } from './store.ts'
import type { RoomTables } from './tables.ts'

/** Writing room numbers beside their state: audited. Whether a number may go is the caller's to know (see `useOf`). */
export function managingRooms({ audit }: { audit: Audit }) {
  return {
    /** For a number that staff made: who did it. The seed and imports make many and answer for them as one. */
    async recordCreated(tx: Tx, room: Room, actor: Actor): Promise<void> {
      await record(tx, { action: 'room.create', room, actor, after: room })
    },

    /** Number, floor and type. Refusals: `room_number_taken`, `changed_meanwhile`. */
    async edit(
      tx: Tx,
      { room: before, change, actor }: { room: Room; change: RoomChange; actor: Actor },
    ): Promise<Room> {
      const after = { ...before, ...change }
      const { number, floor, roomTypeId: room_type_id } = after
      await update(tx, before, { number, floor, room_type_id })
      await record(tx, { action: 'room.edit', room: before, actor, before, after })
      return after
    },

    async archive(tx: Tx, room: Room, actor: Actor): Promise<void> {
      await update(tx, room, { archived_at: tx.now })
      await record(tx, { action: 'room.archive', room, actor, before: room })
    },

    async restore(tx: Tx, room: Room, actor: Actor): Promise<Room> {
      const after = { ...room, archivedAt: null }
      await update(tx, room, { archived_at: null })
      await record(tx, { action: 'room.restore', room, actor, after })
      return after
    },

    async remove(tx: Tx, room: Room, actor: Actor): Promise<void> {
      await on(tx).deleteFrom('room').where('id', '=', room.id).execute()
      await record(tx, { action: 'room.delete', room, actor, before: room })
    },

    useOf,

    /** Whether a branch or a type has a number, archived or not. */
    async hasAny(handle: Handle, by: 'hotel_id' | 'room_type_id', id: string): Promise<boolean> {
      const row = await on(handle).selectFrom('room').select('id').where(by, '=', id).limit(1).executeTakeFirst()
      return row !== undefined
    },
  }

  async function record(
    tx: Tx,
    { room, ...entry }: { action: string; room: Room; actor: Actor; before?: Room; after?: Room },
  ): Promise<void> {
    await audit.record(tx, { ...entry, subject: `room:${room.id}`, hotelId: room.hotelId })
  }
}

export type RoomChange = Partial<Pick<Room, 'number' | 'floor' | 'roomTypeId'>>

const nightsNamed = 400

/** Who has a number from a night on, and whether anybody ever had it. */
async function useOf(
  handle: Handle,
  { roomId, from }: { roomId: string; from: Night },
): Promise<{ coming: RoomNight[]; ever: boolean }> {
  const nights = on(handle).selectFrom('room_night').selectAll().where('room_id', '=', roomId)
  const coming = await nights.where('night', '>=', from).orderBy('night').limit(nightsNamed).execute()
  const ever = coming.length > 0 || (await nights.limit(1).executeTakeFirst()) !== undefined
  return { coming: coming.map(readNight), ever }
}

/** Of the room as it was read: somebody else's change since is not written over. */
async function update(tx: Tx, before: Room, set: Updateable<RoomTables['room']>): Promise<void> {
  const result = await on(tx)
    .updateTable('room')
    .set({ ...set, changed_at: tx.now })
    .where('id', '=', before.id)
    .where('number', '=', before.number)
    .where('room_type_id', '=', before.roomTypeId)
    .where('archived_at', before.archivedAt === null ? 'is' : 'is not', null)
    .executeTakeFirst()
    .catch((error: unknown) => {
      throw isDuplicate(error) ? new Refusal('room_number_taken') : error
    })
  if (changed(result) !== 1) throw new Refusal('changed_meanwhile')
}
