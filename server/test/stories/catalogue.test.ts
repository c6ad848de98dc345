import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import {
  createHotel,
  editHotel,
  getAdminHotel,
  getHotelUses,
  listHotels,
  removeHotel,
  restoreHotel,
} from '../../../contract/admin/catalogue.ts'
import { getInventory } from '../../../contract/admin/inventory.ts'
import { assignRooms } from '../../../contract/admin/orders.ts'
import {
  createPolicy,
  editPolicy,
  listPolicies,
  removePolicy,
  restorePolicy,
} from '../../../contract/admin/policies.ts'
import {
  createRatePlan,
  editRatePlan,
  listRatePlans,
  removeRatePlan,
  restoreRatePlan,
} from '../../../contract/admin/rate-plans.ts'
import {
  createRoomType,
  editRoomType,
  getAdminRoomType,
  getRoomTypeUses,
  listAdminRoomTypes,
  removeRoomType,
  restoreRoomType,
} from '../../../contract/admin/room-types.ts'
import { createRoom, editRoom, listRooms, removeRoom, restoreRoom } from '../../../contract/admin/rooms.ts'
import { ApiProblem } from '../../../contract/client.ts'
import { getHotel, getRoomType, searchHotels } from '../../../contract/guest/hotels.ts'
import { listRoomTypes } from '../../../contract/guest/offers.ts'
import { cancelMyOrder, getMyOrder, previewCancellation } from '../../../contract/guest/orders.ts'
import { newId } from '../../kernel/ids.ts'
import { newWorld, type StaffMember, type World } from '../world.ts'

const hotelId = 'hot_chengdu_huaili'
const roomTypeId = 'rmt_chengdu_huaili_1'
const ratePlanId = 'rpl_chengdu_huaili_1_flexible'

let world: World
let manager: StaffMember
before(async () => {
  world = await newWorld({ env: { YIZHAN_LIMITS: 'off' } })
  manager = await world.staff()
})
after(() => world[Symbol.asyncDispose]())

const keyed = () => ({ idempotencyKey: newId('key') })
const refused =
  (code: string, facts: Record<string, unknown> = {}) =>
  (error: unknown) => {
    assert.ok(error instanceof ApiProblem, String(error))
    assert.equal(error.code, code)
    for (const [name, value] of Object.entries(facts)) assert.deepEqual(error.problem[name], value, name)
    return true
  }

const newBranch = {
  name: { zh: '驿站·大理苍山店', en: 'Yizhan Dali' },
  phone: '0872-8600-0001',
  province: '云南省',
  city: '大理市',
  district: '古城区',
  address: { zh: '苍山路 1 号' },
  ...{ lat: 25.69, lng: 100.16 },
}
const newType = {
  name: { zh: '苍山大床房', en: 'Mountain King' },
  areaM2: 30,
  bed: { zh: '1.8 米大床' },
  guests: 2,
  listFen: 60_000,
  dailyStock: 2,
}
const firstPlan = { name: { zh: '标准价' }, priceFen: 48_800, breakfast: 2, policyId: 'pol_flexible' }

async function openBranch() {
  const hotel = await manager.client.call(createHotel, { body: newBranch, ...keyed() })
  const type = await manager.client.call(createRoomType, {
    body: { hotelId: hotel.id, ...newType, onSale: true, firstPlan },
    ...keyed(),
  })
  await manager.client.call(editHotel, { params: { id: hotel.id }, body: { state: 'open' } })
  await world.settle()
  const [plan] = (await manager.client.call(listRatePlans, { query: { hotelId: hotel.id } })).items
  return { hotel, type, plan: plan! }
}

const stay = () => ({ checkIn: world.day(3), checkOut: world.day(4) })

async function bookedAndGivenBack(at: { roomTypeId: string; ratePlanId: string }) {
  const guest = await world.guest()
  const order = await guest.book({ ...at, ...stay() })
  const params = { id: order.id }
  const close = async () => {
    const { refundFen } = await guest.client.call(previewCancellation, { params })
    await guest.client.call(cancelMyOrder, { params, body: { expectedRefundFen: refundFen } })
    await world.settle()
  }
  return { guest, order, close }
}

