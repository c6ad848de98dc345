import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bedsOf, cheapest, commonRefusal, fitting, noLikes, type Plan, type RoomType, termNow } from './rooms.ts'

const at = (text: string) => Date.parse(text)
const phases = [
  { from: null, until: '2026-11-24T10:00:00Z', kept: { kind: 'nothing' as const }, keptFen: 0, refundFen: 89_600 },
  {
    from: '2026-11-24T10:00:00Z',
    until: '2026-11-25T10:00:00Z',
    kept: { kind: 'first_night' as const },
    keptFen: 42_800,
    refundFen: 46_800,
  },
]
const noShow = { kept: { kind: 'first_night' as const }, keptFen: 42_800, refundFen: 46_800 }
const flexible = { id: 'p', name: 'x', phases, noShow }
const plan = (change: Partial<Plan>): Plan => ({
  id: 'p',
  name: 'x',
  breakfast: 0,
  cancelPolicy: flexible,
  totalFen: 89_600,
  averageFen: 44_800,
  roomsLeft: 5,
  ...change,
})
const type = (id: string, bed: string, ...ratePlans: Plan[]): RoomType => ({
  id,
  name: id,
  images: [],
  areaM2: 28,
  bed,
  guests: 2,
  facilities: [],
  listFen: 0,
  fitsGuests: true,
  ratePlans,
})
const soldOut = { code: 'rooms_sold_out', title: 'x' }
const before = at('2026-11-23T00:00:00Z')

test('cancelling is free, costs something, or costs all, by the hour', () => {
  assert.deepEqual(termNow(flexible, before), { kind: 'free', until: '2026-11-24T10:00:00Z' })
  assert.deepEqual(termNow(flexible, at('2026-11-24T10:00:00Z')), {
    kind: 'kept',
    kept: { kind: 'first_night' },
    keptFen: 42_800,
  })
  assert.deepEqual(termNow(flexible, at('2026-11-25T10:00:00Z')), { kind: 'lost' })
})

test('rooms that can be booked come first, and likes leave only what fits', () => {
  const full = type('full', 'king', plan({ refusal: soldOut }))
  const king = type('king', 'king', plan({}), plan({ id: 'b', breakfast: 2 }))
  const twin = type('twin', 'twin', plan({}))
  const ids = (likes: Partial<typeof noLikes>, nowMs = before) =>
    fitting([full, king, twin], { ...noLikes, ...likes }, nowMs).map(({ id, ratePlans }) => [id, ratePlans.length])
  assert.deepEqual(ids({}), [
    ['king', 2],
    ['twin', 1],
    ['full', 1],
  ])
  assert.deepEqual(ids({ breakfast: true }), [['king', 1]])
  assert.deepEqual(ids({ bed: 'twin' }), [['twin', 1]])
  assert.deepEqual(ids({ free: true }, at('2026-11-24T12:00:00Z')), [])
})

test('the cheapest plan is one that can be booked, where there is one', () => {
  const cheap = plan({ id: 'cheap', totalFen: 1, refusal: soldOut })
  assert.equal(cheapest([cheap, plan({ id: 'dear' })])?.id, 'dear')
  assert.equal(cheapest([plan({ id: 'dear', refusal: soldOut }), cheap])?.id, 'cheap')
  assert.equal(cheapest([]), null)
})

test('a room has one reason only when all its plans have the same', () => {
  assert.equal(commonRefusal(type('a', '', plan({ refusal: soldOut }), plan({ refusal: soldOut })))?.code, soldOut.code)
  assert.equal(commonRefusal(type('a', '', plan({ refusal: soldOut }), plan({}))), null)
  assert.equal(
    commonRefusal(type('a', '', plan({ refusal: soldOut }), plan({ refusal: { code: 'min_stay', title: '' } }))),
    null,
  )
})

test('one bed is no choice', () => {
  assert.deepEqual(bedsOf([{ bed: 'king' }, { bed: 'king' }]), [])
  assert.deepEqual(bedsOf([{ bed: 'king' }, { bed: 'twin' }, { bed: '' }]), ['king', 'twin'])
})
