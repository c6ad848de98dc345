import assert from 'node:assert/strict'
import { test } from 'node:test'
import { editHotel } from '../../../contract/admin/catalogue.ts'
import { cancelOrder, walkIn } from '../../../contract/admin/orders.ts'
import { reportCoupons, reportDayClose, reportOccupancy, reportRevenue } from '../../../contract/admin/reports.ts'
import { ApiProblem } from '../../../contract/client.ts'
import { listMyCoupons } from '../../../contract/guest/coupons.ts'
import type { RoleName } from '../../../contract/permissions.ts'
import { newId } from '../../kernel/ids.ts'
import { newWorld, type World } from '../world.ts'

const hotelId = 'hot_chengdu_huaili'
const elsewhere = 'hot_beijing_huiwa'
const roomTypeId = 'rmt_chengdu_huaili_1'
const ratePlanId = 'rpl_chengdu_huaili_1_flexible'

const refused = (code: string) => (error: unknown) => error instanceof ApiProblem && error.code === code

async function staffAs(world: World, role: RoleName, at: string) {
  const username = newId('who')
  const password = 'keys and a kettle'
  const roles = [{ role, hotelId: at }]
  await world.app.modules.staff.create({ username, name: '苏晚', password, roles }, { kind: 'system', cause: 'test' })
  return world.staff(username, password)
}

/** One stay paid in WeChat with a coupon, one cancelled, one walk-in paid in cash. */
async function oneDayOf(world: World) {
  const manager = await world.staff()
  const li = await world.guest()
  await world.settle()
  const [coupon] = (await li.client.call(listMyCoupons, { query: { state: 'usable' } })).items
  const stay = { roomTypeId, ratePlanId, checkIn: world.day(1), checkOut: world.day(3) }
  const booked = await li.book({ ...stay, couponId: coupon!.id })
  await li.pay(booked.id)
  const gone = await li.book(stay)
  await li.pay(gone.id)
  await world.settle()
  await manager.client.call(cancelOrder, { params: { id: gone.id }, body: { reason: '改期', returns: 'all' } })
  await world.settle()
  const night = { roomTypeId, ratePlanId, checkIn: world.day(0), checkOut: world.day(1) }
  const walkInPrice = {
    roomTypeId,
    ratePlanId,
    rooms: 1,
    stay: { checkIn: night.checkIn, checkOut: night.checkOut },
  } as const
  const [offer] = await world.app.ports.db.transaction((tx) => world.app.modules.offers.priceMany(tx, [walkInPrice]))
  assert.ok(offer && !('refusal' in offer))
  const payment = { method: 'cash', amountFen: offer.nights[0]!.priceFen, receiptNo: 'R-7' } as const
  const [room] = await world.app.modules.rooms.ofHotel(world.app.ports.db, hotelId, roomTypeId)
  const walked = await manager.client.call(walkIn, {
    body: { ...night, rooms: 1, guests: [{ name: '陆川' }], payment, roomIds: [room!.id] },
    idempotencyKey: newId('key'),
  })
  return { manager, booked, gone, walked, coupon: coupon! }
}

test('a day of the house stands in its reports, and they agree with each other', async () => {
  await using world = await newWorld()
  const { manager, booked, walked, coupon } = await oneDayOf(world)
  const query = { from: world.day(0), to: world.day(10) }
  const occupancy = await manager.client.call(reportOccupancy, { query })
  assert.equal(occupancy.hotels.length, 5)
  assert.equal(occupancy.total.roomsSold, 3)
  assert.equal(occupancy.total.bookings, 3)
  assert.equal(occupancy.total.cancelled, 1)
  assert.equal(occupancy.total.roomRevenueFen, booked.totalFen + walked.totalFen)
  assert.equal(occupancy.total.adrFen, Math.round((booked.totalFen + walked.totalFen) / 3))
  const ours = occupancy.hotels.find(({ id }) => id === hotelId)!
  assert.equal(ours.roomsAvailable, ours.rooms * 10)
  const revenue = await manager.client.call(reportRevenue, { query })
  assert.equal(revenue.total.keptFen, booked.totalFen + walked.totalFen)
  const sum = (parts: readonly { keptFen: number }[]) => parts.reduce((all, { keptFen }) => all + keptFen, 0)
  for (const part of [revenue.nights, revenue.hotels, revenue.roomTypes, revenue.ratePlans]) {
    assert.equal(sum(part), revenue.total.keptFen)
  }
  const came = revenue.payments.reduce((all, { paidFen, refundedFen }) => all + paidFen - refundedFen, 0)
  assert.equal(came, revenue.total.keptFen)
  const coupons = await manager.client.call(reportCoupons, { query })
  const welcome = coupons.items.find(({ id }) => id === coupon.couponId)!
  assert.deepEqual([welcome.granted, welcome.used, welcome.orders], [1, 1, 1])
  assert.deepEqual([welcome.discountFen, welcome.keptFen], [booked.discountFen, booked.totalFen])
})

