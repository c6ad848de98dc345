import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  discardDeadLetter,
  findMessages,
  getOutbox,
  listDeadLetters,
  listSubscriptions,
  listTopics,
  requeueDeadLetter,
} from '../../../contract/admin/messages.ts'
import { listAlarms } from '../../../contract/admin/operations.ts'
import { ApiProblem } from '../../../contract/client.ts'
import { instantText } from '../../../contract/format.ts'
import { newWorld, type World } from '../world.ts'

const king = { roomTypeId: 'rmt_chengdu_huaili_1', ratePlanId: 'rpl_chengdu_huaili_1_flexible' }
const group = 'order_consumer_group'
const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0)

/** A message of an order that nobody could handle, and one of the same order that waits behind it. */
async function bury(world: World, orderId: string): Promise<void> {
  await world.app.ports.db.transaction(async (tx) => {
    for (const [seq, state] of [
      [8, 'dead'],
      [9, 'parked'],
    ] as const) {
      await tx
        .prepared(
          `insert into parked (subscription, event_id, topic, event, message_key, message_seq, position, payload, born_at,
             due_at, state, attempts, visible_at, reason, parked_at)
           values ('${group}', ?, 'order_topic', 'order.paid', ?, ?, ?, ?, ?, ?, ?, 12, ?, '40037', ?)`,
        )
        .run(
          ...[`${orderId}:${seq}`, orderId, seq, 1_000_000 + seq, JSON.stringify({ orderId, personKeys: ['k'] })],
          ...[tx.now, tx.now, state, tx.now + 86_400_000, tx.now],
        )
    }
  })
}

test('an operator sees what is told by whom, who listens, and how much of it', async () => {
  await using world = await newWorld()
  const { client } = await world.staff()
  const li = await world.guest()
  await li.book({ ...king, checkIn: world.day(1), checkOut: world.day(2) })

  const before = await client.call(getOutbox, {})
  assert.ok(before.waiting > 0)
  assert.equal(sum(before.byAge.map(({ count }) => count)), before.waiting)
  assert.ok(before.oldestBornAt !== null)

  await world.settle()
  const after = await client.call(getOutbox, {})
  assert.deepEqual([after.waiting, after.oldestBornAt], [0, null])
  assert.ok(after.delayed.count >= 1 && after.delayed.nextDueAt !== null, 'the payment deadline is on its way')

  const { items } = await client.call(listTopics, {})
  const orders = items.find(({ topic }) => topic === 'order_topic')!
  assert.deepEqual([orders.type, orders.producers, orders.groups], ['FIFO', ['orders'], [group]])
  assert.ok(orders.events.some(({ event }) => event === 'order.paid'))
  assert.ok(orders.lastHour >= 1)
  assert.equal(orders.perMinute.length, 30)

  await world.pass(120)
  const later = await client.call(listTopics, {})
  assert.ok(sum(later.items.find(({ topic }) => topic === 'order_topic')!.perMinute) >= 1)
  const flow = await client.call(getOutbox, {})
  assert.ok(flow.delivered.peak >= 1 && flow.delivered.peak <= sum(flow.delivered.perMinute))
})

test('a subscription shows what waits in it, and how far behind it is', async () => {
  await using world = await newWorld()
  const { client } = await world.staff()
  const li = await world.guest()
  const order = await li.book({ ...king, checkIn: world.day(1), checkOut: world.day(2) })
  await world.settle()
  await bury(world, order.id)
  const { items } = await client.call(listSubscriptions, {})
  const orders = items.find((one) => one.group === group)!
  assert.deepEqual([orders.ready, orders.parked, orders.dead, orders.lagMs], [0, 1, 1, null])
  const due = items.find((one) => one.group === 'order_delay_consumer_group')!
  assert.ok(due.delayed >= 1 && due.nextDueAt !== null)
  const search = items.filter(({ everyProcess }) => everyProcess)
  assert.deepEqual(search.length, 2)
  assert.ok(search.every(({ events }) => events.includes('hotel.changed')))
})

