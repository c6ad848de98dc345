import * as policies from '../../../contract/admin/policies.ts'
import * as contract from '../../../contract/admin/rate-plans.ts'
import { instantOrNull } from '../../../contract/format.ts'
import type { Handle } from '../../database/handle.ts'
import { oncePerRequest } from '../../database/request-keys.ts'
import { type Route, route } from '../../http/route.ts'
import { given, requestOf } from '../../http/sent.ts'
import { actorOf, refuseElsewhere, scopeOf } from '../../http/staff-scope.ts'
import { Refusal } from '../../kernel/refusal.ts'
import type { CancelPolicy, RatePlan } from '../hotels/index.ts'
import type { CatalogueDeps } from './deps.ts'
import { removeRatePlan } from './remove.ts'

/** A plan as it is when its maker says nothing more; its own prices come with it, or the plan it follows. */
const usual = (): Pick<RatePlan, 'breakfast' | 'minStay' | 'onSale' | 'sort' | 'baseFen' | 'parentId' | 'derive'> => ({
  breakfast: 0,
  minStay: 1,
  onSale: false,
  sort: 100,
  baseFen: Array(7).fill(0),
  parentId: null,
  derive: null,
})

/** Rate plans of a branch. */
export function ratePlanAdminRoutes(deps: CatalogueDeps): Route[] {
  const { db, hotels } = deps
  const seen = async (handle: Handle, id: string) => {
    const plan = await hotels.ratePlan(handle, id)
    const type = plan && (await hotels.roomType(handle, plan.roomTypeId))
    if (!type) throw new Refusal('not_found')
    return { plan, hotelId: type.hotelId }
  }
  return [
    route(contract.listRatePlans, async ({ caller, query }) => {
      refuseElsewhere(caller, 'hotels.read', query.hotelId)
      const types = await hotels.roomTypesOf(db, [query.hotelId], query.state === 'archived' ? 'all' : 'live')
      const ids = types.map(({ id }) => id)
      return { items: (await hotels.ratePlansOf(db, ids, query.state)).map(view) }
    }),
    route(contract.createRatePlan, async ({ caller, body, idempotencyKey: key }) => {
      const type = await hotels.roomType(db, body.roomTypeId)
      if (!type) throw new Refusal('not_found')
      refuseElsewhere(caller, 'rates.edit', type.hotelId)
      refuseWithoutPrice(body)
      const wish = { ...usual(), ...given(body) }
      const id = await db.transaction((tx) =>
        oncePerRequest(tx, requestOf(caller, contract.createRatePlan, { key, body }), async () => {
          return (await hotels.createRatePlan(tx, wish, actorOf(caller))).id
        }),
      )
      return view((await seen(db, id)).plan)
    }),
    route(contract.editRatePlan, async ({ caller, params, body }) => {
      refuseElsewhere(caller, 'rates.edit', (await seen(db, params.id)).hotelId)
      return view(await db.transaction((tx) => hotels.editRatePlan(tx, params.id, given(body), actorOf(caller))))
    }),
    route(contract.removeRatePlan, async ({ caller, params: { id } }) => {
      const wish = { id, ...scopeOf(caller, 'rates.edit') }
      return { outcome: await db.transaction((tx) => removeRatePlan(tx, deps, wish)) }
    }),
    route(contract.restoreRatePlan, async ({ caller, params }) =>
      view(
        await db.transaction(async (tx) => {
          const { plan, hotelId } = await seen(tx, params.id)
          refuseElsewhere(caller, 'rates.edit', hotelId)
          return plan.archivedAt === null ? plan : hotels.restoreRatePlan(tx, plan, actorOf(caller))
        }),
      ),
    ),
  ]
}

/** Policies are the chain's: everybody who may look at branches reads them, the whole chain's rates change them. */
export function policyAdminRoutes({ db, hotels }: CatalogueDeps): Route[] {
  const seen = async (handle: Handle, id: string) => {
    const policy = await hotels.policy(handle, id)
    if (!policy) throw new Refusal('not_found')
    return policy
  }
  return [
    route(policies.listPolicies, async ({ query }) => ({
      items: (await hotels.policies(db, query.state)).map(policyView),
    })),
    route(policies.createPolicy, async ({ caller, body, idempotencyKey: key }) => {
      refuseElsewhere(caller, 'rates.edit', null)
      const id = await db.transaction((tx) =>
        oncePerRequest(tx, requestOf(caller, policies.createPolicy, { key, body }), async () => {
          return (await hotels.createPolicy(tx, body as Terms, actorOf(caller))).id
        }),
      )
      return policyView(await seen(db, id))
    }),
    route(policies.editPolicy, async ({ caller, params, body }) => {
      refuseElsewhere(caller, 'rates.edit', null)
      const change = given(body) as Partial<Terms>
      return policyView(await db.transaction((tx) => hotels.editPolicy(tx, params.id, change, actorOf(caller))))
    }),
    route(policies.removePolicy, async ({ caller, params }) => {
      refuseElsewhere(caller, 'rates.edit', null)
      const outcome = await db.transaction(async (tx) =>
        hotels.removePolicy(tx, await seen(tx, params.id), actorOf(caller)),
      )
      return { outcome }
    }),
    route(policies.restorePolicy, async ({ caller, params }) => {
      refuseElsewhere(caller, 'rates.edit', null)
      return policyView(
        await db.transaction(async (tx) => {
          const policy = await seen(tx, params.id)
          return policy.archivedAt === null ? policy : hotels.restorePolicy(tx, policy, actorOf(caller))
        }),
      )
    }),
  ]
}

/** The contract's `kept` says how much as the rules do, checked by `checkPolicy`. */
type Terms = Pick<CancelPolicy, 'name' | 'phases' | 'noShow'>

/** Refusal: `invalid_request` for a plan that neither has prices nor follows one that has. */
function refuseWithoutPrice({ baseFen, parentId }: { baseFen?: unknown; parentId?: unknown }): void {
  if (!baseFen && !parentId) throw new Refusal('invalid_request', { fields: { baseFen: 'or_parent' } })
}

function view({ archivedAt, ...plan }: RatePlan) {
  return { ...plan, archivedAt: instantOrNull(archivedAt) }
}

function policyView({ archivedAt, ...policy }: CancelPolicy) {
  return { ...policy, archivedAt: instantOrNull(archivedAt) }
}
