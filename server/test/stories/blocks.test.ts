import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { createBlock, endBlock, listBlocks } from '../../../contract/admin/blocks.ts'
import { editInventory, getInventory, undoInventoryChange } from '../../../contract/admin/inventory.ts'
import { assignRooms } from '../../../contract/admin/orders.ts'
import { editRoomType } from '../../../contract/admin/room-types.ts'
import { listRooms, removeRoom } from '../../../contract/admin/rooms.ts'
import { ApiProblem } from '../../../contract/client.ts'
import { checkInvariants } from '../../../proof/check.ts'
import { newId } from '../../kernel/ids.ts'
import { newWorld, type StaffMember, type World } from '../world.ts'

const hotelId = 'hot_chengdu_huaili'
const roomTypeId = 'rmt_chengdu_huaili_1'
const ratePlanId = 'rpl_chengdu_huaili_1_flexible'

const refused =
  (code: string, facts: Record<string, unknown> = {}) =>
  (error: unknown) => {
    assert.ok(error instanceof ApiProblem, String(error))
    assert.equal(error.code, code)
    for (const [name, value] of Object.entries(facts)) assert.deepEqual(error.problem[name], value, name)
    return true
  }

let world: World
let staff: StaffMember
let begun = 0
before(async () => {
  world = await newWorld({ env: { YIZHAN_LIMITS: 'off' } })
  staff = await world.staff()
})
after(() => world[Symbol.asyncDispose]())

const daysEach = 10

/** Ten days for one test: the first of them is its day 0. Nobody has been in these nights before. */
async function tenDays(first = daysEach * ++begun) {
  const { client } = staff
  const rooms = (await client.call(listRooms, { query: { hotelId, roomTypeId } })).items
  const day = (of: number) => world.day(first + of)
  const nights = (from: number, to: number) => ({ from: day(from), to: day(to) })
  return {
    client,
    rooms,
    day,
    nights,
    block: (roomId: string, [from, to]: [number, number], more: { lowerStock?: boolean } = {}) =>
      client.call(createBlock, {
        body: { roomId, ...nights(from, to), reason: '卫生间漏水', ...more },
        idempotencyKey: newId('key'),
      }),
    end: (id: string) => client.call(endBlock, { params: { id } }),
    daily: (dailyStock: number) => client.call(editRoomType, { params: { id: roomTypeId }, body: { dailyStock } }),
    edit: (from: number, to: number, set: { total: number | null }) =>
      client.call(editInventory, { body: { hotelId, roomTypeIds: [roomTypeId], ...nights(from, to), set } }),
    async totals(from: number, to: number) {
      const grid = await client.call(getInventory, { query: { hotelId, ...nights(from, to) } })
      return grid.roomTypes.find(({ id }) => id === roomTypeId)!.nights.map(({ total }) => total)
    },
    async book(rooms_: number, [from, to]: [number, number]) {
      const guest = await world.guest()
      const stay = { checkIn: day(from), checkOut: day(to) }
      const order = await guest.book({ roomTypeId, ratePlanId, ...stay, rooms: rooms_ })
      await guest.pay(order.id)
      await world.settle()
      return order
    },
    /** Every truth that rows can break holds. */
    async holds() {
      const found = await checkInvariants({ dataDir: world.config.dataDir, sandboxUrl: world.sandboxUrl })
      assert.deepEqual(
        found.filter(({ verdict }) => verdict === 'violated').map(({ id, note }) => `${id} ${note}`),
        [],
      )
    },
  }
}

test('a room out of order is free for nobody in these nights, and takes one off sale where it is asked to', async () => {
  const place = await tenDays()
  const { client, rooms, day } = place
  const [room] = rooms
  assert.deepEqual(await place.totals(0, 5), [8, 8, 8, 8, 8])
  const block = await place.block(room!.id, [1, 3], { lowerStock: true })
  assert.deepEqual(block.loweredNights, [day(1), day(2)])
  assert.deepEqual(await place.totals(0, 5), [8, 7, 7, 8, 8])
  const free = await client.call(listRooms, {
    query: { hotelId, roomTypeId, checkIn: day(2), checkOut: day(4) },
  })
  assert.equal(
    free.items.some(({ id }) => id === room!.id),
    false,
  )
  const order = await place.book(1, [2, 4])
  await assert.rejects(
    client.call(assignRooms, { params: { id: order.id }, body: { roomIds: [room!.id] } }),
    refused('room_taken', { nights: [day(2)], room: room!.number }),
  )
  await place.block(rooms[1]!.id, [1, 3])
  assert.deepEqual(await place.totals(0, 5), [8, 7, 7, 8, 8])
  await place.holds()
})

test('a block over a stay or another block is refused and names both, whole', async () => {
  const place = await tenDays()
  const { client, rooms, day } = place
  const order = await place.book(1, [2, 4])
  await client.call(assignRooms, { params: { id: order.id }, body: { roomIds: [rooms[0]!.id] } })
  const before = await place.block(rooms[0]!.id, [4, 5])
  await assert.rejects(
    place.block(rooms[0]!.id, [1, 6], { lowerStock: true }),
    refused('room_taken', {
      nights: [day(2), day(3), day(4)],
      orderNos: [order.orderNo],
      blockIds: [before.id],
    }),
  )
  assert.deepEqual(await place.totals(0, 6), [8, 8, 8, 8, 8, 8])
  await place.block(rooms[0]!.id, [1, 2])
  await place.holds()
})

