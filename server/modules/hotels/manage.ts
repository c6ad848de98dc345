import type { Tx } from '../../database/handle.ts'
import type { Actor } from '../../kernel/actor.ts'
import { newId } from '../../kernel/ids.ts'
import { Refusal } from '../../kernel/refusal.ts'
import { emit } from '../../messaging/emit.ts'
import type { Audit } from '../audit/index.ts'
import type { CancelPolicy, Hotel, RatePlan, RoomType } from './hotel.ts'
import { checkHotel, checkPolicy, checkRatePlan, checkRoomType } from './rules.ts'
import { hasFollowers, hotelById, policiesByIds, ratePlanById, roomTypeById } from './store/reads.ts'
import {
  insertHotel,
  insertPolicy,
  insertRatePlan,
  insertRoomType,
  raiseVersion,
  updateHotel,
  updateRatePlan,
  updateRoomType,
} from './store/writes.ts'

export interface ManagingDeps {
  audit: Audit
  /** A type's daily stock is another one: in the transaction that writes it. Looks up to inventory, so it is bound. */
  onDailyStock(tx: Tx, change: { roomTypeId: string; hotelId: string; dailyStock: number | null }): Promise<void>
}

/** Writing branches, types, plans and policies: checked, audited, and told. Refusals: `invalid_request`, `not_found`, `changed_meanwhile`. */
export function managing({ audit, onDailyStock }: ManagingDeps) {
  return {
    async createHotel(tx: Tx, wish: Omit<Hotel, 'id' | 'version'> & { id?: string }, actor: Actor): Promise<Hotel> {
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

    async editHotel(tx: Tx, id: string, change: Partial<Omit<Hotel, 'id' | 'version'>>, actor: Actor): Promise<Hotel> {
      const before = await hotelById(tx, id)
      if (!before) throw new Refusal('not_found')
      const after: Hotel = { ...before, ...change, version: before.version + 1 }
      checkHotel(after)
      if (!(await updateHotel(tx, after, before.version))) throw new Refusal('changed_meanwhile')
      await audit.record(tx, { actor, action: 'hotel.edit', subject: `hotel:${id}`, hotelId: id, before, after })
      await tellHotel(tx, after)
      return after
    },

    async createRoomType(
      tx: Tx,
      wish: Omit<RoomType, 'id' | 'version'> & { id?: string },
      actor: Actor,
    ): Promise<RoomType> {
      if (!(await hotelById(tx, wish.hotelId))) throw new Refusal('not_found')
      const type: RoomType = { ...wish, id: wish.id ?? newId('rmt'), version: 1 }
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
      change: Partial<Omit<RoomType, 'id' | 'version' | 'hotelId'>>,
      actor: Actor,
    ): Promise<RoomType> {
      const before = await roomTypeById(tx, id)
      if (!before) throw new Refusal('not_found')
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

    async createRatePlan(tx: Tx, wish: Omit<RatePlan, 'id'> & { id?: string }, actor: Actor): Promise<RatePlan> {
      const plan: RatePlan = { ...wish, id: wish.id ?? newId('rpl') }
      await checkPlan(tx, plan)
      await insertRatePlan(tx, plan)
      await recordPlan(tx, 'rate_plan.create', plan, { actor, after: plan })
      return plan
    },

    async editRatePlan(
      tx: Tx,
      id: string,
      change: Partial<Omit<RatePlan, 'id' | 'roomTypeId'>>,
      actor: Actor,
    ): Promise<RatePlan> {
      const before = await ratePlanById(tx, id)
      if (!before) throw new Refusal('not_found')
      const after: RatePlan = { ...before, ...change }
      await checkPlan(tx, after)
      if (after.parentId !== null && (await hasFollowers(tx, id)))
        throw new Refusal('invalid_request', { fields: { parentId: 'one_level' } })
      await updateRatePlan(tx, after)
      await recordPlan(tx, 'rate_plan.edit', after, { actor, before, after })
      return after
    },

    async createPolicy(tx: Tx, wish: Omit<CancelPolicy, 'id'> & { id?: string }, actor: Actor): Promise<CancelPolicy> {
      const policy: CancelPolicy = { ...wish, id: wish.id ?? newId('pol') }
      checkPolicy(policy)
      await insertPolicy(tx, policy)
      await audit.record(tx, { actor, action: 'policy.create', subject: `policy:${policy.id}`, after: policy })
      return policy
    },

    /** Prices, stock or plans of a type changed elsewhere: it gets a new version, and everybody hears of it. */
    touchRoomType,
  }

  async function checkPlan(tx: Tx, plan: RatePlan): Promise<void> {
    if (!(await roomTypeById(tx, plan.roomTypeId))) throw new Refusal('not_found')
    const [policy] = await policiesByIds(tx, [plan.policyId])
    if (!policy) throw new Refusal('invalid_request', { fields: { policyId: 'unknown' } })
    checkRatePlan(plan, plan.parentId === null ? null : await ratePlanById(tx, plan.parentId))
  }

  async function recordPlan(
    tx: Tx,
    action: string,
    plan: RatePlan,
    entry: { actor: Actor; before?: RatePlan; after: RatePlan },
  ): Promise<void> {
    const touched = await touchRoomType(tx, plan.roomTypeId)
    await audit.record(tx, { ...entry, action, subject: `rate_plan:${plan.id}`, hotelId: touched.hotelId })
  }
}

async function touchRoomType(tx: Tx, roomTypeId: string): Promise<{ version: number; hotelId: string }> {
  const raised = await raiseVersion(tx, roomTypeId)
  if (!raised) throw new Refusal('not_found')
  await tellRoomType(tx, { id: roomTypeId, ...raised })
  return raised
}

async function tellHotel(tx: Tx, hotel: Pick<Hotel, 'id' | 'version'>): Promise<void> {
  await emit(tx, { event: 'hotel.changed', payload: { hotelId: hotel.id, version: hotel.version } })
}

async function tellRoomType(tx: Tx, type: Pick<RoomType, 'id' | 'hotelId' | 'version'>): Promise<void> {
  const { id: roomTypeId, hotelId, version } = type
  await emit(tx, { event: 'room_type.changed', payload: { roomTypeId, hotelId, version } })
}
