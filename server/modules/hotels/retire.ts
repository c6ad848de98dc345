import type { Tx } from '../../database/handle.ts'
import type { Actor } from '../../kernel/actor.ts'
import { Refusal } from '../../kernel/refusal.ts'
import type { Audit } from '../audit/index.ts'
import type { CancelPolicy, Hotel, RatePlan, RoomType } from './hotel.ts'
import { followersOf, plansUnder, policiesByIds, ratePlanById, roomTypeById } from './store/reads.ts'
import { deleteById, deletePlansOf, shelvePolicy, updateHotel, updateRatePlan, updateRoomType } from './store/writes.ts'
import { recordPlan, tellHotel, tellRoomType } from './tell.ts'

/**
 * How branches, types, plans and policies go and come back: audited and told like every other change. Whether something
 * may go is not known here (orders are above): whoever calls has looked. Refusals: `changed_meanwhile`.
 */
export function retiring({ audit }: { audit: Audit }) {
  return {
    archiveHotel: (tx: Tx, hotel: Hotel, actor: Actor): Promise<Hotel> =>
      moveHotel(tx, audit, { hotel, state: 'archived', actor }),

    /** Comes back closed. */
    restoreHotel: (tx: Tx, hotel: Hotel, actor: Actor): Promise<Hotel> =>
      moveHotel(tx, audit, { hotel, state: 'closed', actor }),

    async deleteHotel(tx: Tx, hotel: Hotel, actor: Actor): Promise<void> {
      await deleteById(tx, 'hotel', hotel.id)
      const subject = `hotel:${hotel.id}`
      await audit.record(tx, { actor, action: 'hotel.delete', subject, hotelId: hotel.id, before: hotel })
      await tellHotel(tx, { id: hotel.id, version: hotel.version + 1 })
    },

    archiveRoomType: (tx: Tx, type: RoomType, actor: Actor): Promise<RoomType> =>
      moveRoomType(tx, audit, { type, archivedAt: tx.now, actor }),

    /** Comes back off sale, with its plans as they were. */
    restoreRoomType: (tx: Tx, type: RoomType, actor: Actor): Promise<RoomType> =>
      moveRoomType(tx, audit, { type, archivedAt: null, actor }),

    /** With its plans. */
    async deleteRoomType(tx: Tx, type: RoomType, actor: Actor): Promise<void> {
      await deletePlansOf(tx, type.id)
      await deleteById(tx, 'room_type', type.id)
      const subject = `room_type:${type.id}`
      await audit.record(tx, { actor, action: 'room_type.delete', subject, hotelId: type.hotelId, before: type })
      await tellRoomType(tx, { ...type, version: type.version + 1 })
    },

    /** A plan that others follow stays. Refusal: `plan_followed` with their names. */
    async archiveRatePlan(tx: Tx, plan: RatePlan, actor: Actor): Promise<RatePlan> {
      const followers = (await followersOf(tx, plan.id)).filter((each) => each.archivedAt === null)
      if (followers.length > 0)
        throw new Refusal('plan_followed', { facts: { plans: followers.map(({ id, name }) => ({ id, name })) } })
      return movePlan(tx, audit, { plan, archivedAt: tx.now, actor })
    },

    /** Comes back off sale, after what it depends on. Refusal: `archived` with the field. */
    async restoreRatePlan(tx: Tx, plan: RatePlan, actor: Actor): Promise<RatePlan> {
      const type = await roomTypeById(tx, plan.roomTypeId)
      const parent = plan.parentId === null ? null : await ratePlanById(tx, plan.parentId)
      const [policy] = await policiesByIds(tx, [plan.policyId])
      const put = { roomTypeId: type, parentId: parent, policyId: policy }
      const [away] = Object.entries(put).flatMap(([field, of]) => (of && of.archivedAt !== null ? [field] : []))
      if (away) throw new Refusal('archived', { fields: { [away]: 'archived' } })
      return movePlan(tx, audit, { plan, archivedAt: null, actor })
    },

    async deleteRatePlan(tx: Tx, plan: RatePlan, actor: Actor): Promise<void> {
      await deleteById(tx, 'rate_plan', plan.id)
      await recordPlan(tx, audit, { action: 'rate_plan.delete', actor, plan, before: plan })
    },

    /** Away, or gone where no plan ever used it. Refusal: `policy_in_use` with some of the plans. */
    async removePolicy(tx: Tx, policy: CancelPolicy, actor: Actor): Promise<'deleted' | 'archived'> {
      const plans = await plansUnder(tx, policy.id, plansNamed)
      const live = plans.filter((plan) => plan.archivedAt === null)
      if (live.length > 0)
        throw new Refusal('policy_in_use', { facts: { plans: live.map(({ id, name }) => ({ id, name })) } })
      const outcome = plans.length > 0 ? 'archived' : 'deleted'
      if (outcome === 'deleted') await deleteById(tx, 'cancel_policy', policy.id)
      else await shelvePolicy(tx, { ...policy, archivedAt: tx.now })
      const action = outcome === 'deleted' ? 'policy.delete' : 'policy.archive'
      await audit.record(tx, { actor, action, subject: `policy:${policy.id}`, before: policy })
      return outcome
    },

    async restorePolicy(tx: Tx, policy: CancelPolicy, actor: Actor): Promise<CancelPolicy> {
      const after = { ...policy, archivedAt: null, replacedBy: null }
      await shelvePolicy(tx, after)
      await audit.record(tx, { actor, action: 'policy.restore', subject: `policy:${policy.id}`, before: policy, after })
      return after
    },
  }
}

const plansNamed = 20

async function moveHotel(
  tx: Tx,
  audit: Audit,
  { hotel: before, state, actor }: { hotel: Hotel; state: 'archived' | 'closed'; actor: Actor },
): Promise<Hotel> {
  const after: Hotel = { ...before, state, version: before.version + 1 }
  if (!(await updateHotel(tx, after, before.version))) throw new Refusal('changed_meanwhile')
  const [action, subject] = [state === 'archived' ? 'hotel.archive' : 'hotel.restore', `hotel:${before.id}`]
  await audit.record(tx, {
    actor,
    action,
    subject,
    hotelId: before.id,
    before: { state: before.state },
    after: { state },
  })
  await tellHotel(tx, after)
  return after
}

async function moveRoomType(
  tx: Tx,
  audit: Audit,
  { type: before, archivedAt, actor }: { type: RoomType; archivedAt: number | null; actor: Actor },
): Promise<RoomType> {
  const after: RoomType = { ...before, archivedAt, onSale: false, version: before.version + 1 }
  if (!(await updateRoomType(tx, after, before.version))) throw new Refusal('changed_meanwhile')
  await audit.record(tx, {
    actor,
    action: archivedAt === null ? 'room_type.restore' : 'room_type.archive',
    subject: `room_type:${before.id}`,
    hotelId: before.hotelId,
    before: { onSale: before.onSale, archivedAt: before.archivedAt },
    after: { onSale: false, archivedAt },
  })
  await tellRoomType(tx, after)
  return after
}

async function movePlan(
  tx: Tx,
  audit: Audit,
  { plan: before, archivedAt, actor }: { plan: RatePlan; archivedAt: number | null; actor: Actor },
): Promise<RatePlan> {
  const after: RatePlan = { ...before, archivedAt, onSale: false }
  await updateRatePlan(tx, after)
  const action = archivedAt === null ? 'rate_plan.restore' : 'rate_plan.archive'
  await recordPlan(tx, audit, { action, actor, plan: after, before, after })
  return after
}
