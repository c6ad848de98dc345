import { ApiProblem } from '../contract/client.ts'
import { listMyCoupons } from '../contract/guest/coupons.ts'
import { getCalendar } from '../contract/guest/offers.ts'
import { loginGuest } from '../contract/guest/session.ts'
import { addNights, type Night, nightsOf } from '../server/kernel/stay.ts'
import { suite } from './house/demo.ts'
import { bearer, type Guest } from './house/guest.ts'
import type { StormHouse } from './storm-house.ts'

export interface SceneResult {
  /** What the scene proves, in a few words. */
  scene: string
  attempts: number
  /** How many attempts ended how: a word for a yes, the refusal's code for a no. */
  outcomes: Record<string, number>
  /** From an attempt to its answers. */
  p50Ms: number
  p99Ms: number
  /** What the scene itself found wrong; the rows are checked afterwards. */
  violations: string[]
}

const courtyard = { roomTypeId: 'rmt_beijing_huiwa_1', ratePlanId: 'rpl_beijing_huiwa_1_flexible' }

/**
 * Many guests at once for the last rooms, over stays that overlap: not one night more than there was, and nobody is
 * refused while every night of the stay has a room.
 */
export async function lastRooms(house: StormHouse, { guests: count }: { guests: number }): Promise<SceneResult> {
  const guests = await house.guests(count)
  const [from, to] = [await house.day(20), await house.day(24)]
  const { items } = await house.anyone.call(getCalendar, {
    params: { id: suite.roomTypeId },
    query: { from, to, ratePlanId: suite.ratePlanId },
  })
  const left = new Map(items.map(({ night, roomsLeft }) => [night, roomsLeft ?? Number.MAX_SAFE_INTEGER]))
  const refused: string[][] = []
  const result = await attempts('the last rooms are sold once', guests, async (guest, index) => {
    const checkIn = addNights(from, index % 2)
    const stay = { checkIn, checkOut: addNights(checkIn, 1 + (index % 3)) }
    await guest.book({ ...suite, ...stay }).catch((error: unknown) => {
      refused.push(nightsOf(stay))
      throw error
    })
    for (const night of nightsOf(stay)) left.set(night, left.get(night)! - 1)
    return 'booked'
  })
  const oversold = [...left].filter(([, rooms]) => rooms < 0).map(([night, rooms]) => `${night}: ${rooms} rooms left`)
  const inVain = refused.filter((stay) => stay.every((night) => left.get(night)! > 0))
  return {
    ...result,
    violations: [...result.violations, ...oversold, ...inVain.map((stay) => `${stay} was refused with rooms left`)],
  }
}

/** One coupon on many orders at once: one of them gets it. */
export async function oneCoupon(house: StormHouse, { orders }: { orders: number }): Promise<SceneResult> {
  const guest = await house.guest()
  await house.quiet()
  const [coupon] = (await guest.client.call(listMyCoupons, { query: { state: 'usable' } })).items
  const coupled = {
    roomTypeId: 'rmt_shenzhen_haijia_1',
    ratePlanId: 'rpl_shenzhen_haijia_1_flexible',
    couponId: coupon!.id,
  }
  const from = await house.day(30)
  const stays = Array.from({ length: orders }, (_, index) => ({
    checkIn: addNights(from, index),
    checkOut: addNights(from, index + 1),
  }))
  const wishes = await Promise.all(stays.map((stay) => guest.quote({ ...coupled, ...stay })))
  let used = 0
  const result = await attempts('one coupon pays for one order', wishes, async (wish) => {
    await guest.place(wish)
    used += 1
    return 'used'
  })
  return {
    ...result,
    violations: [...result.violations, ...(used === 1 ? [] : [`one coupon was used ${used} times`])],
  }
}

/**
 * Paying, cancelling and (in a house of our own, whose clock we may move) the deadline, all at once on each order: in
 * the end it is paid, or nothing of it is kept.
 */
