import assert from 'node:assert/strict'
import { test } from 'node:test'
import { editInventory } from '../../../../contract/admin/inventory.ts'
import { checkIn } from '../../../../contract/admin/orders.ts'
import { signOutStaff } from '../../../../contract/admin/session.ts'
import { until } from '../../../../proof/house/until.ts'
import { changesKept, forgetChanges } from '../../../database/changes.ts'
import { newId } from '../../../kernel/ids.ts'
import { newWorld, type World } from '../../../test/world.ts'
import { listen } from './test-listener.ts'

const hotelId = 'hot_chengdu_huaili'
const elsewhere = 'hot_beijing_huiwa'
const roomTypeId = 'rmt_chengdu_huaili_1'
const ratePlanId = 'rpl_chengdu_huaili_1_flexible'
const soonMs = 1_000

async function deskAt(world: World, branch: string) {
  const username = newId('desk')
  const password = 'keys and a kettle'
  const roles = [{ role: 'desk' as const, hotelId: branch }]
  await world.app.modules.staff.create({ username, name: '苏晚', password, roles }, { kind: 'system', cause: 'test' })
  return world.staff(username, password)
}

function booking(world: World) {
  return { roomTypeId, ratePlanId, checkIn: world.day(0), checkOut: world.day(1) }
}

test('two desks hear of an order, a room and the stock within a second', async () => {
  await using world = await newWorld()
  const [one, two] = [await deskAt(world, hotelId), await deskAt(world, hotelId)]
  using first = await listen(world.url, one.badge)
  using second = await listen(world.url, two.badge, `?hotelId=${hotelId}`)
  await Promise.all([first.hears('ready'), second.hears('ready')])
  /** Resolves when both have heard of what was done, in time. */
  async function bothHear(name: string, act: () => Promise<string>) {
    const { newest: after } = await changesKept(world.app.ports.db)
    const id = await act()
    const doneMs = performance.now()
    for (const desk of [first, second]) {
      const { atMs, content } = await desk.hears(name, { id, after })
      assert.ok(atMs - doneMs < soonMs, `${name} came after ${Math.round(atMs - doneMs)} ms`)
      assert.equal(content.hotelId, hotelId)
    }
  }
  const guest = await world.guest()
  const manager = await world.staff()
  const order = await guest.book(booking(world))
  await bothHear('order', async () => (await guest.book(booking(world))).id)
  await guest.pay(order.id)
  await world.settle()
  const [room, other] = await world.app.modules.rooms.ofHotel(world.app.ports.db, hotelId, roomTypeId)
  await bothHear('order', async () => {
    await one.client.call(checkIn, { params: { id: order.id }, body: { roomIds: [room!.id] } })
    return order.id
  })
  await bothHear('room', async () => {
    const { rooms } = world.app.modules
    const actor = { kind: 'system', cause: 'test' } as const
    await world.app.ports.db.transaction((tx) => rooms.setState(tx, { roomId: other!.id, state: 'dirty', actor }))
    return other!.id
  })
  await bothHear('inventory', async () => {
    const nights = { from: world.day(3), to: world.day(4) }
    const body = { hotelId, roomTypeIds: [roomTypeId], ...nights, set: { closed: true } }
    return (await manager.client.call(editInventory, { body })).changeId
  })
})

test('the desk of another branch hears nothing of it, and may not name it', async () => {
  await using world = await newWorld()
  const [here, there] = [await deskAt(world, hotelId), await deskAt(world, elsewhere)]
  using hearing = await listen(world.url, here.badge)
  using away = await listen(world.url, there.badge)
  await Promise.all([hearing.hears('ready'), away.hears('ready')])
  const guest = await world.guest()
  const { id } = await guest.book(booking(world))
  const theirs = await guest.book({
    ...booking(world),
    roomTypeId: 'rmt_beijing_huiwa_1',
    ratePlanId: 'rpl_beijing_huiwa_1_flexible',
  })
  await Promise.all([hearing.hears('order', { id }), away.hears('order', { id: theirs.id })])
  assert.ok(!away.heard.some(({ content }) => content.id === id))
  assert.ok(!hearing.heard.some(({ content }) => content.id === theirs.id))
  using refused = await listen(world.url, there.badge, `?hotelId=${hotelId}`)
  assert.equal(refused.status, 404)
})

test('who comes back hears what was missed, or after an hour that everything is to be read anew', async () => {
  await using world = await newWorld()
  const desk = await deskAt(world, hotelId)
  const { db } = world.app.ports
  const guest = await world.guest()
  const before = await listen(world.url, desk.badge)
  const { id: lastHeard } = await before.hears('ready')
  before[Symbol.dispose]()
  const missed = await guest.book(booking(world))
  {
    using back = await listen(world.url, { ...desk.badge, 'last-event-id': lastHeard })
    await back.hears('order', { id: missed.id })
    await back.hears('ready')
    assert.ok(!back.heard.some(({ name }) => name === 'reset'))
  }
  await world.pass(2 * 3600)
  while ((await db.transaction(forgetChanges)) === 'more');
  const again = await deskAt(world, hotelId)
  using late = await listen(world.url, { ...again.badge, 'last-event-id': lastHeard })
  await late.hears('reset')
  using ahead = await listen(world.url, { ...again.badge, 'last-event-id': '999999999' })
  await ahead.hears('reset')
})

test('who signs out hears nothing more', async () => {
  await using world = await newWorld()
  const desk = await deskAt(world, hotelId)
  using hearing = await listen(world.url, desk.badge)
  await hearing.hears('ready')
  await desk.client.call(signOutStaff, {})
  await until(hearing.ended, 'the stream went on without a session')
})

test('one person listens ten times at once, and not more', async () => {
  await using world = await newWorld()
  const desk = await deskAt(world, hotelId)
  using open = new DisposableStack()
  for (let tab = 0; tab < 10; tab += 1) {
    const listener = open.use(await listen(world.url, desk.badge))
    await listener.hears('ready')
  }
  using refused = await listen(world.url, desk.badge)
  assert.equal(refused.status, 429)
  using other = await listen(world.url, (await deskAt(world, hotelId)).badge)
  assert.equal(other.status, 200)
})

test('a server that closes lets its listeners go', async () => {
  const world = await newWorld()
  const desk = await deskAt(world, hotelId)
  using hearing = await listen(world.url, desk.badge)
  await hearing.hears('ready')
  await world[Symbol.asyncDispose]()
  await until(hearing.ended, 'the stream outlived its server')
})
