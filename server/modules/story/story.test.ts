import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cancelOrder, checkIn } from '../../../contract/admin/orders.ts'
import { getOrderStory, type OrderStory, resendNotice, type StoryEntry } from '../../../contract/admin/story.ts'
import { ApiProblem } from '../../../contract/client.ts'
import { newWorld, type World } from '../../test/world.ts'

const hotelId = 'hot_chengdu_huaili'
const roomTypeId = 'rmt_chengdu_huaili_1'
const ratePlanId = 'rpl_chengdu_huaili_1_flexible'

const refused = (code: string) => (error: unknown) => error instanceof ApiProblem && error.code === code
const inLane = <Lane extends StoryEntry['lane']>({ entries }: OrderStory, lane: Lane) =>
  entries.filter((entry): entry is Extract<StoryEntry, { lane: Lane }> => entry.lane === lane)

async function paid(world: World) {
  const guest = await world.guest()
  const order = await guest.book({
    roomTypeId,
    ratePlanId,
    checkIn: world.day(0),
    checkOut: world.day(1),
    consents: ['to_pay', 'paid', 'cancelled'],
  })
  await guest.pay(order.id)
  await world.settle()
  return { guest, order }
}

test('a stay is told on one line: steps, money, messages and notices, deeds with the number that was given', async () => {
  await using world = await newWorld()
  const { order } = await paid(world)
  const { client } = await world.staff()
  const [room] = await world.app.modules.rooms.ofHotel(world.app.ports.db, hotelId, roomTypeId)
  await client.call(checkIn, { params: { id: order.id }, body: { roomIds: [room!.id] } })
  await world.settle()
  const story = await client.call(getOrderStory, { params: { id: order.id } })

  assert.deepEqual([story.orderNo, story.isGapless, story.isWhole], [order.orderNo, true, true])
  const times = story.entries.map(({ at }) => at)
  assert.deepEqual(times, [...times].sort())
  assert.deepEqual(
    inLane(story, 'state').map(({ seq, to, actor }) => [seq, to, actor.kind]),
    [
      [1, 'awaiting_payment', 'guest'],
      [2, 'paid', 'wechat'],
      [3, 'checked_in', 'staff'],
    ],
  )
  const [deed] = inLane(story, 'deed')
  assert.deepEqual([deed!.what, deed!.rooms, deed!.actor.kind], ['room_in', [room!.number], 'staff'])
  assert.ok(deed!.actor.name && deed!.auditSeq! > 0)
  assert.equal(inLane(story, 'deed').length, 1)
  assert.deepEqual(
    inLane(story, 'money').map(({ what, amountFen, about }) => [what, amountFen, about]),
    [
      ['trade', order.totalFen, null],
      ['payment', order.totalFen, 'wechat'],
      ['notice', null, 'TRANSACTION.SUCCESS'],
    ],
  )
  const told = new Map(inLane(story, 'message').map(({ event, deliveries }) => [event, deliveries]))
  assert.deepEqual(
    told.get('order.paid')!.map(({ subscription, state }) => [subscription, state]),
    [['order_consumer_group', 'delivered']],
  )
  assert.deepEqual(
    told.get('order.payment_due')!.map(({ state, at }) => [state, at]),
    [['waiting', null]],
  )
  assert.deepEqual(
    inLane(story, 'notice').map(({ seq, template, state, next }) => [seq, template, state, next?.kind ?? null]),
    [
      [1, 'to_pay', 'superseded', null],
      [2, 'paid', 'sent', null],
      [3, 'confirmed', 'no_consent', 'call'],
    ],
  )
  assert.deepEqual(
    story.consents.map(({ template, state }) => [template, state]),
    [
      ['to_pay', 'left'],
      ['paid', 'used'],
      ['confirmed', 'not_given'],
      ['finished', 'not_given'],
      ['cancelled', 'left'],
    ],
  )
})

test('a story holds no openid and no id of a member', async () => {
  await using world = await newWorld()
  const { order, guest } = await paid(world)
  const { client } = await world.staff()
  const text = JSON.stringify(await client.call(getOrderStory, { params: { id: order.id } }))
  for (const secret of [guest.person.openid, guest.member.id]) assert.ok(!text.includes(secret), secret)
})

