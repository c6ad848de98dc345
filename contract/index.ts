import * as adminBlocks from './admin/blocks.ts'
import * as adminCatalogue from './admin/catalogue.ts'
import * as adminCoupons from './admin/coupons.ts'
import * as adminDesk from './admin/desk.ts'
import * as adminImport from './admin/imports.ts'
import * as adminInventory from './admin/inventory.ts'
import * as adminMembers from './admin/members.ts'
import * as adminMessages from './admin/messages.ts'
import * as adminOperations from './admin/operations.ts'
import * as adminOrders from './admin/orders.ts'
import * as adminPolicies from './admin/policies.ts'
import * as adminRatePlans from './admin/rate-plans.ts'
import * as adminReports from './admin/reports.ts'
import * as adminRoomTypes from './admin/room-types.ts'
import * as adminRooms from './admin/rooms.ts'
import * as adminSession from './admin/session.ts'
import * as adminSettings from './admin/settings.ts'
import * as adminStaff from './admin/staff.ts'
import * as adminStory from './admin/story.ts'
import * as guestCoupons from './guest/coupons.ts'
import * as guestFavourites from './guest/favourites.ts'
import * as guestHotels from './guest/hotels.ts'
import * as guestInvoices from './guest/invoices.ts'
import * as guestOffers from './guest/offers.ts'
import * as guestOrders from './guest/orders.ts'
import * as guestSession from './guest/session.ts'
import * as guestSite from './guest/site.ts'
import * as images from './images.ts'
import * as meta from './meta.ts'
import type { Operation } from './operation.ts'
import * as sandbox from './sandbox.ts'
import * as wechat from './wechat.ts'

const files = [
  guestSession,
  guestCoupons,
  guestFavourites,
  guestHotels,
  guestOffers,
  guestOrders,
  guestInvoices,
  guestSite,
  adminCatalogue,
  adminRoomTypes,
  adminRatePlans,
  adminPolicies,
  adminRooms,
  adminBlocks,
  adminCoupons,
  adminDesk,
  adminInventory,
  adminOrders,
  adminMembers,
  adminStory,
  adminMessages,
  adminOperations,
  adminReports,
  adminImport,
  adminSession,
  adminSettings,
  adminStaff,
  images,
  wechat,
  sandbox,
  meta,
]

/** Every operation of the API, by the files that declare them. */
export const operations: readonly Operation[] = files
  .flatMap((file) => Object.values(file as Record<string, unknown>))
  .filter(
    (value): value is Operation => typeof value === 'object' && value !== null && 'path' in value && 'method' in value,
  )
  .sort((a, b) => (`${a.path} ${a.method}` < `${b.path} ${b.method}` ? -1 : 1))
