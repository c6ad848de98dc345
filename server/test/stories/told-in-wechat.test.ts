import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cancelMyOrder, getMyOrderEvents, giveConsents } from '../../../contract/guest/orders.ts'
import { king } from '../../../proof/house/demo.ts'
import { newWorld } from '../world.ts'

test('a guest reads in the story which steps they were told of in WeChat, and why not of the others', async () => {
  await using world = await newWorld()
  const li = await world.guest()
  const order = await li.book({ ...king, checkIn: world.day(9), checkOut: world.day(10), consents: ['to_pay'] })
  const params = { id: order.id }
  const story = async () => (await li.client.call(getMyOrderEvents, { params })).items
  const told = async () => (await story()).map(({ step, notice }) => [step, notice?.template, notice?.outcome])
  await world.settle()
  assert.deepEqual(await told(), [['awaiting_payment', 'to_pay', 'sent']])
  // Allowed here, but not in WeChat itself: WeChat refuses it.
  await li.client.call(giveConsents, { params, body: { accepted: ['paid'] } })
  await li.pay(order.id)
  await world.settle()
  assert.deepEqual((await told()).at(-1), ['paid', 'paid', 'refused'])
  await li.client.call(cancelMyOrder, { params, body: { expectedRefundFen: order.totalFen } })
  await world.settle()
  assert.deepEqual((await told())[2], ['refunding', 'cancelled', 'not_allowed'])
  for (const { notice } of await story()) {
    if (notice) assert.deepEqual(Object.keys(notice).sort(), ['at', 'outcome', 'template'])
  }
})