test('a branch made by its manager is found, shown and booked by guests, with the price of its type’s form', async () => {
  const { hotel, type, plan } = await openBranch()
  assert.deepEqual([type.priceFen, type.breakfast, type.ratePlans, type.rooms], [48_800, 2, 1, 0])
  assert.equal(type.stockExceedsRooms, true)
  const { items } = await world.anyone.call(searchHotels, { query: { city: '大理市', ...stay() } })
  assert.deepEqual(
    items.map(({ id, fromFen, available }) => [id, fromFen, available]),
    [[hotel.id, 48_800, true]],
  )
  const { order } = await bookedAndGivenBack({ roomTypeId: type.id, ratePlanId: plan.id })
  assert.equal(order.totalFen, 48_800)
})

test('the same request makes one branch, another body with its key is refused', async () => {
  const { idempotencyKey } = keyed()
  const make = (phone: string) => manager.client.call(createHotel, { body: { ...newBranch, phone }, idempotencyKey })
  assert.equal((await make('1')).id, (await make('1')).id)
  await assert.rejects(make('2'), refused('idempotency_key_reused'))
})

test('everything of a branch and a type can be edited, pictures in their order, and guests see it', async () => {
  const { hotel, type } = await openBranch()
  const images = (await manager.client.call(getAdminHotel, { params: { id: hotelId } })).imageIds
  const change = {
    ...{ name: { zh: '驿站·大理洱海店' }, sort: 7, avatarId: images[0]!, imageIds: images.toReversed() },
    ...{ tags: [{ zh: '临湖', en: 'Lakeside' }], phone: '0872-1', description: { zh: '推窗见海。' } },
    ...{
      province: '云南省',
      city: '大理市',
      district: '洱海区',
      address: { zh: '洱海路 2 号' },
      lat: 25.7,
      lng: 100.2,
    },
    ...{ zone: 'Asia/Urumqi', dayEndsAtMinutes: 300, checkInFromMinutes: 900, checkOutUntilMinutes: 660 },
  }
  const edited = await manager.client.call(editHotel, { params: { id: hotel.id }, body: change })
  for (const [name, value] of Object.entries(change)) assert.deepEqual(edited[name as never], value, name)
  const seen = await world.anyone.call(getHotel, { params: { id: hotel.id } })
  assert.deepEqual([seen.name, seen.checkInFrom, seen.tags], ['驿站·大理洱海店', '15:00', ['临湖']])
  assert.deepEqual(
    seen.images.map(({ id }) => id),
    images.toReversed(),
  )
  const ofType = {
    ...{ name: { zh: '洱海双床房' }, imageIds: images, description: { zh: '两张床。' }, areaM2: 33, guests: 3 },
    ...{ bed: { zh: '1.2 米双床' }, facilities: [{ zh: '浴缸' }], listFen: 70_000, dailyStock: 4, sort: 3 },
    ...{ stockMode: 'payment' as const, priceFen: 52_000, breakfast: 1 },
  }
  const editedType = await manager.client.call(editRoomType, { params: { id: type.id }, body: ofType })
  for (const [name, value] of Object.entries(ofType)) assert.deepEqual(editedType[name as never], value, name)
  const detail = await world.anyone.call(getRoomType, { params: { id: type.id } })
  assert.deepEqual([detail.name, detail.areaM2, detail.ratePlans[0]?.breakfast], ['洱海双床房', 33, 1])
  const priced = await world.anyone.call(listRoomTypes, { params: { id: hotel.id }, query: stay() })
  assert.equal(priced.items[0]?.ratePlans[0]?.totalFen, 52_000)
})

test('a picture that is not there, a zone that is none and a form that is old are refused', async () => {
  const { hotel, type } = await openBranch()
  const params = { id: hotel.id }
  const edit = (body: Record<string, unknown>) => manager.client.call(editHotel, { params, body: body as never })
  await assert.rejects(
    edit({ imageIds: ['img_none'] }),
    refused('invalid_request', { fields: { imageIds: 'unknown' } }),
  )
  await assert.rejects(edit({ zone: 'Asia/Nowhere' }), refused('invalid_request', { fields: { zone: 'zone' } }))
  const { version } = await manager.client.call(getAdminHotel, { params })
  await edit({ version, sort: 1 })
  await assert.rejects(edit({ version, sort: 2 }), refused('changed_meanwhile'))
  const body = { version: type.version + 5, sort: 2 }
  await assert.rejects(
    manager.client.call(editRoomType, { params: { id: type.id }, body }),
    refused('changed_meanwhile'),
  )
})

