import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createServerClock } from '../api/server-clock.ts'
import { createMovingTrip, type Trip } from './moving-trip.ts'
import { chainDay, stayAhead } from './stay-ahead.ts'

const dayMs = 86_400_000
const noWish: Trip = { city: '', checkIn: '', checkOut: '', rooms: 1, guests: 2 }

/** A phone that is wrong by so much, and a trip that was kept on it. */
function phone({ wrongByMs = 0, kept = noWish }: { wrongByMs?: number; kept?: Trip }) {
  const world = { ms: Date.parse('2026-11-25T02:00:00Z') }
  const device = () => world.ms + wrongByMs
  const clock = createServerClock(device)
  const listeners = new Set<() => void>()
  let wish = kept
  const trip = createMovingTrip({
    wishes: {
      get: () => wish,
      set(next) {
        wish = next
        for (const heard of listeners) heard()
      },
      subscribe(heard) {
        listeners.add(heard)
        return () => listeners.delete(heard)
      },
    },
    today: () => chainDay(clock.now()),
    onClock: clock.subscribe,
  })
  return {
    world,
    trip,
    dates: () => `${trip.get().checkIn} ${trip.get().checkOut}`,
    answer: () => clock.heard(new Date(Math.floor(world.ms / 1000) * 1000).toUTCString(), device()),
  }
}

test('dates that have passed move to tomorrow with as many nights; those ahead stay', () => {
  const today = '2026-11-25'
  const moved = (checkIn: string, checkOut: string) => Object.values(stayAhead({ checkIn, checkOut }, today)).join(' ')
  assert.equal(moved('2026-11-25', '2026-11-26'), '2026-11-25 2026-11-26')
  assert.equal(moved('2026-11-24', '2026-11-27'), '2026-11-26 2026-11-29')
  assert.equal(moved('2026-12-30', '2027-01-02'), '2026-12-30 2027-01-02')
  assert.equal(moved('2026-12-30', '2026-12-30'), '2026-12-30 2026-12-31')
  assert.equal(moved('2026-02-30', 'soon'), '2026-11-26 2026-11-27')
})

for (const [name, wrongByMs] of [
  ['a day fast', dayMs],
  ['a day slow', -dayMs],
  ['a year slow', -365 * dayMs],
] as const) {
  test(`a phone that is ${name} has the hotels' dates from the first answer on, and screens hear of it`, () => {
    const { trip, dates, answer } = phone({ wrongByMs })
    let drawn = 0
    trip.subscribe(() => {
      drawn += 1
    })
    answer()
    assert.equal(dates(), '2026-11-26 2026-11-27')
    assert.ok(drawn > 0)
  })
}

test('a phone that is a day fast loses nothing of what was kept for tonight', () => {
  const kept = { ...noWish, checkIn: '2026-11-25', checkOut: '2026-11-28' }
  const { dates, answer, trip } = phone({ wrongByMs: dayMs, kept })
  assert.equal(dates(), '2026-11-27 2026-11-30')
  trip.change({ city: '成都市' })
  answer()
  assert.equal(dates(), '2026-11-25 2026-11-28')
})

test('a product whose clock is moved takes the dates along, and says which have passed', () => {
  const kept = { ...noWish, checkIn: '2026-11-26', checkOut: '2026-11-28' }
  const { world, trip, dates, answer } = phone({ kept })
  answer()
  assert.equal(trip.passed(), null)
  world.ms += 40 * dayMs
  answer()
  assert.equal(dates(), '2027-01-05 2027-01-07')
  assert.deepEqual(trip.passed(), { checkIn: '2026-11-26', checkOut: '2026-11-28' })
  trip.change({ checkIn: '2027-01-08', checkOut: '2027-01-09' })
  assert.equal(trip.passed(), null)
})

test('one date is changed beside the other as it is shown, not as it was once wished for', () => {
  const kept = { ...noWish, checkIn: '2026-11-20', checkOut: '2026-11-21' }
  const { trip, dates } = phone({ kept })
  assert.equal(dates(), '2026-11-26 2026-11-27')
  trip.change({ checkOut: '2026-11-29' })
  assert.equal(dates(), '2026-11-26 2026-11-29')
})

test('the same trip is the same object as long as nothing is new, as screens ask for it', () => {
  const { trip, answer } = phone({})
  answer()
  const first = trip.get()
  answer()
  assert.equal(trip.get(), first)
})
