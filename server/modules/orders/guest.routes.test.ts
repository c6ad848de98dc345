import assert from 'node:assert/strict'
import { test } from 'node:test'
import { pino } from 'pino'
import { createAdmission } from '../../http/admission.ts'
import { createMetrics } from '../../http/metrics.ts'
import { createServer } from '../../http/serve.ts'
import { createCallers } from '../../http/sessions.ts'
import { tokenHash } from '../../kernel/ids.ts'
import { amountOff } from '../../test/branch.ts'
import { adminOrderRoutes } from './admin.routes.ts'
import { guestOrderRoutes } from './guest.routes.ts'
import { deskActor, openHouse } from './test-house.ts'

const tokens = { lu: 'lu-token-0123456789abcdef', su: 'su-token-0123456789abcdef' } as const
const booking = {
  roomTypeId: 'rt_order',
  ratePlanId: 'rp_rt_order',
  checkIn: '2026-12-01',
  checkOut: '2026-12-03',
  rooms: 1,
  guests: [{ name: '陆川' }],
  contactPhone: '138 0000 0000',
  consents: ['to_pay'],
  expectedTotalFen: 80_000,
}

async function openDoor() {
  const house = await openHouse()
  const { db, orders, payments, coupons, files, hotels, sealer } = house
  const memberOf = new Map([
    [tokenHash(tokens.lu), 'mem_1'],
    [tokenHash(tokens.su), 'mem_2'],
  ])
  const server = await createServer({
    routes: [
      ...guestOrderRoutes({
        db,
        orders,
        coupons,
        files,
        hotels,
        sealer,
        appidFor: house.wechat.pay.appidFor,
        noticesOf: async () => new Map(),
      }),
      ...adminOrderRoutes({ db, clock: house.clock, orders, payments, sealer }),
    ],
    callers: createCallers({
      guest: async (hash) => (memberOf.has(hash) ? { memberId: memberOf.get(hash)!, appid: 'app_mini' } : null),
      staff: async () => null,
    }),
    admission: createAdmission({ limits: 'off' }),
    metrics: createMetrics(),
    log: pino({ level: 'silent' }),
    clock: house.clock,
    trustedProxies: [],
    sandbox: true,
  })
  const call = async (
    who: keyof typeof tokens,
    method: 'GET' | 'POST',
    path: string,
    sent: { body?: object; headers?: Record<string, string> } = {},
  ) => {
    const answer = await server.inject({
      method,
      url: `/api/guest/orders${path}`,
      headers: { authorization: `Bearer ${tokens[who]}`, ...sent.headers },
      ...(sent.body ? { payload: sent.body } : {}),
    })
    const json = answer.body === '' ? null : answer.json()
    return { status: answer.statusCode, headers: answer.headers, json }
  }
  const book = (key: string, change: object = {}, who: keyof typeof tokens = 'lu') =>
    call(who, 'POST', '', { body: { ...booking, ...change }, headers: { 'idempotency-key': key } })
  return {
    house,
    call,
    book,
    async [Symbol.asyncDispose]() {
      await server.close()
      await house.close()
    },
  }
}

test('one tap twice makes one order, and another body under its key is refused', async () => {
  await using door = await openDoor()
  const [first, second] = await Promise.all([door.book('k1'), door.book('k1')])
  assert.deepEqual([first.status, second.status], [201, 201])
  assert.equal(first.json.id, second.json.id)
  assert.equal(first.json.contactPhoneMasked, '138****0000')
  assert.deepEqual(first.json.nights, [
    { night: '2026-12-01', priceFen: 40_000, discountFen: 0, chargedFen: 40_000 },
    { night: '2026-12-02', priceFen: 40_000, discountFen: 0, chargedFen: 40_000 },
  ])
  const other = await door.book('k1', { rooms: 2, expectedTotalFen: 160_000 })
  assert.deepEqual([other.status, other.json.code], [409, 'idempotency_key_reused'])
})

test('a phone that is left out is the one bound to the member; with none bound, its field is missing', async () => {
  await using door = await openDoor()
  const missing = await door.book('k1', { contactPhone: undefined })
  assert.deepEqual([missing.status, missing.json.code], [422, 'booking_invalid'])
  assert.deepEqual(missing.json.fields, { contactPhone: 'missing' })
  door.house.phones.set('mem_1', '13912345678')
  const bound = await door.book('k1', { contactPhone: undefined })
  assert.deepEqual([bound.status, bound.json.contactPhoneMasked], [201, '139****5678'])
  assert.equal((await door.call('lu', 'GET', `/${bound.json.id}`)).json.contactPhoneMasked, '139****5678')
  door.house.phones.set('mem_1', '13700000000')
  const again = await door.book('k1', { contactPhone: undefined })
  assert.deepEqual([again.json.id, again.json.contactPhoneMasked], [bound.json.id, '139****5678'])
  const other = await door.book('k2', { contactPhone: '+44 20 7946 0000' })
  assert.equal(other.json.contactPhoneMasked, '+44****0000')
})

