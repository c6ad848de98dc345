import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { Refusal } from '../../kernel/refusal.ts'
import { addNights } from '../../kernel/stay.ts'
import { reckonSlowly, tillSlowly } from '../../test/slow-reckoning.ts'
import { planOf } from '../orders/test-branch.ts'
import { deskActor, type House, openHouse } from '../orders/test-house.ts'
import { createRooms } from '../rooms/index.ts'
import { addTo, moneyOf, noFigures, roomsOf } from './figures.ts'
import { occupancyReport } from './occupancy.ts'
import { revenueReport } from './revenue.ts'
import type { NightSpan } from './span.ts'

const types = ['rt_order', 'rt_other', 'rt_payment', 'rt_never'] as const
const firstNight = '2026-11-26'
const day = (offset: number) => addNights(firstNight, offset)

const steps = [
  'cancel',
  'cancel all',
  'check in',
  'no-show',
  'extend',
  'leave early',
  'check out',
  'goodwill',
  'all back',
] as const
type Step = (typeof steps)[number]

/** The life of one order, as far as it goes: what is refused on the way is left out. */
interface Life {
  type: (typeof types)[number]
  arrives: number
  nights: number
  rooms: number
  offFen: number
  pays: 'wechat' | 'desk' | 'never' | 'at the desk after an extension'
  later: readonly Step[]
  partFen: number
}

const life: fc.Arbitrary<Life> = fc.record({
  type: fc.constantFrom(...types),
  arrives: fc.integer({ min: 0, max: 6 }),
  nights: fc.integer({ min: 1, max: 4 }),
  rooms: fc.integer({ min: 1, max: 2 }),
  offFen: fc.constantFrom(0, 0, 1, 4_999, 10_001),
  pays: fc.constantFrom('wechat', 'wechat', 'desk', 'never', 'at the desk after an extension'),
  later: fc.array(fc.constantFrom(...steps), { maxLength: 5 }),
  partFen: fc.integer({ min: 1, max: 30_000 }),
})

let requests = 0

async function live(house: House, { type, arrives, nights, rooms, offFen, pays, later, partFen }: Life): Promise<void> {
  const stay = { checkIn: day(arrives), checkOut: day(arrives + nights) }
  const grantId = offFen > 0 ? await house.giveCoupon(offFen) : null
  const wish = { roomTypeId: type, ratePlanId: planOf(type), stay, rooms, grantId }
  const order = await house.placed({ ...wish, guests: ['陆川', '苏晚'].slice(0, rooms), expectedTotalFen: null })
  const at = { orderId: order.id, hotelIds: ['hot_1'], actor: deskActor }
  const takeDue = async () => {
    const { order: now } = (await house.orders.whole(house.db, order.id))!
    const amountFen = now.totalFen - now.waivedFen - now.paidFen
    const request = { caller: 'stf_1', key: `k${requests++}`, bodyHash: 'h' }
    await house.orders.takeDeskPayment({ ...at, method: 'cash', amountFen, receiptNo: 'R1', request })
  }
  if (pays === 'wechat') {
    await house.orders.pay({ orderId: order.id, memberId: 'mem_1', appid: 'app_mini' })
    await house.notice(`${order.orderNo}-1`)
  } else if (pays !== 'never') await takeDue()
  const givesBack = async (amountFen: number) => {
    const [payment] = await house.payments.paymentsOf(house.db, order.id)
    if (!payment) return
    const request = { caller: 'stf_1', key: `k${requests++}`, bodyHash: 'h' }
    await house.orders.goodwillRefund({ ...at, paymentId: payment.id, amountFen, reason: '赔礼', request })
  }
  const ways: Record<Step, () => Promise<unknown>> = {
    cancel: () => house.orders.cancelByStaff({ ...at, reason: '改期', returns: 'by_policy' }),
    'cancel all': () => house.orders.cancelByStaff({ ...at, reason: '停水', returns: 'all' }),
    'check in': () => house.orders.checkIn({ ...at, roomIds: type === 'rt_order' ? ['room_101'] : [] }),
    'no-show': () => house.orders.noShow(at),
    extend: () => house.orders.extend({ ...at, checkOut: day(arrives + nights + 1) }),
    'leave early': () => house.orders.leaveEarly({ ...at, checkOut: day(arrives + 1) }),
    'check out': () => house.orders.checkOut({ ...at, balance: 'permitted' }),
    goodwill: () => givesBack(partFen),
    'all back': async () => givesBack((await house.payments.paymentsOf(house.db, order.id))[0]?.amountFen ?? 1),
  }
  house.at(`${day(arrives)}T${partFen % 2 ? '10' : '20'}:00:00+08:00`)
  for (const step of later) {
    if (step === 'no-show') house.at(`${day(arrives + 1)}T09:00:00+08:00`)
    await orRefused(ways[step]())
  }
  if (pays === 'at the desk after an extension') await orRefused(takeDue())
}

