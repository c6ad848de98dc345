import assert from 'node:assert/strict'
import { test } from 'node:test'
import { editHotel, listHotels } from '../../../contract/admin/catalogue.ts'
import { editInventory, getInventory, undoInventoryChange } from '../../../contract/admin/inventory.ts'
import { closeAlarm, listAlarms, listAudit } from '../../../contract/admin/operations.ts'
import { markNoShow, walkIn } from '../../../contract/admin/orders.ts'
import { editRoomType } from '../../../contract/admin/room-types.ts'
import { listRooms } from '../../../contract/admin/rooms.ts'
import { ApiProblem } from '../../../contract/client.ts'
import { getHotel, searchHotels } from '../../../contract/guest/hotels.ts'
import { getCalendar } from '../../../contract/guest/offers.ts'
import { newId } from '../../kernel/ids.ts'
import { newWorld, type World } from '../world.ts'

const hotelId = 'hot_chengdu_huaili'
const roomTypeId = 'rmt_chengdu_huaili_1'
const ratePlanId = 'rpl_chengdu_huaili_1_flexible'

const refused = (code: string) => (error: unknown) => error instanceof ApiProblem && error.code === code

async function deskOf(world: World, atHotel: string) {
  await world.app.modules.staff.create(
    { username: 'suwan', name: '苏晚', password: 'keys and a kettle', roles: [{ role: 'desk', hotelId: atHotel }] },
    { kind: 'system', cause: 'test' },
  )
  return world.staff('suwan', 'keys and a kettle')
}

test('a bulk edit changes prices for guests, and undoing it takes them back', async () => {
  await using world = await newWorld()
  const manager = await world.staff()
  const [from, to] = [world.day(3), world.day(6)]
  const calendar = async () => {
    const { items } = await world.anyone.call(getCalendar, {
      params: { id: roomTypeId },
      query: { ratePlanId, from, to },
    })
    return items.map(({ priceFen }) => priceFen)
  }
  const before = await calendar()
  const edit = await manager.client.call(editInventory, {
    body: { hotelId, ratePlanIds: [ratePlanId], from, to, set: { priceFen: 99_900 } },
  })
  assert.equal(edit.changed.length, 3)
  assert.deepEqual(await calendar(), [99_900, 99_900, 99_900])
  const undone = await manager.client.call(undoInventoryChange, { params: { id: edit.changeId } })
  assert.deepEqual(undone, { restored: 3, kept: [] })
  assert.deepEqual(await calendar(), before)
  const { items } = await manager.client.call(listAudit, { query: {} })
  assert.deepEqual(
    items.slice(0, 2).map(({ action }) => action),
    ['inventory.undo', 'inventory.edit'],
  )
})

test('stock is never lowered below what is booked', async () => {
  await using world = await newWorld()
  const manager = await world.staff()
  const li = await world.guest()
  await li.book({ roomTypeId, ratePlanId, checkIn: world.day(3), checkOut: world.day(4), rooms: 2 })
  const set = (total: number) =>
    manager.client.call(editInventory, {
      body: { hotelId, roomTypeIds: [roomTypeId], from: world.day(3), to: world.day(5), set: { total } },
    })
  const refusedEdit = await set(1)
  assert.deepEqual(refusedEdit.refused, [{ id: roomTypeId, night: world.day(3), reason: 'below_booked', booked: 2 }])
  assert.deepEqual(refusedEdit.changed, [{ id: roomTypeId, night: world.day(4) }])
  assert.deepEqual((await set(2)).refused, [])
  const grid = await manager.client.call(getInventory, { query: { hotelId, from: world.day(3), to: world.day(4) } })
  assert.deepEqual(grid.roomTypes[0]?.nights[0], { night: world.day(3), total: 2, held: 2, sold: 0, closed: false })
})

