import { createMessaging, findMessages, type LetterOfDeath, type Messaging } from './messaging/index.ts'
import type { Message } from './messaging/message.ts'
import { createAlarms, type NewAlarm } from './modules/alarms/index.ts'
import { createAudit } from './modules/audit/index.ts'
import { createBlocks } from './modules/blocks/index.ts'
import { createCoupons } from './modules/coupons/index.ts'
import { createDesk, noteRecorded } from './modules/desk/index.ts'
import { createFiles } from './modules/files/index.ts'
import { createHotels, createRoomDetails } from './modules/hotels/index.ts'
import { createImports } from './modules/imports/index.ts'
import { createInventory } from './modules/inventory/index.ts'
import { createMembers, type Members } from './modules/members/index.ts'
import { createNotifications } from './modules/notifications/index.ts'
import { createOffers } from './modules/offers/index.ts'
import { createOrders, type Orders } from './modules/orders/index.ts'
import { createPayments } from './modules/payments/index.ts'
import { createReports } from './modules/reports/index.ts'
import { createRooms } from './modules/rooms/index.ts'
import { createSearch } from './modules/search/index.ts'
import { createSettings, type Settings } from './modules/settings/index.ts'
import { createStaff } from './modules/staff/index.ts'
import { createStory } from './modules/story/index.ts'
import type { Clock } from './ports/clock.ts'
import type { Engines } from './ports/engines.ts'
import type { Pay } from './ports/pay.ts'
import type { Sealer } from './ports/sealer.ts'
import type { Wechat } from './ports/wechat.ts'

/** What the modules stand on: one adapter per port. */
export interface Ports extends Omit<Engines, 'sweeps'> {
  clock: Clock
  wechat: Wechat
  pay: Pay
  sealer: Sealer
}

export interface ModuleSettings {
  /** What the chain has that never set anything. */
  defaults: Settings
  /** See `orders`. */
  groupAtMost?: number | undefined
  limits: 'on' | 'off'
  /** The chain's own zone, for dates that are no hotel's. */
  chainZone: string
}

/** Who is told of what the operators should see. */
export interface Watchers {
  alarmRaised(alarm: NewAlarm): void
  failed(what: string, error: unknown): void
  parked(subscription: string, message: Message, error: unknown): void
  withoutHalf(reason: 'send' | 'commit'): void
}

export type Modules = ReturnType<typeof createModules>

/**
 * Builds the house from below: each module gets what it needs by name. Four things are bound late, because they look
 * up: what members may not close, the nights that follow a daily stock, who hears of money, and the messaging that is
 * made of all the errands.
 */
export function createModules(
  ports: Ports,
  { defaults, groupAtMost, limits, chainZone }: ModuleSettings,
  watch: Watchers,
  probe?: (point: string) => void,
) {
  const { db, clock, sealer, wechat, pay } = ports
  const late = { orders: null as Orders | null, messaging: null as Messaging | null }
  const messagingNow = () => bound(late.messaging)
  const ordersNow = () => bound(late.orders)

  const audit = createAudit({ onRecorded: noteRecorded })
  const alarms = createAlarms({ onRaised: watch.alarmRaised })
  const files = createFiles({ db, files: ports.files })
  const settings = createSettings({ db, audit, defaults })
  const members: Members = createMembers({
    db,
    clock,
    wechat,
    sealer,
    mayClose: (tx, memberId) => ordersNow().refuseOpenStays(tx, memberId),
  })
  const hotels = createHotels({ audit, onDailyStock: (tx, change) => inventory.applyDailyStock(tx, change) })
  const roomDetails = createRoomDetails({ db, clock, shared: ports.sharedCache, files })
  const staff = createStaff({
    db,
    clock,
    sealer,
    audit,
    knownHotels: async (tx, ids) => new Set((await hotels.hotelsByIds(tx, ids)).map(({ id }) => id)),
    issuer: () => settings.now().chainName.zh,
  })
  const payments = createPayments({
    db,
    pay,
    alarms,
    errands: () => messagingNow().errands,
    listener: {
      onTrade: (tx, news) => ordersNow().recordTrade(tx, news),
      onRefund: (tx, refund) => ordersNow().recordRefund(tx, refund),
    },
  })
  const coupons = createCoupons({ db, clock, audit, members, zone: chainZone })
  const inventory = createInventory({ db, hotels, audit })
  const rooms = createRooms({ audit })
  const offers = createOffers({
    db,
    clock,
    hotels,
    inventory,
    coupons,
    nightsAhead: () => settings.now().nightsAhead,
  })
  const orders = createOrders({
    db,
    clock,
    sealer,
    audit,
    alarms,
    members,
    hotels,
    payments,
    coupons,
    inventory,
    rooms,
    offers,
    half: () => messagingNow().half,
    groupAtMost,
    placingRules() {
      const { payWindowSeconds, memberLimits } = settings.now()
      return { payWindowMs: payWindowSeconds * 1000, caps: limits === 'on' ? memberLimits : null }
    },
  })
  late.orders = orders
  const blocks = createBlocks({ audit, hotels, rooms, inventory, orders })
  const notifications = createNotifications({
    db,
    wechat,
    templateIds: () => settings.now().templates,
    errands: () => messagingNow().errands,
    consentsOf: orders.consentsOf,
    recipient: async (handle, orderId, seq) => {
      const facts = await orders.edgeFacts(handle, orderId, seq)
      if (!facts?.memberId) return null
      return { openid: await members.openidFor(handle, facts.memberId, pay.appidFor('mini')), facts }
    },
  })
  const search = createSearch({ db, clock, index: ports.search, hotels, inventory, offers })
  const imports = createImports({ db, audit, hotels, rooms })
  const reports = createReports({ db, clock, hotels, rooms, orders, payments, coupons, staff })
  const desk = createDesk({ db, onError: watch.failed })
  const story = createStory({
    db,
    audit,
    orders,
    payments,
    rooms,
    notices: { of: notifications.noticesOf, resend: notifications.resend },
    messages: { find: findMessages, listenersTo: (topic, event) => messagingNow().listenersTo(topic, event) },
  })
  const messaging = createMessaging({
    db,
    bus: ports.bus,
    clock,
    errandKinds: [...payments.errandKinds, ...notifications.errandKinds],
    onDead: (tx, letter) => alarms.raise(tx, deadLetterAlarm(letter)),
    log: watch,
    ...(probe ? { probe } : {}),
  })
  late.messaging = messaging
  return {
    audit,
    alarms,
    files,
    settings,
    members,
    hotels,
    roomDetails,
    staff,
    payments,
    coupons,
    inventory,
    rooms,
    offers,
    orders,
    blocks,
    notifications,
    search,
    reports,
    desk,
    story,
    imports,
    messaging,
  }
}

function bound<Thing>(thing: Thing | null): Thing {
  if (thing === null) throw new Error('used before the house was built')
  return thing
}

function deadLetterAlarm(letter: LetterOfDeath): NewAlarm {
  const { subscription, eventId, event, key, reason } = letter
  return { kind: 'dead_letter', subject: `message:${eventId}`, detail: { subscription, event, key, reason } }
}
