import type { Tx } from '../../database/handle.ts'
import type { Actor } from '../../kernel/actor.ts'
import { Refusal } from '../../kernel/refusal.ts'
import { emit } from '../../messaging/emit.ts'
import type { Audit } from '../audit/index.ts'
import type { Hotel, RatePlan, RoomType } from './hotel.ts'
import { raiseVersion } from './store/writes.ts'

/** Prices, stock or plans of a type changed elsewhere: it gets a new version, and everybody hears of it. Refusal: `not_found`. */
export async function touchRoomType(tx: Tx, roomTypeId: string): Promise<{ version: number; hotelId: string }> {
  const raised = await raiseVersion(tx, roomTypeId)
  if (!raised) throw new Refusal('not_found')
  await tellRoomType(tx, { id: roomTypeId, ...raised })
  return raised
}

export async function tellHotel(tx: Tx, hotel: Pick<Hotel, 'id' | 'version'>): Promise<void> {
  await emit(tx, { event: 'hotel.changed', payload: { hotelId: hotel.id, version: hotel.version } })
}

export async function tellRoomType(tx: Tx, type: Pick<RoomType, 'id' | 'hotelId' | 'version'>): Promise<void> {
  const { id: roomTypeId, hotelId, version } = type
  await emit(tx, { event: 'room_type.changed', payload: { roomTypeId, hotelId, version } })
}

/** A plan counts for its type, and whoever changed it answers for it. */
export async function recordPlan(
  tx: Tx,
  audit: Audit,
  { plan, ...entry }: { action: string; actor: Actor; plan: RatePlan; before?: RatePlan; after?: RatePlan },
): Promise<void> {
  const touched = await touchRoomType(tx, plan.roomTypeId)
  await audit.record(tx, { ...entry, subject: `rate_plan:${plan.id}`, hotelId: touched.hotelId })
}