test('a type gets more rooms or fewer, and the nights nobody set follow', async () => {
  await using world = await newWorld()
  const manager = await world.staff()
  const li = await world.guest()
  await li.book({ roomTypeId, ratePlanId, checkIn: world.day(3), checkOut: world.day(4), rooms: 2 })
  const days = { from: world.day(3), to: world.day(5) }
  await manager.client.call(editInventory, {
    body: { hotelId, roomTypeIds: [roomTypeId], from: world.day(4), to: world.day(5), set: { total: 9 } },
  })
  const daily = (dailyStock: number | null) =>
    manager.client.call(editRoomType, { params: { id: roomTypeId }, body: { dailyStock } })
  const totals = async () => {
    const grid = await manager.client.call(getInventory, { query: { hotelId, ...days } })
    return grid.roomTypes.find(({ id }) => id === roomTypeId)?.nights.map(({ total }) => total)
  }
  assert.equal((await daily(2)).dailyStock, 2)
  assert.deepEqual(await totals(), [2, 9])
  await assert.rejects(daily(1), refused('stock_below_booked'))
  await assert.rejects(daily(null), refused('invalid_request'))
  assert.deepEqual(await totals(), [2, 9])
})

test('staff of one branch neither see nor change another', async () => {
  await using world = await newWorld()
  const desk = await deskOf(world, 'hot_beijing_huiwa')
  const seen = await desk.client.call(listHotels, { query: {} })
  assert.deepEqual(
    seen.items.map(({ id }) => id),
    ['hot_beijing_huiwa'],
  )
  await assert.rejects(desk.client.call(listRooms, { query: { hotelId } }), refused('not_found'))
  await assert.rejects(
    desk.client.call(editInventory, {
      body: { hotelId, roomTypeIds: [roomTypeId], from: world.day(1), to: world.day(2), set: { total: 1 } },
    }),
    refused('forbidden'),
  )
})

test('somebody walks in, pays at the desk and gets a key', async () => {
  await using world = await newWorld()
  const desk = await deskOf(world, hotelId)
  const query = { hotelId, roomTypeId, checkIn: world.day(0), checkOut: world.day(1) }
  const [room] = (await desk.client.call(listRooms, { query })).items
  const [plan] = await world.app.modules.offers.priced(world.app.ports.db, {
    roomTypeIds: [roomTypeId],
    stay: query,
    rooms: 1,
  })
  const body = {
    roomTypeId,
    ratePlanId,
    checkIn: query.checkIn,
    checkOut: query.checkOut,
    rooms: 1,
    guests: [{ name: '王小路' }],
    payment: { method: 'cash' as const, amountFen: plan!.priced.subtotalFen, receiptNo: 'R-1' },
    roomIds: [room!.id],
  }
  const placed = await desk.client.call(walkIn, { idempotencyKey: 'walk-1', body })
  assert.equal(placed.status, 'checked_in')
  const again = await desk.client.call(walkIn, { idempotencyKey: 'walk-1', body })
  assert.equal(again.id, placed.id)
  const left = (await desk.client.call(listRooms, { query })).items
  assert.ok(!left.some(({ id }) => id === room!.id))
})

test('a guest who never came is a no-show by the frozen policy', async () => {
  await using world = await newWorld()
  const li = await world.guest()
  const order = await li.book({ roomTypeId, ratePlanId, checkIn: world.day(0), checkOut: world.day(2), couponId: null })
  await li.pay(order.id)
  await world.settle()
  await world.pass(26 * 3600)
  const desk = await deskOf(world, hotelId)
  await desk.client.call(markNoShow, { params: { id: order.id } })
  assert.equal((await li.order(order.id)).status, 'no_show')
})

test('a changed branch reads differently for guests at once', async () => {
  await using world = await newWorld()
  const manager = await world.staff()
  await manager.client.call(editHotel, { params: { id: hotelId }, body: { state: 'closed' } })
  await world.settle()
  assert.equal((await world.anyone.call(getHotel, { params: { id: hotelId } })).state, 'closed')
  const found = await world.anyone.call(searchHotels, { query: { city: '成都市' } })
  assert.ok(!found.items.some(({ id }) => id === hotelId))
})

test('writing needs the session’s CSRF token', async () => {
  await using world = await newWorld()
  const manager = await world.staff()
  const forged = manager.client.call(closeAlarm, {
    params: { id: newId('alm') },
    body: { note: 'x' },
    headers: { 'x-csrf-token': 'wrong' },
  })
  await assert.rejects(forged, refused('csrf_failed'))
  assert.deepEqual((await manager.client.call(listAlarms, { query: {} })).items, [])
})
