import assert from 'node:assert/strict'
import { test } from 'node:test'
import { serverClock } from '../../src/api/clock.ts'
import { Countdown } from '../../src/kit/index.ts'
import { all, draw, heard, nameOf, speak, the } from './stage.tsx'
import { type World, worldAt } from './time.ts'

const payBefore = '2026-11-25T10:11:00Z'
const minute = 60_000

/** An answer of the server that was under way for no time: its date is cut to the second. */
function answerCame({ now }: World): void {
  serverClock.heard(new Date(Math.floor(now() / 1000) * 1000).toUTCString(), Date.now())
}

/** A payment's countdown on a device that is so much wrong, after an answer said the time. */
async function countFrom(instant: string, wrongByMs = 0) {
  const world = worldAt(instant, { wrongByMs })
  answerCame(world)
  await speak('en')
  let overs = 0
  const drawn = await draw(<Countdown until={payBefore} size="large" onOver={() => (overs += 1)} />)
  return { world, overs: () => overs, ...drawn }
}

const figure = () => the('timer').textContent
const spoken = () => heard(the('status'))

for (const [name, wrongByMs] of [
  ['ten minutes ahead', 10 * minute],
  ['ten minutes behind', -10 * minute],
  ['right', 0],
] as const) {
  test(`a device that is ${name} counts by the server’s clock`, async () => {
    const { world, overs } = await countFrom('2026-11-25T09:42:46.500Z', wrongByMs)
    assert.equal(figure(), '28:14')
    assert.equal(nameOf(the('timer')), '28 minutes 14 seconds left')
    await world.pass(2 * minute)
    assert.equal(figure(), '26:14')
    assert.equal(overs(), 0)
  })
}

test('the figure changes each second, not sooner and not later', async () => {
  const { world } = await countFrom('2026-11-25T10:10:50.500Z') // 20 s and a half are left
  const figures: (string | null)[] = []
  for (let tenths = 0; tenths < 20; tenths += 1) {
    figures.push(figure())
    await world.pass(100)
  }
  assert.deepEqual(
    [...new Set(figures)].map((each) => figures.filter((other) => other === each).length),
    [5, 10, 5],
  )
})

test('a clock that the guest sets forward while it counts shows zero until the server is heard, then counts on', async () => {
  const { world, overs } = await countFrom('2026-11-25T10:06:00.500Z')
  assert.equal(figure(), '05:00')
  world.setDevice(60 * minute)
  await world.pass(1_000)
  assert.equal(figure(), '00:00')
  assert.equal(overs(), 1, 'the page asks the server, whose answer says the time')
  answerCame(world)
  await world.pass(1_000)
  assert.equal(figure(), '04:58')
  await world.pass(5 * minute)
  assert.deepEqual([figure(), overs()], ['00:00', 2], 'the true end is told as well')
})

test('a clock that the guest sets back while it counts is put right by the next answer', async () => {
  const { world, overs } = await countFrom('2026-11-25T10:06:00.500Z')
  world.setDevice(-60 * minute)
  await world.pass(1_000)
  answerCame(world)
  await world.pass(1_000)
  assert.deepEqual([figure(), overs()], ['04:58', 0])
})

test('ten, five and one minute are spoken once each, and nothing else is', async () => {
  const { world } = await countFrom('2026-11-25T10:00:30.500Z')
  const heardAt: [string, string][] = []
  for (let seconds = 0; seconds < 631; seconds += 1) {
    const before = spoken()
    await world.pass(1_000)
    if (spoken() !== before) heardAt.push([spoken(), figure() ?? ''])
  }
  assert.deepEqual(heardAt, [
    ['10 minutes left', '10:00'],
    ['5 minutes left', '05:00'],
    ['1 minute left', '01:00'],
  ])
  assert.equal(all('timer').length, 1)
  assert.equal(the('timer').getAttribute('aria-live'), null, 'the figure itself is not spoken each second')
})

test('a device that slept through them speaks of the minute that is near', async () => {
  const { world } = await countFrom('2026-11-25T09:59:00.500Z')
  world.setDevice(11 * minute + 20_000) // as after sleep: the clock went on, no timer ran
  await world.pass(1_000)
  assert.deepEqual([figure(), spoken()], ['00:39', '1 minute left'])
})

test('zero is reached once, however often it is drawn again', async () => {
  const { world, overs, again } = await countFrom('2026-11-25T10:10:58.500Z')
  await world.pass(1_400)
  assert.deepEqual([figure(), overs()], ['00:01', 0])
  await world.pass(100)
  assert.deepEqual([figure(), overs()], ['00:00', 1])
  let later = 0
  await again(<Countdown until={payBefore} size="large" onOver={() => (later += 1)} />)
  await world.pass(5_000)
  assert.deepEqual([figure(), overs(), later], ['00:00', 1, 0])
})

test('what is over when it is opened says so at once', async () => {
  const { overs } = await countFrom('2026-11-25T10:20:00.500Z')
  assert.deepEqual([figure(), overs(), spoken()], ['00:00', 1, ''])
})
