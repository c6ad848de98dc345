import type { Tx } from '../../database/handle.ts'
import type { Actor } from '../../kernel/actor.ts'
import { Refusal } from '../../kernel/refusal.ts'
import { hotelDay } from '../../kernel/stay.ts'
import type { Hotels } from '../hotels/index.ts'
import type { Inventory } from '../inventory/index.ts'
import type { Orders } from '../orders/index.ts'
import type { Rooms } from '../rooms/index.ts'

export interface RemoveDeps {
  hotels: Hotels
  rooms: Rooms
  inventory: Pick<Inventory, 'forgetTypes' | 'forgetPlans'>
  orders: Pick<Orders, 'comingOrders' | 'wereEverOrdered' | 'ordersOfRooms'>
}

export interface RemoveWish {
  id: string
  actor: Actor
  mayAt(hotelId: string): boolean
}

export type Outcome = 'deleted' | 'archived'

/** As many order numbers as a refusal names. */
export const ordersNamed = 20

/**
 * An unused thing goes, one with a history is archived, one with orders to come stays. Unused is: no order ever named
 * it, and nothing hangs on it that is kept for itself (a branch's types and numbers, a type's numbers).
 * Refusals of all: `not_found`, `orders_coming` with how many and the first twenty numbers, `changed_meanwhile`.
 */
export async function removeHotel(tx: Tx, deps: RemoveDeps, wish: RemoveWish): Promise<Outcome> {
  const { hotels, rooms, orders } = deps
  const hotel = await hotels.hotel(tx, wish.id)
  if (!hotel || !wish.mayAt(hotel.id)) throw new Refusal('not_found')
  const named = { hotelId: hotel.id }
  await refuseComing(tx, deps, named)
  const isUsed =
    (await hotels.roomTypesOf(tx, [hotel.id], 'all')).length > 0 ||
    (await rooms.hasAny(tx, 'hotel_id', hotel.id)) ||
    (await orders.wereEverOrdered(tx, named))
  if (!isUsed) await hotels.deleteHotel(tx, hotel, wish.actor)
  else if (hotel.state !== 'archived') await hotels.archiveHotel(tx, hotel, wish.actor)
  return isUsed ? 'archived' : 'deleted'
}

/** With its plans and nights, where it goes for good. */
export async function removeRoomType(tx: Tx, deps: RemoveDeps, wish: RemoveWish): Promise<Outcome> {
  const { hotels, rooms, inventory, orders } = deps
  const type = await hotels.roomType(tx, wish.id)
  if (!type || !wish.mayAt(type.hotelId)) throw new Refusal('not_found')
  const named = { hotelId: type.hotelId, roomTypeId: type.id }
  await refuseComing(tx, deps, named)
  if ((await rooms.hasAny(tx, 'room_type_id', type.id)) || (await orders.wereEverOrdered(tx, named))) {
    if (type.archivedAt === null) await hotels.archiveRoomType(tx, type, wish.actor)
    return 'archived'
  }
  const plans = await hotels.ratePlansOf(tx, [type.id], 'all')
  await inventory.forgetPlans(
    tx,
    plans.map(({ id }) => id),
  )
  await inventory.forgetTypes(tx, [type.id])
  await hotels.deleteRoomType(tx, type, wish.actor)
  return 'deleted'
}

/** A plan that others follow stays: `plan_followed`; one that only archived plans follow is archived. */
export async function removeRatePlan(tx: Tx, deps: RemoveDeps, wish: RemoveWish): Promise<Outcome> {
  const { hotels, inventory, orders } = deps
  const plan = await hotels.ratePlan(tx, wish.id)
  const type = plan && (await hotels.roomType(tx, plan.roomTypeId))
  if (!type || !wish.mayAt(type.hotelId)) throw new Refusal('not_found')
  const named = { hotelId: type.hotelId, ratePlanId: plan.id }
  await refuseComing(tx, deps, named)
  const followers = await hotels.followersOf(tx, plan.id)
  if (followers.length > 0 || (await orders.wereEverOrdered(tx, named))) {
    if (plan.archivedAt === null) await hotels.archiveRatePlan(tx, plan, wish.actor)
    return 'archived'
  }
  await inventory.forgetPlans(tx, [plan.id])
  await hotels.deleteRatePlan(tx, plan, wish.actor)
  return 'deleted'
}

/** A number with a stay ahead stays: `orders_coming`; with a block ahead: `room_blocked` with the blocks. */
export async function removeRoom(tx: Tx, deps: RemoveDeps, wish: RemoveWish): Promise<Outcome> {
  const { hotels, rooms, orders } = deps
  const room = await rooms.byId(tx, wish.id)
  const hotel = room && (await hotels.hotel(tx, room.hotelId))
  if (!hotel || !wish.mayAt(hotel.id)) throw new Refusal('not_found')
  const { coming, ever } = await rooms.useOf(tx, { roomId: room.id, from: hotelDay(tx.now, hotel.clock) })
  const stays = [...new Set(coming.flatMap(({ orderRoomId }) => orderRoomId ?? []))]
  if (stays.length > 0) {
    const found = await orders.ordersOfRooms(tx, stays)
    const orderNos = [...new Set([...found.values()].map(({ orderNo }) => orderNo))]
    throw new Refusal('orders_coming', {
      facts: { comingOrders: orderNos.length, orderNos: orderNos.slice(0, ordersNamed) },
    })
  }
  const blockIds = [...new Set(coming.flatMap(({ blockId }) => blockId ?? []))]
  if (blockIds.length > 0) throw new Refusal('room_blocked', { facts: { blockIds: blockIds.slice(0, ordersNamed) } })
  if (!ever) await rooms.remove(tx, room, wish.actor)
  else if (room.archivedAt === null) await rooms.archive(tx, room, wish.actor)
  return ever ? 'archived' : 'deleted'
}

async function refuseComing(
  tx: Tx,
  { orders }: RemoveDeps,
  named: Parameters<Orders['comingOrders']>[1],
): Promise<void> {
  const { count, orderNos } = await orders.comingOrders(tx, named, ordersNamed)
  if (count > 0) throw new Refusal('orders_coming', { facts: { comingOrders: count, orderNos } })
}
