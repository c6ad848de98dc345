import type { Tx } from '../../database/handle.ts'
import type { Actor } from '../../kernel/actor.ts'
import { newId } from '../../kernel/ids.ts'
import { Refusal } from '../../kernel/refusal.ts'
import type { Audit } from '../audit/index.ts'
import { editPolicy } from './edit-policy.ts'
import type {
  CancelPolicy,
  Hotel,
  HotelWish,
  PolicyWish,
  RatePlan,
  RatePlanWish,
  RoomType,
  RoomTypeWish,
} from './hotel.ts'
import { checkHotel, checkPolicy, checkRatePlan, checkRoomType } from './rules.ts'
import { followersOf, hotelById, policiesByIds, ratePlanById, roomTypeById } from './store/reads.ts'
import {
  insertHotel,
  insertPolicy,
  insertRatePlan,
  insertRoomType,
  updateHotel,
  updateRatePlan,
  updateRoomType,
} from './store/writes.ts'
import { recordPlan, tellHotel, tellRoomType, touchRoomType } from './tell.ts'

export interface ManagingDeps {
  audit: Audit
  /** A type's daily stock is another one: in the transaction that writes it. Looks up to inventory, so it is bound. */
  onDailyStock(tx: Tx, change: { roomTypeId: string; hotelId: string; dailyStock: number | null }): Promise<void>
}

