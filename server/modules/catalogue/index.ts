import type { Route } from '../../http/route.ts'
import type { CatalogueDeps } from './deps.ts'
import { hotelAdminRoutes } from './hotels.routes.ts'
import { policyAdminRoutes, ratePlanAdminRoutes } from './rate-plans.routes.ts'
import { roomTypeAdminRoutes } from './room-types.routes.ts'
import { roomAdminRoutes } from './rooms.routes.ts'

/** Everything a manager edits of what is sold; it stands above orders, which say what may go. */
export function catalogueAdminRoutes(deps: CatalogueDeps): Route[] {
  return [
    ...hotelAdminRoutes(deps),
    ...roomTypeAdminRoutes(deps),
    ...ratePlanAdminRoutes(deps),
    ...policyAdminRoutes(deps),
    ...roomAdminRoutes(deps),
  ]
}
