import type { Tx } from '../../database/handle.ts'
import { type Actor, actorText } from '../../kernel/actor.ts'
import { newId } from '../../kernel/ids.ts'
import { Refusal } from '../../kernel/refusal.ts'
import { addNights, horizonNights, hotelDay, isNight, type Night, nightsBetween, nightsOf } from '../../kernel/stay.ts'
import type { Audit } from '../audit/index.ts'
import type { Hotels } from '../hotels/index.ts'
import type { Inventory } from '../inventory/index.ts'
import type { Orders } from '../orders/index.ts'
import type { Room, RoomNight, Rooms } from '../rooms/index.ts'
import type { Block } from './block.ts'
import { blockById, forgetLowered, insertBlock, markEnded } from './store.ts'

export interface BlocksDeps {
  audit: Audit
  hotels: Hotels
  rooms: Rooms
  inventory: Pick<Inventory, 'lowerStock' | 'raiseStock'>
  orders: Pick<Orders, 'ordersOfRooms'>
}

export interface BlockWish {
  roomId: string
  from: Night
  /** Exclusive. */
  to: Night
  reason: string
  /** Whether one room of the type goes off sale in the same transaction. */
  stock: 'lower' | 'keep'
  actor: Actor
  mayAt(hotelId: string): boolean
}

/**
 * Takes a room out of order for these nights, from the hotel's day on. Refusals: `not_found`, `archived`,
 * `booking_invalid`, `room_taken` with the orders and blocks in the way, `stock_below_booked` with the nights on which
 * no room of the type is free (I6).
 */
export async function createBlock(tx: Tx, deps: BlocksDeps, wish: BlockWish): Promise<Block> {
  const room = await deps.rooms.byId(tx, wish.roomId)
  if (!room || !wish.mayAt(room.hotelId)) throw new Refusal('not_found')
  if (room.archivedAt !== null) throw new Refusal('archived')
  refuseDates(wish, await today(tx, deps, room.hotelId))
  const nights = nightsOf({ checkIn: wish.from, checkOut: wish.to })
  const id = newId('blk')
  const taken = await deps.rooms.blockNights(tx, { roomId: room.id, blockId: id, nights })
  if (taken.length > 0) throw await inTheWay(tx, deps, { room, taken })
  const { from, to, reason } = wish
  const block: Block = {
    ...{ id, hotelId: room.hotelId, roomId: room.id, roomNumber: room.number, roomTypeId: room.roomTypeId },
    ...{ from, to, reason, by: nameOf(wish.actor), at: tx.now, ended: null },
    loweredNights: wish.stock === 'lower' ? await lower(tx, deps, { roomTypeId: room.roomTypeId, nights }) : [],
  }
  await insertBlock(tx, block)
  await record(tx, deps, { action: 'block.create', actor: wish.actor, block, after: block })
  return block
}

/**
 * The room is in order again from the hotel's day on; nights before it stay as they were. Refusals: `not_found`,
 * `block_over`.
 */
export async function endBlock(
  tx: Tx,
  deps: BlocksDeps,
  wish: { id: string; actor: Actor; mayAt(hotelId: string): boolean },
): Promise<Block> {
  const before = await blockById(tx, wish.id)
  if (!before || !wish.mayAt(before.hotelId)) throw new Refusal('not_found')
  const from = await today(tx, deps, before.hotelId)
  const by = nameOf(wish.actor)
  if (before.to <= from || !(await markEnded(tx, { id: before.id, by }))) throw new Refusal('block_over')
  await deps.rooms.freeBlock(tx, { blockId: before.id, fromNight: from })
  const nights = before.loweredNights.filter((night) => night >= from)
  if (nights.length > 0) await raise(tx, deps, { roomTypeId: before.roomTypeId, nights })
  await forgetLowered(tx, { id: before.id, from })
  const loweredNights = before.loweredNights.filter((night) => night < from)
  const after: Block = { ...before, ended: { by, at: tx.now }, loweredNights }
  await record(tx, deps, { action: 'block.end', actor: wish.actor, block: before, before, after })
  return after
}

function refuseDates({ from, to }: { from: Night; to: Night }, day: Night): void {
  const problem = problemOf({ from, to }, day)
  if (problem) throw new Refusal('booking_invalid', { fields: problem })
}

function problemOf({ from, to }: { from: Night; to: Night }, day: Night): Record<string, string> | null {
  if (!isNight(from)) return { from: 'not_a_date' }
  if (!isNight(to)) return { to: 'not_a_date' }
  if (from < day) return { from: 'past' }
  if (nightsBetween(from, to) < 1) return { to: 'not_after_from' }
  return to > addNights(day, horizonNights) ? { to: 'too_far_ahead' } : null
}

async function today(tx: Tx, { hotels }: BlocksDeps, hotelId: string): Promise<Night> {
  const hotel = await hotels.hotel(tx, hotelId)
  if (!hotel) throw new Refusal('not_found')
  return hotelDay(tx.now, hotel.clock)
}

/** The refusal says which orders and blocks have the nights. */
async function inTheWay(
  tx: Tx,
  { orders }: BlocksDeps,
  { room, taken }: { room: Room; taken: readonly RoomNight[] },
): Promise<Refusal> {
  const stays = taken.flatMap(({ orderRoomId }) => orderRoomId ?? [])
  const found = await orders.ordersOfRooms(tx, [...new Set(stays)])
  const orderNos = new Set([...found.values()].map(({ orderNo }) => orderNo))
  const blockIds = new Set(taken.flatMap(({ blockId }) => blockId ?? []))
  const nights = taken.map(({ night }) => night)
  return new Refusal('room_taken', {
    facts: { nights, room: room.number, orderNos: [...orderNos], blockIds: [...blockIds] },
  })
}

async function lower(
  tx: Tx,
  { hotels, inventory }: BlocksDeps,
  { roomTypeId, nights }: { roomTypeId: string; nights: readonly Night[] },
): Promise<Night[]> {
  const type = await hotels.roomType(tx, roomTypeId)
  const lowered = await inventory.lowerStock(tx, { roomTypeId, nights, dailyStock: type?.dailyStock ?? null })
  if (lowered.length > 0) await hotels.touchRoomType(tx, roomTypeId)
  return lowered
}

async function raise(
  tx: Tx,
  { hotels, inventory }: BlocksDeps,
  { roomTypeId, nights }: { roomTypeId: string; nights: readonly Night[] },
): Promise<void> {
  const type = await hotels.roomType(tx, roomTypeId)
  await inventory.raiseStock(tx, { roomTypeId, nights, dailyStock: type?.dailyStock ?? null })
  await hotels.touchRoomType(tx, roomTypeId)
}

async function record(
  tx: Tx,
  { audit }: BlocksDeps,
  { block, ...entry }: { action: string; actor: Actor; block: Block; before?: Block; after: Block },
): Promise<void> {
  const reason = block.reason
  await audit.record(tx, { ...entry, subject: `block:${block.id}`, hotelId: block.hotelId, reason })
}

function nameOf(actor: Actor): string {
  return actor.kind === 'staff' ? actor.name : actorText(actor)
}