test('stock is not lowered below what is booked: the nights are named and nothing is blocked', async () => {
  const place = await tenDays()
  const { rooms, day } = place
  await place.book(8, [2, 3])
  await assert.rejects(
    place.block(rooms[0]!.id, [1, 4], { lowerStock: true }),
    refused('stock_below_booked', { nights: [{ night: day(2), booked: 8, total: 8 }] }),
  )
  await place.block(rooms[0]!.id, [1, 4])
  await place.holds()
})

test('ending a block gives back what it took, however stock was changed meanwhile', async () => {
  const place = await tenDays()
  const { client, rooms } = place
  const first = await place.block(rooms[0]!.id, [1, 4], { lowerStock: true })
  const second = await place.block(rooms[1]!.id, [1, 3], { lowerStock: true })
  assert.deepEqual(await place.totals(1, 5), [6, 6, 7, 8])
  await place.daily(10)
  assert.deepEqual(await place.totals(1, 5), [8, 8, 9, 10])
  const edit = await place.edit(2, 3, { total: 5 })
  assert.deepEqual(await place.totals(1, 5), [8, 5, 9, 10])
  const ended = await place.end(second.id)
  assert.deepEqual([ended.ended?.by !== undefined, ended.loweredNights], [true, []])
  assert.deepEqual(await place.totals(1, 5), [9, 6, 9, 10])
  const undone = await client.call(undoInventoryChange, { params: { id: edit.changeId } })
  assert.equal(undone.kept[0]?.reason, 'changed_since')
  await place.edit(1, 4, { total: null })
  assert.deepEqual(await place.totals(1, 5), [9, 9, 9, 10])
  await place.daily(8)
  await place.end(first.id)
  assert.deepEqual(await place.totals(1, 5), [8, 8, 8, 8])
  await assert.rejects(place.end(first.id), refused('block_over'))
  await place.holds()
})

test('an edit undone beside a block is the usual total less what the block took', async () => {
  const place = await tenDays()
  const { client, rooms } = place
  const block = await place.block(rooms[0]!.id, [1, 3], { lowerStock: true })
  const edit = await place.edit(1, 3, { total: 4 })
  await client.call(undoInventoryChange, { params: { id: edit.changeId } })
  assert.deepEqual(await place.totals(1, 3), [7, 7])
  await place.end(block.id)
  assert.deepEqual(await place.totals(1, 3), [8, 8])
  await place.holds()
})

test('of a stay and a block that want the last room of a night at once, one gets it', async () => {
  const place = await tenDays()
  const { rooms } = place
  await place.book(7, [2, 3])
  const wishes = [place.book(1, [2, 3]), place.block(rooms[0]!.id, [2, 3], { lowerStock: true })]
  const outcomes = await Promise.allSettled(wishes)
  assert.equal(outcomes.filter(({ status }) => status === 'fulfilled').length, 1)
  await place.holds()
})

test('blocks are listed newest first by nights or by room, page by page, and keep their room from being removed', async () => {
  const place = await tenDays()
  const { client, rooms, nights } = place
  const made = []
  const [first, ...others] = rooms.slice(5) // in no other block
  for (const [at, room] of [first!, ...others].entries()) made.push(await place.block(room.id, [at + 1, at + 2]))
  const ids = made.map(({ id }) => id).reverse()
  const list = (query: { limit?: number; cursor?: string; roomId?: string; from?: string; to?: string }) =>
    client.call(listBlocks, { query: { hotelId, ...query } })
  const pages: string[] = []
  for (let cursor: string | null = null, page = 0; page < 5; page += 1) {
    const found = await list({ limit: 1, ...nights(0, daysEach), ...(cursor ? { cursor } : {}) })
    pages.push(...found.items.map(({ id }) => id))
    cursor = found.nextCursor
    if (cursor === null) break
  }
  assert.deepEqual(pages, ids)
  assert.deepEqual(
    (await list(nights(2, 3))).items.map(({ id }) => id),
    [made[1]!.id],
  )
  await assert.rejects(
    client.call(removeRoom, { params: { id: first!.id } }),
    refused('room_blocked', { blockIds: [made[0]!.id] }),
  )
  await place.end(made[0]!.id)
  assert.equal((await list(nights(0, daysEach))).items.length, 2)
  assert.equal((await list({ roomId: first!.id })).items[0]?.id, made[0]!.id)
})

test('a block that has begun ends from today on; the nights that were are kept', async () => {
  const { block, rooms, holds, day } = await tenDays(0)
  const [yesterday, today] = [day(0), day(1)]
  const begins = await block(rooms[0]!.id, [0, 3], { lowerStock: true })
  await world.pass(86_400)
  staff = await world.staff() // a night's sleep ends a session
  const { client, end } = await tenDays(0)
  const ended = await end(begins.id)
  assert.deepEqual(ended.loweredNights, [yesterday])
  const free = await client.call(listRooms, {
    query: { hotelId, roomTypeId, checkIn: today, checkOut: day(1) },
  })
  assert.ok(free.items.some(({ id }) => id === rooms[0]!.id))
  await assert.rejects(
    client.call(createBlock, {
      body: { roomId: rooms[0]!.id, from: yesterday, to: day(2), reason: 'x' },
      idempotencyKey: newId('key'),
    }),
    refused('booking_invalid', { fields: { from: 'past' } }),
  )
  await holds()
})
