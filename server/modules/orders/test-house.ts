import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createFolderFiles } from '../../adapters/embedded/folder-files/folder-files.ts'
import { openSqlite } from '../../adapters/embedded/sqlite/open.ts'
import { over } from '../../database/handle.ts'
import { migrate } from '../../database/migrate.ts'
import { messaging as messagingSchema } from '../../database/migrations/0001-messaging.ts'
import { requests as requestsSchema } from '../../database/migrations/0002-requests.ts'
import { audit as auditSchema } from '../../database/migrations/0010-audit.ts'
import { alarms as alarmsSchema } from '../../database/migrations/0011-alarms.ts'
import { files as filesSchema } from '../../database/migrations/0012-files.ts'
import { hotels as hotelsSchema } from '../../database/migrations/0022-hotels.ts'
import { catalogue as catalogueSchema } from '../../database/migrations/0023-catalogue.ts'
import { payments as paymentsSchema } from '../../database/migrations/0030-payments.ts'
import { coupons as couponsSchema } from '../../database/migrations/0031-coupons.ts'
import { inventory as inventorySchema } from '../../database/migrations/0032-inventory.ts'
import { rooms as roomsSchema } from '../../database/migrations/0033-rooms.ts'
import { blocks as blocksSchema } from '../../database/migrations/0034-blocks.ts'
import { orders as ordersSchema } from '../../database/migrations/0040-orders.ts'
import { desk as deskSchema } from '../../database/migrations/0060-desk.ts'
import { addNights } from '../../kernel/stay.ts'
import { createErrands, type ErrandKind, type Errands } from '../../messaging/errands.ts'
import { createHalf } from '../../messaging/half.ts'
import type { Bus } from '../../ports/bus.ts'
import type { Sealer } from '../../ports/sealer.ts'
import { amountOff } from '../../test/branch.ts'
import { createAlarms } from '../alarms/index.ts'
import { createAudit } from '../audit/index.ts'
import { createCoupons } from '../coupons/index.ts'
import { createFiles } from '../files/index.ts'
import { createHotels } from '../hotels/index.ts'
import { createInventory } from '../inventory/index.ts'
import { createOffers } from '../offers/index.ts'
import { createPayments } from '../payments/index.ts'
import { createRooms } from '../rooms/index.ts'
import { type Caps, createOrders } from './index.ts'
import type { OrderTables } from './tables.ts'
import { openBranch, planOf, roomTypeIds } from './test-branch.ts'
import { testWechat } from './test-wechat.ts'
import type { Wish } from './wish.ts'

export const deskActor = { kind: 'staff', staffId: 'stf_1', name: '苏晚' } as const
/** 2026-11-25 12:00 in Shanghai. */
export const noon = Date.parse('2026-11-25T12:00:00+08:00')

