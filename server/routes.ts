import { instantText, type Language, textIn } from '../contract/format.ts'
import type { OwnFavourite } from '../contract/guest/own-data.ts'
import { operations } from '../contract/index.ts'
import { getOpenapi } from '../contract/meta.ts'
import { openapi } from '../contract/openapi.ts'
import { advanceProductClock } from '../contract/sandbox.ts'
import type { ProductClock } from './adapters/embedded/clock/clock.ts'
import { Bytes, type Route, route } from './http/route.ts'
import type { Callers } from './http/sessions.ts'
import { messagesRoutes } from './messages.routes.ts'
import { blockAdminRoutes } from './modules/blocks/admin.routes.ts'
import { catalogueAdminRoutes } from './modules/catalogue/index.ts'
import { couponAdminRoutes } from './modules/coupons/admin.routes.ts'
import { couponRoutes } from './modules/coupons/guest.routes.ts'
import { deskRoutes } from './modules/desk/index.ts'
import { fileRoutes } from './modules/files/routes.ts'
import { hotelRoutes } from './modules/hotels/guest.routes.ts'
import { importRoutes } from './modules/imports/admin.routes.ts'
import { memberAdminRoutes } from './modules/members/admin.routes.ts'
import { memberRoutes } from './modules/members/guest.routes.ts'
import { memberSandboxRoutes } from './modules/members/sandbox.routes.ts'
import { inventoryAdminRoutes } from './modules/offers/admin.routes.ts'
import { offerRoutes } from './modules/offers/guest.routes.ts'
import { adminOrderRoutes } from './modules/orders/admin.routes.ts'
import { guestOrderRoutes } from './modules/orders/guest.routes.ts'
import { guestInvoiceRoutes } from './modules/orders/invoices.routes.ts'
import { noticeRoutes } from './modules/payments/wechat.routes.ts'
import { reportRoutes } from './modules/reports/admin.routes.ts'
import { favouriteRoutes } from './modules/search/favourites.routes.ts'
import { searchRoutes } from './modules/search/guest.routes.ts'
import { settingsRoutes } from './modules/settings/admin.routes.ts'
import { staffAdminRoutes } from './modules/staff/admin.routes.ts'
import { staffSessionRoutes } from './modules/staff/session.routes.ts'
import { storyRoutes } from './modules/story/index.ts'
import type { Modules, Ports } from './modules.ts'
import { operationsRoutes } from './operations.routes.ts'

export interface RoutesDeps {
  ports: Ports
  modules: Modules
  callers: () => Callers
  version: string
  secure: boolean
  onForged(reason: string): void
  /** Null with WeChat itself: then no sandbox call exists. */
  sandboxClock: ProductClock | null
}

/** The guest API: everything guests and WeChat call. */
export function guestRoutes({ ports, modules, callers, onForged, sandboxClock }: RoutesDeps): Route[] {
  const { db, clock, pay, sealer } = ports
  const { members, hotels, files, roomDetails, inventory, offers, search, coupons, orders, payments } = modules
  const { notifications } = modules
  return [
    ...memberRoutes({
      db,
      members,
      callers,
      now: () => clock.now(),
      ownLists: (member) => ({
        orders: orders.ownOrders(member),
        coupons: coupons.ownCoupons(member),
        favourites: ownFavourites({ db, members, hotels }, member),
        invoices: orders.ownInvoices(member),
      }),
    }),
    ...hotelRoutes({ db, clock, hotels, files, roomDetails, showCache: sandboxClock !== null }),
    ...offerRoutes({ db, clock, hotels, offers, files }),
    ...searchRoutes({ db, clock, search, hotels, offers, files }),
    ...favouriteRoutes({ db, clock, members, search, hotels, inventory, offers, files }),
    ...couponRoutes({ db, coupons, hotels }),
    ...guestOrderRoutes({
      db,
      orders,
      coupons,
      files,
      hotels,
      sealer,
      appidFor: pay.appidFor.bind(pay),
      noticesOf: (orderId) => notifications.stepNotices(db, orderId),
    }),
    ...guestInvoiceRoutes({ db, orders }),
    ...noticeRoutes({ payments, onForged }),
  ]
}

/** The branches a member has marked, by name; members are beside hotels and do not know them. */
async function* ownFavourites(
  { db, members, hotels }: Pick<Ports, 'db'> & Pick<Modules, 'members' | 'hotels'>,
  { memberId, language }: { memberId: string; language: Language },
): AsyncGenerator<readonly OwnFavourite[]> {
  const marked = await members.favourites(memberId)
  const found = await hotels.hotelsByIds(
    db,
    marked.map(({ hotelId }) => hotelId),
  )
  const names = new Map(found.map(({ id, name }) => [id, textIn(language, name)]))
  yield marked.map(({ hotelId, addedAt }) => ({
    hotelName: names.get(hotelId) ?? '',
    addedAt: instantText(addedAt),
  }))
}

/** The admin API: everything staff call. */
export function adminRoutes({ ports, modules, secure }: RoutesDeps): Route[] {
  const { db, clock, sealer } = ports
  const { staff, orders, payments, hotels, rooms, inventory, blocks, offers, coupons, settings, desk, story } = modules
  return [
    ...staffSessionRoutes({ staff, secure }),
    ...staffAdminRoutes({ db, staff }),
    ...adminOrderRoutes({ db, clock, sealer, payments, orders }),
    ...deskRoutes({
      db,
      clock,
      sealer,
      hotels,
      inventory,
      rooms,
      orders,
      live: desk.live,
      listenerOfSession: staff.listenerOfSession,
    }),
    ...storyRoutes({ db, story }),
    ...catalogueAdminRoutes({ db, clock, ...modules }),
    ...blockAdminRoutes({ db, clock, hotels, blocks }),
    ...inventoryAdminRoutes({ db, inventory, offers }),
    ...couponAdminRoutes({ db, coupons }),
    ...settingsRoutes({ settings }),
    ...memberAdminRoutes({ db, members: modules.members, audit: modules.audit, orders, coupons }),
    ...reportRoutes({ reports: modules.reports }),
    ...importRoutes({ imports: modules.imports }),
    ...operationsRoutes({ db, ...modules }),
    ...messagesRoutes({ db, clock, audit: modules.audit, messaging: modules.messaging }),
  ]
}

/** What every process serves, whatever its roles. */
export function commonRoutes({ ports, modules, version, sandboxClock }: RoutesDeps): Route[] {
  // Made when somebody asks: few do, and it weighs two megabytes with what is left over from making it.
  let document: Buffer | null = null
  const headers = { 'content-type': 'application/json; charset=utf-8' }
  return [
    route(getOpenapi, async () => {
      document ??= Buffer.from(JSON.stringify(openapi(operations, version)))
      return new Bytes(document, `"${version}"`, headers)
    }),
    ...fileRoutes({ db: ports.db, files: modules.files }),
    ...(sandboxClock ? [clockRoute(ports, sandboxClock), ...memberSandboxRoutes({ members: modules.members })] : []),
  ]
}

function clockRoute({ db }: Ports, clock: ProductClock): Route {
  return route(advanceProductClock, async ({ body }) => {
    await clock.advance(db, body.advanceSeconds * 1000)
    return { now: instantText(clock.now()) }
  })
}