test('a cancellation by staff is told with its reason and the refund from asked to settled', async () => {
  await using world = await newWorld()
  const { order } = await paid(world)
  const { client } = await world.staff()
  const body = { reason: '停水', returns: 'all' as const }
  await client.call(cancelOrder, { params: { id: order.id }, body })
  await world.until(async () => {
    const story = await client.call(getOrderStory, { params: { id: order.id } })
    return inLane(story, 'money').some(({ what }) => what === 'refund_settled')
  })
  const story = await client.call(getOrderStory, { params: { id: order.id } })
  assert.ok(inLane(story, 'deed').some(({ reason }) => reason === '停水'))
  const refund = inLane(story, 'money').filter(({ what }) => what.startsWith('refund'))
  assert.deepEqual(
    refund.map(({ what, amountFen, state, next }) => [what, amountFen, state, next]),
    [
      ['refund_asked', order.totalFen, 'succeeded', null],
      ['refund_settled', order.totalFen, 'succeeded', null],
    ],
  )
  assert.equal(inLane(story, 'state').at(-1)!.to, 'refunded')
})

test('a message that died points to its letter, and those that wait stand as waiting', async () => {
  await using world = await newWorld()
  const { order } = await paid(world)
  const { db } = world.app.ports
  const eventOf = async () => {
    const { client } = await world.staff()
    const story = await client.call(getOrderStory, { params: { id: order.id } })
    return inLane(story, 'message').find(({ event }) => event === 'order.paid')!
  }
  const { eventId } = await eventOf()
  await db.transaction(async (tx) => {
    await tx.prepared('delete from inbox where event_id = ?').run(eventId)
    await tx.prepared(`update outbox set state = 'sent' where id = ?`).run(eventId)
  })
  assert.deepEqual((await eventOf()).deliveries, [
    { subscription: 'order_consumer_group', state: 'waiting', at: null, attempts: 0 },
  ])
  await db.transaction((tx) =>
    tx
      .prepared(
        `insert into parked (subscription, event_id, topic, event, message_key, position, payload, born_at, due_at,
           state, attempts, visible_at, reason, parked_at)
         values ('order_consumer_group', ?, 'order_topic', 'order.paid', ?, 1, '{}', ?, ?, 'dead', 12, ?, 'secret', ?)`,
      )
      .run(eventId, order.id, tx.now, tx.now, tx.now, tx.now),
  )
  const dead = await eventOf()
  assert.deepEqual([dead.deliveries[0]!.state, dead.deliveries[0]!.attempts], ['dead', 12])
  assert.deepEqual(dead.next, { kind: 'dead_letter', id: `order_consumer_group:${eventId}` })
  assert.ok(!JSON.stringify(dead).includes('secret'))
})

test('a person sends a notice again under a number of its own, once at a time, with an audit row', async () => {
  await using world = await newWorld()
  const { order } = await paid(world)
  const { client } = await world.staff()
  const params = { id: order.id }
  const story = await client.call(resendNotice, { params, body: { notice: 2 } })
  const again = inLane(story, 'notice').find(({ resendNo }) => resendNo === 1)!
  assert.deepEqual([again.seq, again.state, again.actor.kind], [2, 'waiting', 'staff'])
  assert.ok(inLane(story, 'deed').some(({ what, auditSeq }) => what === 'order.resend' && auditSeq! > 0))
  await assert.rejects(client.call(resendNotice, { params, body: { notice: 2 } }), refused('notice_on_its_way'))
  await assert.rejects(client.call(resendNotice, { params, body: { notice: 9 } }), refused('not_found'))
  await world.settle()
  const settled = inLane(await client.call(getOrderStory, { params }), 'notice').find(({ resendNo }) => resendNo === 1)!
  // The consent was used by the first: WeChat refuses the second, and only a call is left.
  assert.deepEqual([settled.state, settled.errcode, settled.next], ['refused', 43101, { kind: 'call' }])
})
