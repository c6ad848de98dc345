import * as contract from '../../../contract/admin/room-types.ts'
import { instantOrNull } from '../../../contract/format.ts'
import type { Handle, Tx } from '../../database/handle.ts'
import { oncePerRequest } from '../../database/request-keys.ts'
import { type Route, route, type StaffCaller } from '../../http/route.ts'
import { given, requestOf } from '../../http/sent.ts'
import { actorOf, mayAt, refuseElsewhere, scopeOf } from '../../http/staff-scope.ts'
import type { Actor } from '../../kernel/actor.ts'
import { Refusal } from '../../kernel/refusal.ts'
import { hotelDay } from '../../kernel/stay.ts'
import type { Hotels, RatePlan, RoomType } from '../hotels/index.ts'
import type { CatalogueDeps } from './deps.ts'
import { refuseUnknownImages } from './images.ts'
import { removeRoomType } from './remove.ts'
import { usesOf } from './uses.ts'

/** A type as it is when its maker says nothing more. */
const usual = (): Pick<RoomType, 'imageIds' | 'description' | 'facilities' | 'stockMode' | 'onSale' | 'sort'> => ({
  imageIds: [],
  description: { zh: '' },
  facilities: [],
  stockMode: 'order',
  onSale: false,
  sort: 100,
})

/** Room types of a branch, with the usual price of their first plan, as the form has them. */
export function roomTypeAdminRoutes(deps: CatalogueDeps): Route[] {
  const { db, clock, hotels, inventory } = deps
  const seen = async (handle: Handle, id: string) => {
    const type = await hotels.roomType(handle, id)
    if (!type) throw new Refusal('not_found')
    return type
  }
  const one = async (type: RoomType) => (await views(deps, [type]))[0]!
  return [
    route(contract.listAdminRoomTypes, async ({ caller, query }) => {
      refuseElsewhere(caller, 'hotels.read', query.hotelId)
      return { items: await views(deps, await hotels.roomTypesOf(db, [query.hotelId], query.state)) }
    }),
    route(contract.getAdminRoomType, async ({ caller, params }) => {
      const type = await seen(db, params.id)
      refuseElsewhere(caller, 'hotels.read', type.hotelId)
      return one(type)
    }),
    route(contract.createRoomType, async ({ caller, body, idempotencyKey: key }) => {
      refuseElsewhere(caller, 'hotels.edit', body.hotelId)
      const { firstPlan, ...wish } = given(body)
      if (firstPlan) refuseRates(caller, body.hotelId)
      await refuseUnknownImages(deps, wish.imageIds ?? [])
      const id = await db.transaction((tx) =>
        oncePerRequest(tx, requestOf(caller, contract.createRoomType, { key, body }), async () => {
          const type = await hotels.createRoomType(tx, { ...usual(), ...wish }, actorOf(caller))
          if (firstPlan) await addFirstPlan(tx, hotels, { roomTypeId: type.id, actor: actorOf(caller), ...firstPlan })
          return type.id
        }),
      )
      return one(await seen(db, id))
    }),
    route(contract.editRoomType, async ({ caller, params, body }) => {
      const { priceFen, breakfast, ...change } = given(body)
      const { hotelId } = await seen(db, params.id)
      refuseElsewhere(caller, 'hotels.edit', hotelId)
      if (priceFen !== undefined || breakfast !== undefined) refuseRates(caller, hotelId)
      await refuseUnknownImages(deps, change.imageIds ?? [])
      await db.transaction(async (tx) => {
        const actor = actorOf(caller)
        await hotels.editRoomType(tx, params.id, change, actor)
        await editFirstPlan(tx, hotels, { roomTypeId: params.id, priceFen, breakfast, actor })
      })
      return one(await seen(db, params.id))
    }),
    route(contract.removeRoomType, async ({ caller, params: { id } }) => {
      const wish = { id, ...scopeOf(caller, 'hotels.edit') }
      return { outcome: await db.transaction((tx) => removeRoomType(tx, deps, wish)) }
    }),
    route(contract.restoreRoomType, async ({ caller, params }) => {
      const type = await db.transaction(async (tx) => {
        const before = await seen(tx, params.id)
        refuseElsewhere(caller, 'hotels.edit', before.hotelId)
        return before.archivedAt === null ? before : hotels.restoreRoomType(tx, before, actorOf(caller))
      })
      return one(type)
    }),
    route(contract.getRoomTypeUses, async ({ caller, params: { id } }) => {
      const { hotelId } = await seen(db, id)
      refuseElsewhere(caller, 'hotels.read', hotelId)
      const hotel = await hotels.hotel(db, hotelId)
      const mostBooked = hotel && (await inventory.mostBooked(db, id, hotelDay(clock.now(), hotel.clock)))
      return usesOf(deps, { id, named: { hotelId, roomTypeId: id }, kind: 'room_type', mostBooked })
    }),
  ]
}

async function views({ db, hotels, rooms }: CatalogueDeps, types: readonly RoomType[]) {
  const ids = types.map(({ id }) => id)
  const numbers = await rooms.countsOf(db, 'room_type_id', ids)
  const plans = Map.groupBy(await hotels.ratePlansOf(db, ids), ({ roomTypeId }) => roomTypeId)
  return types.map((type) => {
    const own = plans.get(type.id) ?? []
    const first = firstOf(own)
    const roomCount = numbers.get(type.id) ?? 0
    return {
      ...type,
      priceFen: first && new Set(first.baseFen).size === 1 ? first.baseFen[0]! : null,
      breakfast: first?.breakfast ?? null,
      rooms: roomCount,
      ratePlans: own.length,
      stockExceedsRooms: type.dailyStock !== null && type.dailyStock > roomCount,
      archivedAt: instantOrNull(type.archivedAt),
    }
  })
}

/** The plan whose price stands on the type's form: the first with prices of its own. */
function firstOf(plans: readonly RatePlan[]): RatePlan | undefined {
  return plans.find(({ parentId }) => parentId === null)
}

interface FirstPlan {
  roomTypeId: string
  name: RatePlan['name']
  priceFen: number
  breakfast?: number | undefined
  policyId: string
  actor: Actor
}

async function addFirstPlan(tx: Tx, hotels: Hotels, { actor, priceFen, breakfast = 0, ...rest }: FirstPlan) {
  const own = { parentId: null, derive: null, minStay: 1, onSale: true, sort: 0 }
  await hotels.createRatePlan(tx, { ...rest, ...own, breakfast, baseFen: Array(7).fill(priceFen) }, actor)
}

/** Refusal: `invalid_request` where the type has no plan with prices of its own. */
async function editFirstPlan(
  tx: Tx,
  hotels: Hotels,
  wish: { roomTypeId: string; priceFen: number | undefined; breakfast: number | undefined; actor: Actor },
): Promise<void> {
  const { roomTypeId, priceFen, breakfast, actor } = wish
  const baseFen = priceFen === undefined ? undefined : Array<number>(7).fill(priceFen)
  const change = given({ baseFen, breakfast })
  if (Object.keys(change).length === 0) return
  const plan = firstOf(await hotels.ratePlansOf(tx, [roomTypeId]))
  if (!plan) throw new Refusal('invalid_request', { fields: { priceFen: 'no_plan' } })
  await hotels.editRatePlan(tx, plan.id, change, actor)
}

/** Refusal: `forbidden`. */
function refuseRates(caller: StaffCaller, hotelId: string): void {
  if (!mayAt(caller, 'rates.edit', hotelId)) throw new Refusal('forbidden')
}