test('the till of a day has every payment with its receipt and who took it, and who is in house', async () => {
  await using world = await newWorld()
  const { booked, gone, walked } = await oneDayOf(world)
  const desk = await staffAs(world, 'desk', hotelId)
  const till = await desk.client.call(reportDayClose, { query: { hotelId, day: world.day(0) } })
  const byMethod = Object.fromEntries(till.methods.map((one) => [one.method, one]))
  assert.equal(byMethod.cash!.netFen, walked.totalFen)
  assert.equal(byMethod.wechat!.paidFen, booked.totalFen + gone.totalFen)
  assert.equal(byMethod.wechat!.refundedFen, gone.totalFen)
  const cash = till.payments.find(({ method }) => method === 'cash')!
  assert.deepEqual([cash.receiptNo, cash.takenBy, cash.orderNo], ['R-7', '店长', walked.orderNo])
  assert.deepEqual([till.wechat.waitingFen, till.wechat.matchedFen], [booked.totalFen, 0])
  assert.deepEqual(
    till.inHouse.map(({ orderNo, guestName }) => [orderNo, guestName]),
    [[walked.orderNo, '陆川']],
  )
  assert.deepEqual([till.balances, till.over, till.cut], [[], false, []])
  const other = await desk.client.call(reportDayClose, { query: { hotelId, day: world.day(-1) } })
  assert.deepEqual([other.payments, other.over], [[], true])
})

test('a report as a file is CSV in the caller’s language, with nothing in it that a spreadsheet would run', async () => {
  await using world = await newWorld()
  const { manager } = await oneDayOf(world)
  await manager.client.call(editHotel, { params: { id: hotelId }, body: { name: { zh: '=1+1', en: 'Huaili, "old"' } } })
  const get = async (report: string, language: string) => {
    const query = new URLSearchParams({ from: world.day(0), to: world.day(2), format: 'csv' })
    const answer = await fetch(`${world.config.publicUrl}/api/admin/reports/${report}?${query}`, {
      headers: { cookie: manager.badge.cookie, 'accept-language': language },
    })
    assert.equal(answer.status, 200)
    assert.equal(answer.headers.get('content-type'), 'text/csv; charset=utf-8')
    assert.match(answer.headers.get('content-disposition')!, /^attachment; filename="[a-z]+-[\d-]+\.csv"$/)
    return new TextDecoder('utf-8', { ignoreBOM: true }).decode(await answer.arrayBuffer())
  }
  const chinese = await get('occupancy', 'zh-CN')
  assert.ok(chinese.startsWith('\ufeff门店,日期,'))
  const lines = chinese.split('\r\n')
  assert.equal(lines.length, 1 + 5 * 2 + 1)
  assert.ok(lines.some((line) => line.startsWith("'=1+1,")))
  const english = await get('revenue', 'en')
  assert.ok(english.startsWith('\ufeffBranch,Room type,Night,'))
  assert.ok(english.includes('\r\n"Huaili, ""old""",'))
  assert.ok((await get('coupons', 'zh-CN')).startsWith('\ufeff优惠券,'))
})

test('whoever reads reports of one branch reads no other’s, and dates must make sense', async () => {
  await using world = await newWorld()
  await oneDayOf(world)
  const { client } = await staffAs(world, 'finance', elsewhere)
  const query = { from: world.day(0), to: world.day(10) }
  const report = await client.call(reportRevenue, { query })
  assert.deepEqual([report.hotels.map(({ id }) => id), report.total.keptFen], [[elsewhere], 0])
  assert.deepEqual(report.payments, [])
  for (const operation of [reportOccupancy, reportRevenue, reportCoupons]) {
    await assert.rejects(client.call(operation, { query: { ...query, hotelId } }), refused('not_found'))
    const wrong = [
      { from: world.day(2), to: world.day(2) },
      { from: '2026-02-30', to: world.day(2) },
      { from: world.day(0), to: world.day(401) },
    ]
    for (const dates of wrong) await assert.rejects(client.call(operation, { query: dates }), refused('report_invalid'))
  }
  const day = { hotelId, day: world.day(0) }
  const desk = await staffAs(world, 'desk', elsewhere)
  await assert.rejects(desk.client.call(reportDayClose, { query: day }), refused('not_found'))
})