test('a total that was not agreed to is refused with the new quote, a wrong date with its field', async () => {
  await using door = await openDoor()
  const dearer = await door.book('k1', { expectedTotalFen: 79_999 })
  assert.deepEqual([dearer.status, dearer.json.code, dearer.json.quote.totalFen], [409, 'price_changed', 80_000])
  const past = await door.book('k1', { checkIn: '2026-11-24' })
  assert.deepEqual([past.status, past.json.fields], [422, { checkIn: 'past' }])
  assert.equal((await door.book('k1')).status, 201)
})

test('an order is polled by its tag, and is not there for anybody else', async () => {
  await using door = await openDoor()
  const { json: order } = await door.book('k1')
  const seen = await door.call('lu', 'GET', `/${order.id}`)
  const again = await door.call('lu', 'GET', `/${order.id}`, {
    headers: { 'if-none-match': String(seen.headers.etag) },
  })
  assert.deepEqual([seen.status, again.status], [200, 304])
  for (const path of ['', '/events', '/cancellation']) {
    assert.equal((await door.call('su', 'GET', `/${order.id}${path}`)).status, 404, path)
  }
  const cancel = await door.call('su', 'POST', `/${order.id}/cancel`, { body: { expectedRefundFen: 0 } })
  assert.equal(cancel.status, 404)
})

test('a guest pays, looks at what cancelling returns, cancels, and reads the story', async () => {
  await using door = await openDoor()
  const { json: order } = await door.book('k1')
  const key = { headers: { 'idempotency-key': 'p1' } }
  const parameters = await door.call('lu', 'POST', `/${order.id}/payment`, key)
  assert.equal(parameters.json.signType, 'RSA')
  door.house.wechat.paid(`${order.orderNo}-1`)
  assert.equal((await door.call('lu', 'POST', `/${order.id}/payment/sync`)).json.status, 'paid')
  const preview = await door.call('lu', 'GET', `/${order.id}/cancellation`)
  assert.deepEqual([preview.json.refundFen, preview.json.keptFen], [80_000, 0])
  const wrong = await door.call('lu', 'POST', `/${order.id}/cancel`, { body: { expectedRefundFen: 1 } })
  assert.deepEqual([wrong.status, wrong.json.refundFen], [409, 80_000])
  await door.call('lu', 'POST', `/${order.id}/cancel`, { body: { expectedRefundFen: 80_000 } })
  await door.house.runErrands()
  const story = await door.call('lu', 'GET', `/${order.id}/events`)
  assert.deepEqual(
    story.json.items.map((item: { step: string }) => item.step),
    ['awaiting_payment', 'paid', 'refunding', 'refunded'],
  )
})

test('the list is by tab and page, the newest first', async () => {
  await using door = await openDoor()
  for (const key of ['k1', 'k2', 'k3']) {
    await door.book(key)
    door.house.pass(1_000)
  }
  const first = await door.call('lu', 'GET', '?tab=to_pay&limit=2')
  assert.equal(first.json.items.length, 2)
  const rest = await door.call('lu', 'GET', `?tab=to_pay&limit=2&cursor=${first.json.nextCursor}`)
  assert.deepEqual([rest.json.items.length, rest.json.nextCursor], [1, null])
  assert.equal((await door.call('lu', 'GET', '?tab=finished')).json.items.length, 0)
  assert.equal((await door.call('lu', 'GET', '?cursor=nonsense!')).status, 400)
})

test('an order shows its room type’s picture, also in the list; one without a picture shows none', async () => {
  await using door = await openDoor()
  const { db, files, hotels } = door.house
  const { json: order } = await door.book('k1')
  assert.equal((await door.call('lu', 'GET', `/${order.id}`)).json.image, null)
  const drawing = '<svg xmlns="http://www.w3.org/2000/svg" width="400" height="300"><rect width="9" height="9"/></svg>'
  const id = await files.putDrawing(Buffer.from(drawing))
  await db.transaction((tx) => hotels.editRoomType(tx, 'rt_order', { imageIds: [id] }, deskActor))
  const image = { id, widths: [375], alt: '大床房' }
  assert.deepEqual((await door.call('lu', 'GET', `/${order.id}`)).json.image, image)
  assert.deepEqual((await door.call('lu', 'GET', '')).json.items[0].image, image)
})

test('an order names the coupon that follows its stay, and no coupon once it has ended another way', async () => {
  await using door = await openDoor()
  const { coupons } = door.house
  const { json: order } = await door.book('k1')
  const named = async () => (await door.call('lu', 'GET', `/${order.id}`)).json.couponAfterCheckOut
  assert.equal(await named(), null)
  await coupons.create({ ...amountOff, name: { zh: '回礼券' }, givenOn: 'check_out' }, deskActor)
  assert.equal(await named(), '回礼券')
  assert.equal((await door.call('lu', 'GET', '')).json.items[0].couponAfterCheckOut, '回礼券')
  await door.call('lu', 'POST', `/${order.id}/cancel`, { body: { expectedRefundFen: 0 } })
  assert.equal(await named(), null)
})