/** Waits for a step; one that the order is not in a state for changes nothing. */
async function orRefused(step: Promise<unknown>): Promise<void> {
  await step.catch((error: unknown) => {
    if (!(error instanceof Refusal)) throw error
  })
}

async function reportsOf(house: House, span: NightSpan) {
  const hotels = await house.hotels.hotelsByIds(house.db, ['hot_1'])
  const deps = { ...house, rooms: createRooms({ audit: house.audit }) }
  const asked = { hotels, span, language: 'zh' } as const
  return {
    occupancy: await occupancyReport(house.db, deps, asked),
    revenue: await revenueReport(house.db, deps, { ...asked, whole: 'some' }),
    chain: await revenueReport(house.db, deps, { ...asked, whole: 'chain' }),
  }
}

test('the figures of random orders are those that the lines add up to, one by one', async () => {
  const spans = fc.record({ from: fc.integer({ min: -1, max: 6 }), nights: fc.integer({ min: 1, max: 50 }) })
  await fc.assert(
    fc.asyncProperty(fc.array(life, { minLength: 4, maxLength: 14 }), spans, async (lives, { from, nights }) => {
      const house = await openHouse()
      try {
        for (const [index, one] of lives.entries()) {
          house.at(`2026-11-25T12:00:0${index % 10}+08:00`)
          await orRefused(live(house, one))
        }
        await agrees(house, { from: day(from), to: day(from + nights) })
      } finally {
        await house.close()
      }
    }),
    { numRuns: 25 },
  )
})

async function agrees(house: House, span: NightSpan): Promise<void> {
  const { occupancy, revenue, chain } = await reportsOf(house, span)
  const slow = await reckonSlowly(house, span)
  const total = noFigures()
  for (const figures of slow.byNight.values()) addTo(total, figures)
  assert.deepEqual(revenue.total, moneyOf(total))
  for (const { night, ...money } of revenue.nights) {
    assert.deepEqual(money, moneyOf(slow.byNight.get(night) ?? noFigures()), night)
  }
  for (const { id, hotelId: _, name: _name, ...money } of revenue.roomTypes) {
    assert.deepEqual(money, moneyOf(slow.byType.get(id) ?? noFigures()), id)
  }
  for (const { night, ...rooms } of occupancy.nights) {
    const figures = { ...(slow.byNight.get(night) ?? noFigures()), roomsAvailable: rooms.roomsAvailable }
    assert.deepEqual(rooms, roomsOf(figures), night)
  }
  for (const { id, weekdays } of occupancy.roomTypes) {
    assert.deepEqual(
      weekdays.map(({ roomsSold }) => roomsSold),
      weekdays.map((_, weekday) => slow.byWeekday.get(`${id} ${weekday}`) ?? 0),
    )
  }
  const { bookings, cancelled } = occupancy.total
  assert.deepEqual([bookings, cancelled], [slow.bookings, slow.cancelled])
  const plans = revenue.ratePlans.filter(({ keptFen, dueFen }) => keptFen !== 0 || dueFen !== 0)
  assert.deepEqual(
    new Map(plans.map(({ id, keptFen, dueFen }) => [id, { keptFen, dueFen }])),
    new Map([...slow.byPlan].filter(([, { keptFen, dueFen }]) => keptFen !== 0 || dueFen !== 0)),
  )
  const [hotel] = await house.hotels.hotelsByIds(house.db, ['hot_1'])
  const till = await tillSlowly(house, { clock: hotel!.clock, span })
  assert.deepEqual(revenue.payments, till)
  assert.deepEqual(chain, { ...revenue, payments: till })
}