export async function payAgainstCancel(
  house: StormHouse,
  { orders, deadline }: { orders: number; deadline: 'far' | 'now' },
): Promise<SceneResult> {
  const guests = await house.guests(orders)
  const from = await house.day(40)
  const sheets = await Promise.all(guests.map((guest, index) => openSheet(guest, addNights(from, index))))
  let lapse: Promise<unknown> | null = null
  const scene = deadline === 'now' ? 'paid, cancelled or lapsed: one of them' : 'paid or cancelled: one of them'
  const result = await attempts(scene, sheets, async ({ guest, orderId, totalFen, prepayId }, index) => {
    // Half of them have sent what they want by then.
    if (deadline === 'now' && index === orders >> 1) lapse = house.sandbox.advanceClock(31 * 60)
    const expectedRefundFen = index % 2 === 0 ? 0 : totalFen
    const [paid, cancelled] = await Promise.allSettled([
      house.sandbox.pay(prepayId, guest.person.userId),
      guest.cancel(orderId, expectedRefundFen),
    ])
    if (cancelled.status === 'rejected') return paid.status === 'fulfilled' ? 'paid' : 'neither'
    return paid.status === 'fulfilled' ? 'both, so paid back' : 'cancelled'
  })
  await lapse
  await house.quiet()
  return { ...result, violations: [...result.violations, ...(await unbalanced(house, sheets))] }
}

interface Sheet {
  guest: Guest
  orderId: string
  totalFen: number
  prepayId: string
}

async function openSheet(guest: Guest, checkIn: Night): Promise<Sheet> {
  const { id, totalFen } = await guest.book({ ...courtyard, checkIn, checkOut: addNights(checkIn, 1) })
  return { guest, orderId: id, totalFen, prepayId: await guest.openSheet(id) }
}

/** What WeChat's ledger says was kept for an order must be its price when it is paid, and nothing when it is over. */
async function unbalanced(house: StormHouse, sheets: readonly Sheet[]): Promise<string[]> {
  const kept = new Map<string, number>()
  for (const { kind, outTradeNo, amountFen } of await house.sandbox.ledger()) {
    const sign = kind === 'payment' ? 1 : kind === 'refund_settled' ? -1 : 0
    kept.set(outTradeNo, (kept.get(outTradeNo) ?? 0) + sign * amountFen)
  }
  const wrong: string[] = []
  for (const { guest, orderId, totalFen } of sheets) {
    const { status, orderNo } = await guest.order(orderId)
    const own = [...kept].filter(([outTradeNo]) => outTradeNo.startsWith(orderNo))
    const keptFen = own.reduce((sum, [, fen]) => sum + fen, 0)
    const over = ['cancelled', 'expired', 'refunded'].includes(status)
    if (keptFen !== (status === 'paid' ? totalFen : 0) || !(over || status === 'paid'))
      wrong.push(`${orderNo} is ${status} and keeps ${keptFen} of ${totalFen} fen`)
  }
  return wrong
}

/** The same person logs in for the first time from many places at once: one welcome. */
export async function firstLogins(house: StormHouse, { logins }: { logins: number }): Promise<SceneResult> {
  const person = await house.sandbox.createUser({})
  const codes = []
  for (let index = 0; index < logins; index += 1) codes.push(await house.sandbox.loginCode(person.userId, 'mini'))
  const members = new Set<string>()
  let lastToken = ''
  const result = await attempts('one person is one member with one welcome', codes, async (code) => {
    const { member, token } = await house.anyone.call(loginGuest, { body: { code } })
    members.add(member.id)
    lastToken = token
    return member.isNew ? 'joined' : 'known'
  })
  await house.quiet()
  const mine = { query: { state: 'usable' }, headers: bearer(lastToken) } as const
  const coupons = (await house.anyone.call(listMyCoupons, mine)).items
  return {
    ...result,
    violations: [
      ...result.violations,
      ...(members.size === 1 ? [] : [`${members.size} members for one person`]),
      ...(coupons.length === 1 ? [] : [`${coupons.length} welcome coupons`]),
    ],
  }
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