test('orders to come keep a type, a plan and a branch; afterwards they are archived, off sale, and come back', async () => {
  const { hotel, type, plan } = await openBranch()
  const { order, close } = await bookedAndGivenBack({ roomTypeId: type.id, ratePlanId: plan.id })
  const { client } = manager
  const coming = { comingOrders: 1, orderNos: [order.orderNo] }
  await assert.rejects(client.call(removeRoomType, { params: { id: type.id } }), refused('orders_coming', coming))
  await assert.rejects(client.call(removeRatePlan, { params: { id: plan.id } }), refused('orders_coming', coming))
  await assert.rejects(client.call(removeHotel, { params: { id: hotel.id } }), refused('orders_coming', coming))
  const uses = await client.call(getRoomTypeUses, { params: { id: type.id } })
  assert.deepEqual([uses.comingOrders, uses.orderNos, uses.mostBooked], [1, [order.orderNo], 1])
  assert.equal((await client.call(getHotelUses, { params: { id: hotel.id } })).comingOrders, 1)
  await close()

  assert.deepEqual(await client.call(removeRoomType, { params: { id: type.id } }), { outcome: 'archived' })
  const types = (state?: 'archived') =>
    client.call(listAdminRoomTypes, { query: { hotelId: hotel.id, ...(state ? { state } : {}) } })
  assert.deepEqual((await types()).items, [])
  assert.deepEqual(
    (await types('archived')).items.map(({ id, onSale }) => [id, onSale]),
    [[type.id, false]],
  )
  await world.settle()
  await assert.rejects(world.anyone.call(getRoomType, { params: { id: type.id } }), refused('not_found'))
  assert.deepEqual((await client.call(getInventory, { query: gridOf(hotel.id) })).roomTypes, [])
  const guest = await world.guest()
  await assert.rejects(
    guest.book({ roomTypeId: type.id, ratePlanId: plan.id, ...stay() }),
    (error) => error instanceof ApiProblem && error.status === 422,
  )
  await assert.rejects(client.call(editRoomType, { params: { id: type.id }, body: { sort: 1 } }), refused('archived'))
  const back = await client.call(restoreRoomType, { params: { id: type.id } })
  assert.deepEqual([back.archivedAt, back.onSale], [null, false])
  await client.call(editRoomType, { params: { id: type.id }, body: { onSale: true } })
  await guest.book({ roomTypeId: type.id, ratePlanId: plan.id, ...stay() })
})

const gridOf = (id: string) => ({ hotelId: id, from: world.day(0), to: world.day(2) })

test('an archived branch is nobody’s to find, keeps its guests’ orders and comes back closed', async () => {
  const { hotel, type, plan } = await openBranch()
  const { guest, order, close } = await bookedAndGivenBack({ roomTypeId: type.id, ratePlanId: plan.id })
  await close()
  const { client } = manager
  assert.deepEqual(await client.call(removeHotel, { params: { id: hotel.id } }), { outcome: 'archived' })
  await world.settle()
  const listed = async (state?: 'archived') =>
    (await client.call(listHotels, { query: { limit: 100, ...(state ? { state } : {}) } })).items.map(({ id }) => id)
  assert.equal((await listed()).includes(hotel.id), false)
  assert.ok((await listed('archived')).includes(hotel.id))
  await assert.rejects(world.anyone.call(getHotel, { params: { id: hotel.id } }), refused('not_found'))
  const found = await world.anyone.call(searchHotels, { query: { q: '苍山' } })
  assert.equal(
    found.items.some(({ id }) => id === hotel.id),
    false,
  )
  assert.equal((await guest.client.call(getMyOrder, { params: { id: order.id } })).hotelId, hotel.id)
  const params = { id: hotel.id }
  await assert.rejects(client.call(editHotel, { params, body: { state: 'open' } }), refused('archived'))
  await assert.rejects(
    client.call(createRoomType, { body: { hotelId: hotel.id, ...newType }, ...keyed() }),
    refused('archived'),
  )
  assert.equal((await client.call(restoreHotel, { params })).state, 'closed')
})