test('a dead letter says why and what it blocks, comes page by page, and is tried again or given up', async () => {
  await using world = await newWorld()
  const { client } = await world.staff()
  const li = await world.guest()
  const placed = []
  for (const day of [1, 2, 3])
    placed.push(await li.book({ ...king, checkIn: world.day(day), checkOut: world.day(day + 1) }))
  for (const order of placed) await bury(world, order.id)

  const first = await client.call(listDeadLetters, { query: { limit: 2 } })
  const rest = await client.call(listDeadLetters, { query: { limit: 2, cursor: first.nextCursor! } })
  const letters = [...first.items, ...rest.items]
  assert.deepEqual([letters.length, rest.nextCursor], [3, null])
  assert.deepEqual(letters.map(({ key }) => key).toSorted(), placed.map(({ id }) => id).toSorted())
  const [letter] = letters
  assert.deepEqual([letter!.reason, letter!.blocks, letter!.attempts], ['40037', 1, 12])
  assert.deepEqual(letter!.payload, { orderId: letter!.key })

  await client.call(requeueDeadLetter, { params: { id: letter!.id } })
  await client.call(discardDeadLetter, { params: { id: letters[1]!.id } })
  const left = await client.call(listDeadLetters, { query: {} })
  assert.deepEqual(
    left.items.map(({ id }) => id),
    [letters[2]!.id],
  )
})

test('messages are found by key and by time, page by page', async () => {
  await using world = await newWorld()
  const { client } = await world.staff()
  const li = await world.guest()
  const order = await li.book({ ...king, checkIn: world.day(1), checkOut: world.day(2) })
  await world.pass(300)
  const from = world.app.ports.clock.now()
  const second = await li.book({ ...king, checkIn: world.day(2), checkOut: world.day(3) })
  await world.settle()

  const byKey = await client.call(findMessages, { query: { key: order.id } })
  assert.ok(byKey.items.length > 0 && byKey.items.every(({ key }) => key === order.id))
  assert.ok(byKey.items.some(({ deliveries }) => deliveries.some(({ state }) => state === 'handled')))

  const found: string[] = []
  let cursor: string | undefined
  do {
    const query = { from: instantText(from), topic: 'order_topic', limit: 1, ...(cursor ? { cursor } : {}) }
    const page = await client.call(findMessages, { query })
    found.push(...page.items.map(({ key }) => key!))
    cursor = page.nextCursor ?? undefined
  } while (cursor)
  assert.ok(found.length > 0 && found.every((key) => key === second.id), `${found}`)
  const until = { from: instantText(from - 3_600_000), to: instantText(from), topic: 'order_topic' }
  const earlier = await client.call(findMessages, { query: until })
  assert.ok(earlier.items.length > 0 && earlier.items.every(({ key }) => key === order.id))
  const nothing = client.call(findMessages, { query: {} })
  await assert.rejects(nothing, (error: unknown) => error instanceof ApiProblem && error.code === 'invalid_request')
})

test('alarms come page by page with how many are open of each kind', async () => {
  await using world = await newWorld()
  const { client } = await world.staff()
  const { alarms } = world.app.modules
  await world.app.ports.db.transaction(async (tx) => {
    for (const name of ['a', 'b', 'c'])
      await alarms.raise(tx, { kind: 'dead_letter', subject: `message:${name}`, detail: {} })
    await alarms.raise(tx, { kind: 'bill_gone', subject: 'bill:1', detail: {} })
    await alarms.settle(tx, 'dead_letter', 'message:a')
  })
  const seen: (string | null)[] = []
  let cursor: string | undefined
  do {
    const page = await client.call(listAlarms, { query: { open: 'all', limit: 1, ...(cursor ? { cursor } : {}) } })
    assert.deepEqual(page.open, [
      { kind: 'bill_gone', count: 1 },
      { kind: 'dead_letter', count: 2 },
    ])
    seen.push(...page.items.map((alarm) => (alarm.closedAt === null ? 'open' : alarm.subject)))
    cursor = page.nextCursor ?? undefined
  } while (cursor)
  assert.deepEqual(seen, ['open', 'open', 'open', 'message:a'])
})
