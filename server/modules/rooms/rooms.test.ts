import assert from 'node:assert/strict'
import { test } from 'node:test'
import { migrations } from '../../database/migrations/index.ts'
import { Refusal } from '../../kernel/refusal.ts'
import { testDatabase } from '../../test/database.ts'
import { createAudit } from '../audit/index.ts'
import { createRooms } from './index.ts'

const actor = { kind: 'staff', staffId: 'stf_1', name: '苏晚' } as const
const nights = ['2026-12-01', '2026-12-02', '2026-12-03']
const refused = (code: string) => (error: unknown) => error instanceof Refusal && error.code === code

async function house() {
  const db = await testDatabase(migrations)
  const audit = createAudit()
  const rooms = createRooms({ audit })
  const create = (number: string, roomTypeId = 'rmt_1') =>
    db.transaction((tx) => rooms.create(tx, { hotelId: 'hot_1', roomTypeId, number, floor: number.slice(0, 1) }))
  const assign = (roomId: string, orderRoomId: string, of: readonly string[] = nights) =>
    db.transaction((tx) => rooms.assign(tx, { roomId, orderRoomId, nights: of }))
  const nightsIn = (roomId: string) => rooms.nightsOf(db, [roomId], '2026-01-01', '2027-01-01')
  return { db, audit, rooms, create, assign, nightsIn, [Symbol.asyncDispose]: () => db[Symbol.asyncDispose]() }
}

test('of fifty stays that want one number for overlapping nights, exactly one gets it, whole', async () => {
  await using place = await house()
  const room = await place.create('301')
  const wishes = Array.from({ length: 50 }, (_, index) => nights.slice(index % 3))
  const outcomes = await Promise.allSettled(wishes.map((of, index) => place.assign(room.id, `orm_${index}`, of)))
  const won = outcomes.flatMap((outcome, index) => (outcome.status === 'fulfilled' ? [index] : []))
  // Later stays may fit beside an earlier one only if no night is shared; all of these share 2026-12-03.
  assert.equal(won.length, 1)
  for (const outcome of outcomes) if (outcome.status === 'rejected') assert.ok(refused('room_taken')(outcome.reason))
  const rows = await place.nightsIn(room.id)
  assert.deepEqual(rows.map(({ night }) => night).sort(), wishes[won[0]!])
  assert.ok(rows.every(({ orderRoomId }) => orderRoomId === `orm_${won[0]}`))
})

test('a refused assignment names the nights and takes none of the others', async () => {
  await using place = await house()
  const room = await place.create('301')
  await place.assign(room.id, 'orm_1', ['2026-12-02'])
  await assert.rejects(place.assign(room.id, 'orm_2'), (error) => {
    assert.ok(refused('room_taken')(error))
    assert.deepEqual((error as Refusal).detail.facts, { nights: ['2026-12-02'], room: '301' })
    return true
  })
  assert.equal((await place.nightsIn(room.id)).length, 1)
})

test('one leaves and the next comes on the same day', async () => {
  await using place = await house()
  const room = await place.create('301')
  await place.assign(room.id, 'orm_1', ['2026-12-01'])
  await place.assign(room.id, 'orm_2', ['2026-12-02'])
  assert.equal((await place.nightsIn(room.id)).length, 2)
})

test('an early departure gives back the nights from then on', async () => {
  await using place = await house()
  const room = await place.create('301')
  await place.assign(room.id, 'orm_1')
  await place.db.transaction((tx) => place.rooms.free(tx, { orderRoomId: 'orm_1', fromNight: '2026-12-02' }))
  assert.deepEqual(
    (await place.nightsIn(room.id)).map(({ night }) => night),
    ['2026-12-01'],
  )
})

test('free numbers are those of the type that nobody has in any of the nights, clean ones first', async () => {
  await using place = await house()
  const [busy, dirty, broken, clean] = [
    await place.create('301'),
    await place.create('302'),
    await place.create('303'),
    await place.create('304'),
  ]
  await place.create('501', 'rmt_2')
  await place.assign(busy.id, 'orm_1', ['2026-12-03'])
  await place.db.transaction((tx) => place.rooms.markDirty(tx, { roomId: dirty.id }))
  await place.db.transaction((tx) => place.rooms.setState(tx, { roomId: broken.id, state: 'out_of_order', actor }))
  const free = await place.rooms.freeRooms(place.db, { hotelId: 'hot_1', roomTypeId: 'rmt_1', nights })
  assert.deepEqual(
    free.map(({ number }) => number),
    [clean.number, dirty.number],
  )
})

test('a number that is out of order is given to nobody', async () => {
  await using place = await house()
  const room = await place.create('301')
  await place.db.transaction((tx) => place.rooms.setState(tx, { roomId: room.id, state: 'out_of_order', actor }))
  await assert.rejects(place.assign(room.id, 'orm_1'), refused('room_out_of_order'))
})

test('a branch has a number once', async () => {
  await using place = await house()
  await place.create('301')
  await assert.rejects(place.create('301', 'rmt_2'), refused('room_number_taken'))
})

test('a change of state is audited with both sides', async () => {
  await using place = await house()
  const room = await place.create('301')
  await place.db.transaction((tx) => place.rooms.setState(tx, { roomId: room.id, state: 'dirty', actor }))
  const [row] = await place.audit.list(place.db, { subject: `room:${room.id}`, limit: 5 })
  assert.deepEqual([row?.action, row?.before, row?.after], ['room.state', { state: 'clean' }, { state: 'dirty' }])
})