test('what was never used goes for good: plan, type with its nights, branch', async () => {
  const { hotel, type, plan } = await openBranch()
  const { client } = manager
  const child = await client.call(createRatePlan, {
    body: {
      ...{ roomTypeId: type.id, name: { zh: '提前付' }, policyId: 'pol_advance' },
      ...{ parentId: plan.id, derive: { percent: -10 } },
    },
    ...keyed(),
  })
  const followed = { plans: [{ id: child.id, name: { zh: '提前付' } }] }
  await assert.rejects(client.call(removeRatePlan, { params: { id: plan.id } }), refused('plan_followed', followed))
  assert.deepEqual(await client.call(removeRatePlan, { params: { id: child.id } }), { outcome: 'deleted' })
  const { id: roomId } = await client.call(createRoom, {
    body: { roomTypeId: type.id, number: '101', floor: '1' },
    ...keyed(),
  })
  assert.deepEqual(await client.call(removeRoom, { params: { id: roomId } }), { outcome: 'deleted' })
  assert.deepEqual(await client.call(removeRoomType, { params: { id: type.id } }), { outcome: 'deleted' })
  await world.settle()
  await assert.rejects(world.anyone.call(getRoomType, { params: { id: type.id } }), refused('not_found'))
  assert.deepEqual((await client.call(listRatePlans, { query: { hotelId: hotel.id } })).items, [])
  assert.deepEqual(await client.call(removeHotel, { params: { id: hotel.id } }), { outcome: 'deleted' })
  await world.settle()
  const found = await world.anyone.call(searchHotels, { query: { city: '大理市', q: '苍山' } })
  assert.equal(
    found.items.some(({ id }) => id === hotel.id),
    false,
  )
  await assert.rejects(client.call(getAdminHotel, { params: { id: hotel.id } }), refused('not_found'))
})

test('a plan comes back after the one it follows, and is edited whole', async () => {
  const { type, plan } = await openBranch()
  const { client } = manager
  const body = { roomTypeId: type.id, name: { zh: '连住' }, policyId: 'pol_flexible' }
  await assert.rejects(
    client.call(createRatePlan, { body, ...keyed() }),
    refused('invalid_request', { fields: { baseFen: 'or_parent' } }),
  )
  const child = await client.call(createRatePlan, {
    body: { ...body, parentId: plan.id, derive: { fen: -2_000 } },
    ...keyed(),
  })
  const whole = { onSale: true, minStay: 2, breakfast: 1, name: { zh: '连住两晚' }, derive: { percent: -15 } }
  const edited = await client.call(editRatePlan, { params: { id: child.id }, body: whole })
  for (const [name, value] of Object.entries(whole)) assert.deepEqual(edited[name as never], value, name)
  const { close } = await bookedAndGivenBack({ roomTypeId: type.id, ratePlanId: plan.id })
  await close()
  assert.deepEqual(await client.call(removeRatePlan, { params: { id: child.id } }), { outcome: 'deleted' })
  assert.deepEqual(await client.call(removeRatePlan, { params: { id: plan.id } }), { outcome: 'archived' })
  await assert.rejects(
    client.call(createRatePlan, { body: { ...body, parentId: plan.id, derive: { fen: -1 } }, ...keyed() }),
    refused('invalid_request', { fields: { parentId: 'archived' } }),
  )
  await assert.rejects(client.call(editRatePlan, { params: { id: plan.id }, body: { sort: 1 } }), refused('archived'))
  const back = await client.call(restoreRatePlan, { params: { id: plan.id } })
  assert.deepEqual([back.archivedAt, back.onSale], [null, false])
})

