import type { Handle } from '../../database/handle.ts'
import type { CancelPolicy } from './hotel.ts'
import { type ManagingDeps, managing } from './manage.ts'
import { retiring } from './retire.ts'
import { insertChain } from './store/insert-many.ts'
import { picturesInUse } from './store/pictures.ts'
import {
  allPolicies,
  areas,
  changedSince,
  followersOf,
  hotelById,
  hotelsAfter,
  hotelsByIds,
  policiesByIds,
  ratePlanById,
  ratePlansByIds,
  ratePlansOf,
  roomTypeById,
  roomTypesByIds,
  roomTypesOf,
} from './store/reads.ts'
import { versionsOf } from './store/versions.ts'

export type {
  CancelPolicy,
  Hotel,
  HotelState,
  HotelWish,
  PolicyWish,
  RatePlan,
  RatePlanWish,
  RoomType,
  RoomTypeWish,
  Shown,
  StockMode,
  Words,
} from './hotel.ts'
export { areaOf, clockText, hotelView } from './hotel-view.ts'
export { placeName } from './place-names.ts'
export { policyView } from './policy-view.ts'
export { createRoomDetails, type RoomDetails } from './room-detail/index.ts'
export type { Changed } from './store/reads.ts'

export type Hotels = ReturnType<typeof createHotels>

/** Branches, their room types, rate plans and cancellation policies: read all the time, written now and then. */
export function createHotels(deps: ManagingDeps) {
  return {
    ...managing(deps),
    ...retiring(deps),
    insertChain,
    hotel: hotelById,
    hotelsByIds,
    hotelsAfter,
    areas,
    roomType: roomTypeById,
    roomTypesByIds,
    /** By the manager's sort. */
    roomTypesOf,
    ratePlan: ratePlanById,
    ratePlansByIds,
    ratePlansOf,
    followersOf,
    policies: allPolicies,
    policiesByIds,
    policy: async (handle: Handle, id: string): Promise<CancelPolicy | null> =>
      (await policiesByIds(handle, [id]))[0] ?? null,
    /** For what keeps copies: which rows changed since. */
    changedSince,
    versionsOf,
    picturesInUse,
  }
}
