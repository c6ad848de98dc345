import { ApiProblem } from '../contract/client.ts'
import { listMyCoupons } from '../contract/guest/coupons.ts'
import { makeQuote } from '../contract/guest/offers.ts'
import { cancelMyOrder, payOrder, placeOrder } from '../contract/guest/orders.ts'
import { newId } from '../server/kernel/ids.ts'
import { nightsOf } from '../server/kernel/stay.ts'
import type { StormGuest, StormHouse } from './storm-house.ts'

export interface SceneResult {
  scene: string
  attempts: number
  /** How each attempt ended, by outcome. */
  outcomes: Record<string, number>
  p50Ms: number
  p99Ms: number
  /** What the scene itself found wrong; the rows are checked afterwards. */
  violations: string[]
}

const roomTypeId = 'rmt_chengdu_huaili_3'
const ratePlanId = 'rpl_chengdu_huaili_3_flexible'
const suites = 3

interface Booking {
  roomTypeId: string
  ratePlanId: string
  checkIn: string
  checkOut: string
  couponId?: string | null
}

/** Many guests at once for the last rooms, over stays that overlap: as many nights are sold as there are, and no more. */
export async function lastRooms(house: StormHouse, { guests: count }: { guests: number }): Promise<SceneResult> {
  const guests = await house.guests(count)
  const stays = guests.map((_, index) => ({
    checkIn: house.day(20 + (index % 2)),
    checkOut: house.day(21 + (index % 2) + (index % 3)),
  }))
  const taken = new Map<string, number>()
  const result = await attempts('last rooms', guests, async (guest, index) => {
    const booked = await book(guest, { roomTypeId, ratePlanId, ...stays[index]! })
    for (const night of nightsOf(booked)) taken.set(night, (taken.get(night) ?? 0) + 1)
    return 'booked'
  })
  const oversold = [...taken]
    .filter(([, rooms]) => rooms > suites)
    .map(([night, rooms]) => `${night}: ${rooms} of ${suites}`)
  return { ...result, violations: oversold }
}

/** One coupon on many orders at once: one of them gets it. */
export async function oneCoupon(house: StormHouse, { orders }: { orders: number }): Promise<SceneResult> {
  const guest = await house.guest()
  await house.quiet()
  const [coupon] = (await guest.client.call(listMyCoupons, { query: { state: 'usable' } })).items
  const wish = {
    roomTypeId: 'rmt_shenzhen_haijia_1',
    ratePlanId: 'rpl_shenzhen_haijia_1_flexible',
    couponId: coupon!.id,
  }
  const bodies = Array.from({ length: orders }, (_, index) => ({
    ...wish,
    checkIn: house.day(30 + index),
    checkOut: house.day(31 + index),
  }))
  const quotes = await Promise.all(bodies.map((body) => guest.client.call(makeQuote, { body: { ...body, rooms: 1 } })))
  let used = 0
  const result = await attempts('one coupon', bodies, async (body, index) => {
    await place(guest, body, quotes[index]!.totalFen)
    used += 1
    return 'used'
  })
  return { ...result, violations: used === 1 ? [] : [`one coupon was used ${used} times`] }
}

/** Paying and cancelling the same order at once: paid or returned whole, whoever was first. */
export async function payAgainstCancel(house: StormHouse, { orders }: { orders: number }): Promise<SceneResult> {
  const guests = await house.guests(orders)
  return attempts('pay against cancel', guests, async (guest, index) => {
    const order = await book(guest, {
      roomTypeId: 'rmt_beijing_huiwa_1',
      ratePlanId: 'rpl_beijing_huiwa_1_flexible',
      checkIn: house.day(40 + index),
      checkOut: house.day(41 + index),
    })
    const parameters = await guest.client.call(payOrder, { params: { id: order.id }, idempotencyKey: newId('key') })
    const { prepayId } = await house.sandbox.openPaySheet(parameters)
    const [paid] = await Promise.allSettled([
      house.sandbox.pay(prepayId, guest.person.userId),
      guest.client.call(cancelMyOrder, {
        params: { id: order.id },
        body: { expectedRefundFen: index % 2 === 0 ? 0 : order.totalFen },
      }),
    ])
    return paid.status === 'fulfilled' ? 'paid' : 'pay refused'
  })
}

/** The same person logs in for the first time from many places at once: one welcome. */
export async function firstLogins(house: StormHouse, { logins }: { logins: number }): Promise<SceneResult> {
  const { loginGuest } = await import('../contract/guest/session.ts')
  const person = await house.sandbox.createUser({})
  const guest = await house.guest()
  const codes = []
  for (let index = 0; index < logins; index += 1) codes.push(await house.sandbox.loginCode(person.userId, 'mini'))
  const members = new Set<string>()
  let lastToken = ''
  const result = await attempts('first logins', codes, async (code) => {
    const { member, token } = await guest.client.call(loginGuest, { body: { code } })
    members.add(member.id)
    lastToken = token
    return member.isNew ? 'joined' : 'known'
  })
  await house.quiet()
  const headers = { authorization: `Bearer ${lastToken}` }
  const coupons = (await guest.client.call(listMyCoupons, { query: { state: 'usable' }, headers })).items
  return {
    ...result,
    violations: [
      ...(members.size === 1 ? [] : [`${members.size} members for one person`]),
      ...(coupons.length === 1 ? [] : [`${coupons.length} welcome coupons`]),
    ],
  }
}

async function book({ client }: StormGuest, booking: Booking) {
  const quote = await client.call(makeQuote, { body: { couponId: null, ...booking, rooms: 1 } })
  return place({ client }, { ...booking, couponId: quote.couponId }, quote.totalFen)
}

function place({ client }: Pick<StormGuest, 'client'>, booking: Booking, expectedTotalFen: number) {
  const body = { ...booking, rooms: 1, guests: [{ name: '林一舟' }], contactPhone: '13800001234', expectedTotalFen }
  return client.call(placeOrder, { idempotencyKey: newId('key'), body })
}

/** All at once; an expected "no" is an outcome by its code, anything else is a violation. */
async function attempts<Wish>(
  scene: string,
  wishes: readonly Wish[],
  attempt: (wish: Wish, index: number) => Promise<string>,
): Promise<SceneResult> {
  const outcomes: Record<string, number> = {}
  const latencies: number[] = []
  const violations: string[] = []
  await Promise.all(
    wishes.map(async (wish, index) => {
      const started = performance.now()
      const outcome = await attempt(wish, index).catch((error: unknown) => {
        if (!(error instanceof ApiProblem) || error.status >= 500) violations.push(String(error))
        return error instanceof ApiProblem ? error.code : 'failed'
      })
      latencies.push(performance.now() - started)
      outcomes[outcome] = (outcomes[outcome] ?? 0) + 1
    }),
  )
  latencies.sort((a, b) => a - b)
  const at = (share: number) => Math.round(latencies[Math.floor(latencies.length * share)] ?? 0)
  return { scene, attempts: wishes.length, outcomes, p50Ms: at(0.5), p99Ms: at(0.99), violations }
}