/** Writing branches, types, plans and policies: checked, audited, and told. Refusals: `invalid_request`, `not_found`, `changed_meanwhile`. */
export function managing({ audit, onDailyStock }: ManagingDeps) {
  return {
    async createHotel(tx: Tx, wish: HotelWish, actor: Actor): Promise<Hotel> {
      const hotel: Hotel = { ...wish, id: wish.id ?? newId('hot'), version: 1 }
      checkHotel(hotel)
      await insertHotel(tx, hotel)
      await audit.record(tx, {
        actor,
        action: 'hotel.create',
        subject: `hotel:${hotel.id}`,
        hotelId: hotel.id,
        after: hotel,
      })
      await tellHotel(tx, hotel)
      return hotel
    },

    async editHotel(
      tx: Tx,
      id: string,
      { version, ...change }: Partial<Omit<Hotel, 'id'>>,
      actor: Actor,
    ): Promise<Hotel> {
      const before = await hotelById(tx, id)
      if (!before) throw new Refusal('not_found')
      if (before.state === 'archived') throw new Refusal('archived')
      if (version !== undefined && version !== before.version) throw new Refusal('changed_meanwhile')
      const after: Hotel = { ...before, ...change, version: before.version + 1 }
      checkHotel(after)
      if (!(await updateHotel(tx, after, before.version))) throw new Refusal('changed_meanwhile')
      await audit.record(tx, { actor, action: 'hotel.edit', subject: `hotel:${id}`, hotelId: id, before, after })
      await tellHotel(tx, after)
      return after
    },

    async createRoomType(tx: Tx, wish: RoomTypeWish, actor: Actor): Promise<RoomType> {
      const hotel = await hotelById(tx, wish.hotelId)
      if (!hotel) throw new Refusal('not_found')
      if (hotel.state === 'archived') throw new Refusal('archived')
      const type: RoomType = { ...wish, id: wish.id ?? newId('rmt'), archivedAt: null, version: 1 }
      checkRoomType(type)
      await insertRoomType(tx, type)
      const subject = `room_type:${type.id}`
      await audit.record(tx, { actor, action: 'room_type.create', subject, hotelId: type.hotelId, after: type })
      await tellRoomType(tx, type)
      return type
    },

    async editRoomType(
      tx: Tx,
      id: string,
      { version, ...change }: Partial<Omit<RoomType, 'id' | 'hotelId' | 'archivedAt'>>,
      actor: Actor,
    ): Promise<RoomType> {
      const before = await roomTypeById(tx, id)
      if (!before) throw new Refusal('not_found')
      if (before.archivedAt !== null) throw new Refusal('archived')
      if (version !== undefined && version !== before.version) throw new Refusal('changed_meanwhile')
      const noStock = change.stockMode === 'never' ? { dailyStock: null } : {}
      const after: RoomType = { ...before, ...change, ...noStock, version: before.version + 1 }
      checkRoomType(after)
      if (!(await updateRoomType(tx, after, before.version))) throw new Refusal('changed_meanwhile')
      await audit.record(tx, {
        actor,
        action: 'room_type.edit',
        subject: `room_type:${id}`,
        hotelId: before.hotelId,
        before,
        after,
      })
      if (after.dailyStock !== before.dailyStock) {
        await onDailyStock(tx, { roomTypeId: id, hotelId: after.hotelId, dailyStock: after.dailyStock })
      }
      await tellRoomType(tx, after)
      return after
    },

    async createRatePlan(tx: Tx, wish: RatePlanWish, actor: Actor): Promise<RatePlan> {
      const plan: RatePlan = { ...wish, id: wish.id ?? newId('rpl'), archivedAt: null }
      await checkPlan(tx, plan, null)
      await insertRatePlan(tx, plan)
      await recordPlan(tx, audit, { action: 'rate_plan.create', actor, plan, after: plan })
      return plan
    },

    async editRatePlan(
      tx: Tx,
      id: string,
      change: Partial<Omit<RatePlan, 'id' | 'roomTypeId' | 'archivedAt'>>,
      actor: Actor,
    ): Promise<RatePlan> {
      const before = await ratePlanById(tx, id)
      if (!before) throw new Refusal('not_found')
      if (before.archivedAt !== null) throw new Refusal('archived')
      const after: RatePlan = { ...before, ...change }
      await checkPlan(tx, after, before)
      if (after.parentId !== null && (await followersOf(tx, id)).length > 0)
        throw new Refusal('invalid_request', { fields: { parentId: 'one_level' } })
      await updateRatePlan(tx, after)
      await recordPlan(tx, audit, { action: 'rate_plan.edit', actor, plan: after, before, after })
      return after
    },

    async createPolicy(tx: Tx, wish: PolicyWish, actor: Actor): Promise<CancelPolicy> {
      const policy: CancelPolicy = { ...wish, id: wish.id ?? newId('pol'), archivedAt: null, replacedBy: null }
      checkPolicy(policy)
      await insertPolicy(tx, policy)
      await audit.record(tx, { actor, action: 'policy.create', subject: `policy:${policy.id}`, after: policy })
      return policy
    },

    /** See `edit-policy.ts`. */
    editPolicy: (
      tx: Tx,
      id: string,
      change: Partial<Pick<CancelPolicy, 'name' | 'phases' | 'noShow'>>,
      actor: Actor,
    ): Promise<CancelPolicy> => editPolicy(tx, { audit }, { id, change, actor }),

    /** Prices, stock or plans of a type changed elsewhere: it gets a new version, and everybody hears of it. */
    touchRoomType,
  }
}

async function checkPlan(tx: Tx, plan: RatePlan, before: RatePlan | null): Promise<void> {
  const type = await roomTypeById(tx, plan.roomTypeId)
  if (!type) throw new Refusal('not_found')
  if (type.archivedAt !== null) throw new Refusal('archived')
  const [policy] = await policiesByIds(tx, [plan.policyId])
  if (!policy) throw new Refusal('invalid_request', { fields: { policyId: 'unknown' } })
  if (policy.archivedAt !== null && policy.id !== before?.policyId)
    throw new Refusal('invalid_request', { fields: { policyId: 'archived' } })
  const parent = plan.parentId === null ? null : await ratePlanById(tx, plan.parentId)
  checkRatePlan(plan, parent)
  if (parent !== null && parent.archivedAt !== null)
    throw new Refusal('invalid_request', { fields: { parentId: 'archived' } })
}
