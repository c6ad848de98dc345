import { LRUCache } from 'lru-cache'
import type { Db } from '../../database/handle.ts'
import type { Hotel, RatePlan, RoomType } from '../hotels/index.ts'
import { byId, type OfferDeps, type PlanBasics, unique } from './basics.ts'

/** A plan, as whoever ranked it named it. */
export interface PlanOfHotel {
  hotelId: string
  roomTypeId: string
  ratePlanId: string
}

/** A type with all that its version speaks for: its plans, and with them their parents, which are of the same type. */
interface TypeWithPlans {
  version: number
  type: RoomType
  plans: ReadonlyMap<string, PlanOfType>
}

type PlanOfType = Pick<PlanBasics, 'plan' | 'parent' | 'policy'>

export interface Kept {
  /** Branches as their rows are now, by id. */
  hotels(ids: readonly string[]): Promise<Map<string, Hotel>>
  /** Plans with what belongs to them as the rows are now, by id; one that is gone or not whole is left out. */
  basics(plans: readonly PlanOfHotel[]): Promise<Map<string, PlanBasics>>
}

const hotelsAtMost = 5_000
const typesAtMost = 5_000

/**
 * Branches and types are read all the time and written now and then: what was read is kept, and of the rows only the
 * versions are read, each time. A version is read before the rows it is kept with, so what is written between the two
 * is kept under a version that is past already. Everything that writes a plan raises the version of its type, and a
 * policy is never written again. Only committed rows may be kept: this reads the database, never a transaction, and
 * nothing that decides reads from it.
 */
export function createKept({ db, hotels }: OfferDeps & { db: Db }): Kept {
  const branches = new LRUCache<string, Hotel>({ max: hotelsAtMost })
  const types = new LRUCache<string, TypeWithPlans>({ max: typesAtMost })

  async function hotelsNow(ids: readonly string[]): Promise<Map<string, Hotel>> {
    const versions = await hotels.versionsOf(db, 'hotel', unique(ids))
    const { found, missing } = look(branches, versions)
    for (const hotel of await hotels.hotelsByIds(db, missing)) {
      branches.set(hotel.id, hotel)
      found.set(hotel.id, hotel)
    }
    return found
  }

  async function typesNow(ids: readonly string[]): Promise<Map<string, TypeWithPlans>> {
    const versions = await hotels.versionsOf(db, 'room_type', unique(ids))
    const { found, missing } = look(types, versions)
    const plans = Map.groupBy(await plansOf(missing), ({ plan }) => plan.roomTypeId)
    for (const type of await hotels.roomTypesByIds(db, missing)) {
      const own = (plans.get(type.id) ?? []).map((each) => [each.plan.id, each] as const)
      const one = { version: versions.get(type.id)!, type, plans: new Map(own) }
      types.set(type.id, one)
      found.set(type.id, one)
    }
    return found
  }

  async function plansOf(roomTypeIds: readonly string[]): Promise<PlanOfType[]> {
    const plans = byId(await hotels.ratePlansOf(db, roomTypeIds))
    const policies = byId(await hotels.policiesByIds(db, unique([...plans.values()].map((plan) => plan.policyId))))
    return [...plans.values()].flatMap((plan) => {
      const policy = policies.get(plan.policyId)
      return policy ? [{ plan, policy, parent: parentOf(plan, plans) }] : []
    })
  }

  return {
    hotels: hotelsNow,
    async basics(wanted) {
      const hotelsById = await hotelsNow(wanted.map(({ hotelId }) => hotelId))
      const typesById = await typesNow(wanted.map(({ roomTypeId }) => roomTypeId))
      const basics = new Map<string, PlanBasics>()
      for (const { hotelId, roomTypeId, ratePlanId } of wanted) {
        const [hotel, of] = [hotelsById.get(hotelId), typesById.get(roomTypeId)]
        const plan = of?.plans.get(ratePlanId)
        if (hotel && of && plan && of.type.hotelId === hotelId)
          basics.set(ratePlanId, { hotel, type: of.type, ...plan })
      }
      return basics
    },
  }
}

function look<Value extends { version: number }>(kept: LRUCache<string, Value>, versions: ReadonlyMap<string, number>) {
  const found = new Map<string, Value>()
  const missing: string[] = []
  for (const [id, version] of versions) {
    const known = kept.get(id)
    if (known?.version === version) found.set(id, known)
    else missing.push(id)
  }
  return { found, missing }
}

function parentOf(plan: RatePlan, plans: ReadonlyMap<string, RatePlan>): RatePlan | null {
  return plan.parentId === null ? null : (plans.get(plan.parentId) ?? null)
}
