import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '../kernel/ids.ts'
import { type Guest, newWorld, type World } from './world.ts'

const order = (world: World) => ({
  roomTypeId: 'rmt_chengdu_huaili_1',
  ratePlanId: 'rpl_chengdu_huaili_1_flexible',
  checkIn: world.day(1),
  checkOut: world.day(2),
  rooms: 1,
  guests: [{ name: '林一舟' }],
  contactPhone: '13800001234',
  expectedTotalFen: 42_800,
})

async function post(world: World, guest: Guest, body: string, headers: Record<string, string> = {}) {
  const answer = await fetch(`${world.config.publicUrl}/api/guest/orders`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${guest.token}`,
      'content-type': 'application/json',
      'idempotency-key': newId('key'),
      ...headers,
    },
    body,
  })
  return { status: answer.status, problem: (await answer.json()) as { code: string; fields?: Record<string, string> } }
}

test('what makes no sense is refused with its field, never an error of ours, and nothing is booked', async () => {
  await using world = await newWorld({ env: { YIZHAN_LIMITS: 'off' } })
  const guest = await world.guest()
  const good = order(world)
  const wrong: [string, unknown, number][] = [
    ['a float for money', { ...good, expectedTotalFen: 428.5 }, 400],
    ['2^53 for money', { ...good, expectedTotalFen: 2 ** 53 }, 400],
    ['negative money', { ...good, expectedTotalFen: -1 }, 400],
    ['money as text', { ...good, expectedTotalFen: '42800' }, 400],
    ['a past date', { ...good, checkIn: world.day(-1) }, 422],
    ['a day that does not exist', { ...good, checkIn: '2027-02-30', checkOut: '2027-03-01' }, 422],
    ['check-out before check-in', { ...good, checkOut: good.checkIn }, 422],
    ['366 nights', { ...good, checkOut: world.day(367) }, 422],
    ['no rooms', { ...good, rooms: 0 }, 422],
    ['a hundred rooms', { ...good, rooms: 100 }, 422],
    ['an unknown field', { ...good, totalFen: 1 }, 400],
    ['another member', { ...good, memberId: 'mem_1' }, 400],
    ['an array', [good], 400],
    ['null', null, 400],
    ['a type of nowhere', { ...good, roomTypeId: 'rmt_none' }, 404],
    ['a plan of another type', { ...good, ratePlanId: 'rpl_beijing_huiwa_1_flexible' }, 404],
    ['a wrong total', { ...good, expectedTotalFen: 1 }, 409],
    ['a coupon of nobody', { ...good, couponId: 'grt_none' }, 422],
  ]
  for (const [what, body, status] of wrong) {
    const answer = await post(world, guest, JSON.stringify(body))
    assert.ok(answer.status >= 400 && answer.status < 500, `${what}: ${answer.status}`)
    if (what !== 'a coupon of nobody') assert.equal(answer.status, status, `${what}: ${JSON.stringify(answer.problem)}`)
  }
  assert.equal((await post(world, guest, '{"a":')).problem.code, 'malformed_json')
  assert.equal((await post(world, guest, '{"__proto__":{"x":1}}')).status, 400)
  assert.equal((await post(world, guest, JSON.stringify({ ...good, constructor: { prototype: {} } }))).status, 400)
  assert.equal(
    (await post(world, guest, JSON.stringify({ ...good, remark: 'x'.repeat(70_000) }))).problem.code,
    'body_too_large',
  )
  assert.equal((await post(world, guest, 'a=1', { 'content-type': 'application/x-www-form-urlencoded' })).status, 415)
  assert.equal(
    (await post(world, guest, JSON.stringify(good), { 'idempotency-key': 'no spaces' })).problem.code,
    'idempotency_key_missing',
  )
  assert.equal((await post(world, guest, JSON.stringify(good), { authorization: 'Bearer nonsense' })).status, 401)
  const { db } = world.app.ports
  assert.deepEqual(
    await db.prepared('select count(*) as orders from orders').get(),
    Object.assign(Object.create(null), { orders: 0 }),
  )
})

test('an address nobody answers is 404, a method nobody takes is 405, in the caller’s language', async () => {
  await using world = await newWorld()
  const get = (path: string, init: RequestInit = {}) => fetch(`${world.config.publicUrl}${path}`, init)
  assert.equal((await get('/api/guest/nothing')).status, 404)
  const wrongMethod = await get('/api/guest/areas', { method: 'DELETE' })
  assert.equal(wrongMethod.status, 405)
  assert.equal(wrongMethod.headers.get('allow'), 'GET')
  const english = await get('/api/guest/orders', { headers: { 'accept-language': 'en' } })
  assert.deepEqual([english.status, ((await english.json()) as { title: string }).title], [401, 'Sign in first'])
})