/** A whole house on a database of its own, with a WeChat that keeps its own ledger and a clock that tests move. */
export async function openHouse(options: { caps?: Caps | null; synchronous?: 'FULL' | 'OFF' } = {}) {
  let now = noon
  const clock = { now: () => now }
  const dataDir = mkdtempSync(join(tmpdir(), 'yizhan-orders-'))
  const db = openSqlite({ dataDir, clock, synchronous: options.synchronous ?? 'OFF' })
  await migrate(db, [
    messagingSchema,
    requestsSchema,
    hotelsSchema,
    roomsSchema,
    auditSchema,
    alarmsSchema,
    filesSchema,
    paymentsSchema,
    couponsSchema,
    inventorySchema,
    catalogueSchema,
    blocksSchema,
    ordersSchema,
    deskSchema,
  ])
  const wechat = testWechat(clock.now)
  const sealer: Sealer = {
    seal: (text) => `sealed:${text}`,
    open: (sealed) => sealed.slice('sealed:'.length),
    blindIndex: (purpose, text) => `${purpose}:${text}`,
  }
  const audit = createAudit()
  const alarms = createAlarms({ onRaised: () => {} })
  const noBus = { sendHalf: () => Promise.reject(new Error('no broker')) } as unknown as Bus
  const half = createHalf({ db, bus: noBus, clock, onWithout: () => {} })
  const phones = new Map<string, string>()
  const members = {
    byId: async () => ({}),
    openidFor: async (_handle: unknown, memberId: string, appid: string) => `${appid}_${memberId}`,
    phoneOf: async (_handle: unknown, memberId: string) => phones.get(memberId) ?? null,
  }
  const coupons = createCoupons({ db, clock, audit, members, zone: 'Asia/Shanghai' })
  const hotels = createHotels({ audit, onDailyStock: async () => undefined })
  const rooms = createRooms({ audit })
  const inventory = createInventory({ db, hotels, audit })
  await openBranch(db, { hotels, rooms })
  const payments = createPayments({
    db,
    pay: wechat.pay,
    alarms,
    errands: () => errands,
    listener: {
      onTrade: (tx, news) => orders.recordTrade(tx, news),
      onRefund: (tx, refund) => orders.recordRefund(tx, refund),
    },
  })
  const errands: Errands = createErrands({
    db,
    clock,
    kinds: payments.errandKinds as ErrandKind<never>[],
    onError: () => {},
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
    offers: createOffers({ db, clock, hotels, inventory, coupons }),
    half: () => half,
    placingRules: () => ({ payWindowMs: 30 * 60_000, caps: options.caps ?? null }),
  })

  return {
    dataDir,
    db,
    clock,
    sealer,
    orders,
    payments,
    coupons,
    hotels,
    files: createFiles({ db, files: createFolderFiles(join(dataDir, 'files')) }),
    wechat,
    audit,
    /** The phone bound to each member. */
    phones,
    pass: (ms: number) => {
      now += ms
    },
    at: (text: string) => {
      now = Date.parse(text)
    },
    /** Runs what is owed to WeChat and due now. */
    async runErrands(): Promise<void> {
      while ((await errands.runDue()) === 'more');
    },
    /** WeChat's notice of a trade. */
    notice: (outTradeNo: string, trade = wechat.paid(outTradeNo)) =>
      db.transaction(async (tx) => {
        const row = await payments.tradeByNo(tx, outTradeNo)
        await orders.recordTrade(tx, { outTradeNo, subjectId: row!.subjectId, answer: trade })
      }),
    async placed(wish: Partial<Wish> = {}) {
      const placed = await orders.place(wishOf(wish))
      if (placed.kind !== 'placed') throw placed.kind === 'refused' ? placed.refusal : new Error(placed.kind)
      return placed.order
    },
    status: async (orderId: string) => (await orders.whole(db, orderId))!.order.status,
    tables: over<OrderTables>(db),
    /** Touched nights of every type, far enough for any stay of these tests. */
    stockNights: () => inventory.nights(db, roomTypeIds, '2026-11-01', '2027-12-31'),
    async stock(roomTypeId: string, night: string) {
      const [row] = await inventory.nights(db, [roomTypeId], night, addNights(night, 1))
      return { held: row?.held ?? 0, sold: row?.sold ?? 0 }
    },
    /** A coupon of so much off for that member; answers the grant's id. */
    async giveCoupon(offFen: number, memberId = 'mem_1'): Promise<string> {
      const { id: couponId } = await coupons.create({ ...amountOff, offFen }, deskActor)
      const [handed] = await coupons.grantByHand({ couponId, memberIds: [memberId], actor: deskActor })
      return (handed as { grantId: string }).grantId
    },
    async couponState(grantId: string, memberId = 'mem_1') {
      const pages = await Promise.all(
        (['usable', 'used'] as const).map((state) =>
          coupons.guestCoupons({ memberId, state, cursor: null, limit: 50 }),
        ),
      )
      return pages.flatMap((page) => page.items).find((one) => one.id === grantId)?.state
    },
    async close() {
      await db.close()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

export type House = Awaited<ReturnType<typeof openHouse>>

/** A wish of one room for two nights from 2026-12-01, 800 yuan, changed where the test says so. */
export function wishOf(change: Partial<Wish> = {}): Wish {
  const rooms = change.rooms ?? 1
  return {
    memberId: 'mem_1',
    roomTypeId: 'rt_order',
    ratePlanId: planOf(change.roomTypeId ?? 'rt_order'),
    stay: { checkIn: '2026-12-01', checkOut: '2026-12-03' },
    rooms,
    guests: ['陆川'],
    contactPhone: '13800000000',
    arrivalTime: null,
    remark: null,
    grantId: null,
    consents: [],
    termsVersion: null,
    expectedTotalFen: 80_000 * rooms,
    language: 'zh',
    source: 'mini',
    request: null,
    ...change,
  }
}
