import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createServerClock } from '../../api/server-clock.ts'
import { clockText, minuteSpoken, timeLeft, untilNextSecond } from './time-left.ts'

const payBefore = Date.parse('2026-11-25T10:11:00Z')

/** A phone whose clock is wrong by so much, and the world's clock beside it. */
function phone({ wrongByMs, world }: { wrongByMs: number; world: { ms: number } }) {
  const device = () => world.ms + wrongByMs
  const clock = createServerClock(device)
  /** An answer that was written after `there` ms and arrived `back` ms later. */
  const answer = (there: number, back: number) => {
    const askedAt = device()
    world.ms += there
    const date = new Date(Math.floor(world.ms / 1000) * 1000).toUTCString()
    world.ms += back
    clock.heard(date, askedAt)
  }
  return { clock, answer }
}

test('the figure is whole seconds, rounded up, and over exactly at the deadline', () => {
  assert.equal(clockText(timeLeft(payBefore, payBefore - 28 * 60_000 - 14_000)), '28:14')
  assert.equal(clockText(timeLeft(payBefore, payBefore - 1)), '00:01')
  assert.equal(timeLeft(payBefore, payBefore - 1).over, false)
  assert.equal(timeLeft(payBefore, payBefore).over, true)
  assert.equal(clockText(timeLeft(payBefore, payBefore + 60_000)), '00:00')
  assert.equal(clockText(timeLeft(payBefore, payBefore - 3_725_000)), '1:02:05')
})

test('the next look comes when the figure changes', () => {
  assert.equal(untilNextSecond(timeLeft(payBefore, payBefore - 5_250)), 250)
  assert.equal(untilNextSecond(timeLeft(payBefore, payBefore - 5_000)), 1000)
})

test('ten, five and one minute are spoken once, also when the app slept through the others', () => {
  const at = (seconds: number) => timeLeft(payBefore, payBefore - seconds * 1000)
  assert.equal(minuteSpoken(at(601), at(600)), 10)
  assert.equal(minuteSpoken(at(600), at(599)), null)
  assert.equal(minuteSpoken(at(301), at(299)), 5)
  assert.equal(minuteSpoken(at(900), at(30)), 1)
  assert.equal(minuteSpoken(at(30), at(0)), null)
})

for (const [name, wrongByMs] of [
  ['an hour fast', 3_600_000],
  ['nine hours slow', -9 * 3_600_000],
  ['right', 0],
] as const) {
  test(`a phone that is ${name} counts down by the server's clock`, () => {
    const world = { ms: Date.parse('2026-11-25T09:42:46.300Z') }
    const { clock, answer } = phone({ wrongByMs, world })
    answer(40, 60)
    assert.ok(Math.abs(clock.now() - world.ms) <= 600, `${clock.now() - world.ms} ms off`)
    const left = timeLeft(payBefore, clock.now())
    assert.ok(Math.abs(left.ms - (payBefore - world.ms)) <= 600)
  })
}

test('a slow answer does not spoil what a quick one said', () => {
  const world = { ms: Date.parse('2026-11-25T09:42:46.500Z') }
  const { clock, answer } = phone({ wrongByMs: 3_600_000, world })
  answer(20, 20)
  const before = clock.now() - world.ms
  answer(20, 4_000)
  assert.equal(clock.now() - world.ms, before)
})

test('a clock that the guest sets while the app runs is noticed at the next answer', () => {
  const world = { ms: Date.parse('2026-11-25T09:42:46.500Z') }
  let wrongByMs = 0
  const clock = createServerClock(() => world.ms + wrongByMs)
  clock.heard(new Date(world.ms).toUTCString(), world.ms)
  wrongByMs = 7_200_000
  world.ms += 5_000
  clock.heard(new Date(world.ms).toUTCString(), world.ms + wrongByMs - 3_000)
  assert.ok(Math.abs(clock.now() - world.ms) < 3_000)
})

test('a date that is none, or a clock set back during the call, says nothing', () => {
  const world = { ms: Date.parse('2026-11-25T09:42:46Z') }
  const clock = createServerClock(() => world.ms)
  clock.heard('soon', world.ms)
  clock.heard(new Date(0).toUTCString(), world.ms + 10_000)
  assert.equal(clock.now(), world.ms)
})