test('a policy in use is followed by its next version, and orders keep what they were placed under', async () => {
  const { hotel, type, plan } = await openBranch()
  const { client } = manager
  const kept = { kind: 'nothing' as const }
  const phases = [{ untilDaysBefore: null, untilHour: null, kept }]
  const policy = await client.call(createPolicy, {
    body: { name: { zh: '随时退' }, phases, noShow: { kind: 'all' } },
    ...keyed(),
  })
  const reworded = await client.call(editPolicy, { params: { id: policy.id }, body: { name: { zh: '随时可退' } } })
  assert.equal(reworded.id, policy.id, 'nothing uses it yet')
  await client.call(editRatePlan, { params: { id: plan.id }, body: { policyId: policy.id } })
  const guest = await world.guest()
  const order = await guest.book({ roomTypeId: type.id, ratePlanId: plan.id, ...stay() })
  await guest.pay(order.id)
  await world.settle()
  const next = await client.call(editPolicy, {
    params: { id: policy.id },
    body: { phases: [{ untilDaysBefore: null, untilHour: null, kept: { kind: 'all' } }] },
  })
  assert.notEqual(next.id, policy.id)
  const [used] = (await client.call(listRatePlans, { query: { hotelId: hotel.id } })).items
  assert.equal(used?.policyId, next.id)
  const archived = (await client.call(listPolicies, { query: { state: 'archived' } })).items
  assert.equal(archived.find(({ id }) => id === policy.id)?.replacedBy, next.id)
  const { refundFen } = await guest.client.call(previewCancellation, { params: { id: order.id } })
  assert.equal(refundFen, order.totalFen, 'the order is under the old one')
  await assert.rejects(client.call(removePolicy, { params: { id: next.id } }), refused('policy_in_use'))
  await assert.rejects(client.call(editPolicy, { params: { id: policy.id }, body: {} }), refused('archived'))
  assert.equal((await client.call(restorePolicy, { params: { id: policy.id } })).archivedAt, null)
  assert.deepEqual(await client.call(removePolicy, { params: { id: policy.id } }), { outcome: 'deleted' })
})

test('a room number is made, renumbered, and moved to another type only while nobody is to have it', async () => {
  const { client } = manager
  const made = await client.call(createRoom, { body: { roomTypeId, number: '901', floor: '9' }, ...keyed() })
  assert.deepEqual([made.hotelId, made.state, made.archivedAt], [hotelId, 'clean', null])
  const params = { id: made.id }
  await assert.rejects(
    client.call(createRoom, { body: { roomTypeId, number: '901', floor: '9' }, ...keyed() }),
    refused('room_number_taken'),
  )
  const [other] = (await client.call(listRooms, { query: { hotelId, roomTypeId } })).items
  await assert.rejects(client.call(editRoom, { params, body: { number: other!.number } }), refused('room_number_taken'))
  const type = 'rmt_chengdu_huaili_2'
  const edited = await client.call(editRoom, { params, body: { number: '902', floor: '9A', state: 'dirty' } })
  assert.deepEqual([edited.number, edited.floor, edited.state], ['902', '9A', 'dirty'])
  assert.equal((await client.call(editRoom, { params, body: { roomTypeId: type } })).roomTypeId, type)
  await client.call(editRoom, { params, body: { roomTypeId } })
  const elsewhere = { roomTypeId: 'rmt_beijing_huiwa_1' }
  await assert.rejects(client.call(editRoom, { params, body: elsewhere }), refused('invalid_request'))

  const guest = await world.guest()
  const order = await guest.book({ roomTypeId, ratePlanId, ...stay() })
  await guest.pay(order.id)
  await world.settle()
  await client.call(assignRooms, {
    params: { id: order.id },
    body: { roomIds: [made.id] },
  })
  await assert.rejects(client.call(editRoom, { params, body: { roomTypeId: type } }), refused('room_taken'))
  await assert.rejects(
    client.call(removeRoom, { params }),
    refused('orders_coming', { comingOrders: 1, orderNos: [order.orderNo] }),
  )
  await world.pass(6 * 86_400)
  manager = await world.staff() // the session has ended meanwhile
  assert.deepEqual(await manager.client.call(removeRoom, { params }), { outcome: 'archived' })
  assert.equal((await manager.client.call(restoreRoom, { params })).archivedAt, null)
})

test('the desk says in which state a room is, and no more', async () => {
  const staff = world.app.modules.staff
  const roles = [{ role: 'desk' as const, hotelId }]
  await staff.create(
    { username: 'desk', name: '陆川', password: 'keys and a kettle', roles },
    { kind: 'system', cause: 'test' },
  )
  const desk = await world.staff('desk', 'keys and a kettle')
  const [room] = (await desk.client.call(listRooms, { query: { hotelId } })).items
  const params = { id: room!.id }
  assert.equal((await desk.client.call(editRoom, { params, body: { state: 'dirty' } })).state, 'dirty')
  await assert.rejects(desk.client.call(editRoom, { params, body: { number: 'X' } }), refused('forbidden'))
  assert.equal((await desk.client.call(getAdminRoomType, { params: { id: roomTypeId } })).id, roomTypeId)
})
