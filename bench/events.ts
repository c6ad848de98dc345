import { setTimeout as wait } from 'node:timers/promises'
import { searchHotels } from '../contract/guest/hotels.ts'
import { listRoomTypes } from '../contract/guest/offers.ts'
import { bearer } from '../proof/house/guest.ts'
import { sumOf, underWay } from '../proof/house/under-way.ts'
import { until } from '../proof/house/until.ts'
import { newId } from '../server/kernel/ids.ts'
import { addNights } from '../server/kernel/stay.ts'
import { type Spread, spreadOf } from './numbers.ts'
import { openProcessHouse, type ProcessHouse } from './process-house.ts'
import type { Watched } from './watch-loop.ts'

export interface EventsResult {
  ordersPerSecond: number
  placed: number
  /** From the moment an order was to be sent to its answer. */
  answered: Spread
  /** From the time of the transaction that told an event to the time of the one that handled it, over all groups. */
  handled: Spread
  byGroup: Record<string, Spread>
  /** How late the event loop of the server was. */
  loopDelayMs: Watched['loopDelayMs']
  /** Processor time of the server for an order and everything that follows from it. */
  cpuMsPerOrder: number
}

const hotelsSeeded = 60
const members = 200
const restAtMostMs = 60_000
const leaseMs = 60_000

/**
 * How long an event takes to its handlers while orders come in at a pace over HTTP, whatever becomes of those before
 * them: the server as it ships, every commit on the disk.
 */
export async function benchEvents({
  ordersPerSecond = 200,
  seconds = 15,
  warmSeconds = 3,
} = {}): Promise<EventsResult> {
  await using house = await openProcessHouse({ YIZHAN_SEED: `chain:${hotelsSeeded}` })
  const tokens = (await house.guests(members)).map(({ token }) => token)
  const bodies = await bookableBodies(house, ordersPerSecond * (warmSeconds + seconds))
  const place = placing(house, tokens, bodies)
  await atPace(place, { perSecond: ordersPerSecond, seconds: warmSeconds })
  await handledAll(house)
  const from = await lastSeq(house)
  const { result, loopDelayMs, cpuMs } = await house.watched(async () => {
    const latencies = await atPace(place, { perSecond: ordersPerSecond, seconds })
    await handledAll(house)
    return latencies
  })
  const handled = await handledSince(house, from)
  const groups = Map.groupBy(handled, ({ group }) => group)
  return {
    ordersPerSecond,
    placed: result.length,
    answered: spreadOf(result),
    handled: spreadOf(handled.map(({ ms }) => ms)),
    byGroup: Object.fromEntries([...groups].map(([group, rows]) => [group, spreadOf(rows.map(({ ms }) => ms))])),
    loopDelayMs,
    cpuMsPerOrder: Math.round((cpuMs / result.length) * 100) / 100,
  }
}

/** One order after the other, by the members in turn. */
function placing({ url }: ProcessHouse, tokens: readonly string[], bodies: readonly string[]) {
  let sent = 0
  return async () => {
    const number = sent++
    const answer = await fetch(`${url}/api/guest/orders`, {
      method: 'POST',
      headers: {
        ...bearer(tokens[number % tokens.length]!),
        'content-type': 'application/json',
        'idempotency-key': newId('key'),
      },
      body: bodies[number]!,
    })
    const text = await answer.text()
    if (answer.status !== 201) throw new Error(`an order was answered ${answer.status}: ${text}`)
  }
}

/** An open loop: each is sent at its time. Answers how long each took from that time on. */
async function atPace(
  send: () => Promise<void>,
  { perSecond, seconds }: { perSecond: number; seconds: number },
): Promise<number[]> {
  const started = performance.now()
  const answers: Promise<number>[] = []
  for (let number = 0; number < perSecond * seconds; number += 1) {
    const due = started + (number * 1_000) / perSecond
    const early = due - performance.now()
    if (early > 0) await wait(early)
    const answer = send().then(() => performance.now() - due)
    answer.catch(() => undefined) // thrown below, when all were sent
    answers.push(answer)
  }
  return Promise.all(answers)
}

/** Bodies of bookings over all types and many dates, at the price they have: no two of the same type and night. */
async function bookableBodies({ anyone }: ProcessHouse, count: number): Promise<string[]> {
  const { items: hotels } = await anyone.call(searchHotels, { query: { limit: hotelsSeeded } })
  const bodies: string[] = []
  for (let week = 1; bodies.length < count; week += 1) {
    for (const { id } of hotels) {
      const today = new Date().toISOString().slice(0, 10)
      const stay = { checkIn: addNights(today, week * 7), checkOut: addNights(today, week * 7 + 2) }
      const { items } = await anyone.call(listRoomTypes, { params: { id }, query: stay })
      for (const { id: roomTypeId, ratePlans } of items) {
        const plan = ratePlans.find(({ refusal }) => refusal === undefined)
        if (!plan) continue
        const guests = [{ name: '林一舟' }]
        const booked = { roomTypeId, ratePlanId: plan.id, ...stay, rooms: 1, guests, contactPhone: '13800001234' }
        bodies.push(JSON.stringify({ ...booked, expectedTotalFen: plan.totalFen }))
      }
    }
  }
  return bodies.slice(0, count)
}

async function lastSeq({ db }: ProcessHouse): Promise<number> {
  const row = await db.prepared('select coalesce(max(seq), 0) as seq from outbox').get<{ seq: number }>()
  return row!.seq
}

/** Waits until nothing is on its way but what is due much later. */
async function handledAll({ db }: ProcessHouse): Promise<void> {
  let left = 0
  const isHandled = async () => {
    const now = Date.now()
    // A message that is being handled is hidden from others by its lease.
    const { told, delivering, parked, dead } = await underWay(db, { messagesBy: now + leaseMs, errandsBy: now })
    left = sumOf({ told, delivering, parked, dead })
    return left === 0
  }
  await until(isHandled, () => `${left} messages are still on their way`, { withinMs: restAtMostMs, everyMs: 100 })
}

/** Per event and group that handled it: milliseconds from being told, or due, to being handled. */
async function handledSince({ db }: ProcessHouse, seq: number): Promise<{ group: string; ms: number }[]> {
  return db
    .prepared(
      `select inbox.subscription as "group", inbox.at - max(outbox.born_at, outbox.due_at) as ms
       from outbox join inbox on inbox.event_id = outbox.id where outbox.seq > ? and outbox.due_at <= ?`,
    )
    .all(seq, Date.now())
}
