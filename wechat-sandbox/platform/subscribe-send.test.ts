import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Person } from '../client.ts'
import { newWorld, type World } from '../test-world.ts'
import { isFieldValue } from './field-kinds.ts'

let world: World
let lin: Person
before(async () => {
  world = await newWorld()
  lin = await world.client.createUser()
})
after(() => world[Symbol.asyncDispose]())

const confirmed = { thing1: { value: '院景大床房' }, thing2: { value: '房间已为你备好' } }

async function send(change: object = {}) {
  const body = {
    touser: lin.openid,
    template_id: world.credentials.templates.confirmed,
    page: 'pages/order/order?id=ord_1',
    data: confirmed,
    miniprogram_state: 'formal',
    lang: 'zh_CN',
    ...change,
  }
  return world.platform('/cgi-bin/message/subscribe/send', { access_token: await world.accessToken() }, body)
}

test('one acceptance lets one message through, the second is refused', async () => {
  await world.client.consent(lin.userId, ['confirmed'])
  const first = await send()
  assert.equal(first.errcode, 0)
  assert.ok(first.msgid)
  assert.equal((await send()).errcode, 43101)
  const [message, ...more] = await world.client.messages({ openid: lin.openid })
  assert.equal(more.length, 0)
  assert.equal(message?.template, 'confirmed')
  assert.deepEqual(message?.fields, { thing1: '院景大床房', thing2: '房间已为你备好' })
  assert.equal(message?.page, 'pages/order/order?id=ord_1')
})

test('a refusal, another template’s acceptance and another person’s acceptance give nothing', async () => {
  const other = await world.client.createUser()
  const answer = await world.client.consent(lin.userId, ['confirmed'], 'reject')
  assert.equal(answer[world.credentials.templates.confirmed], 'reject')
  await world.client.consent(lin.userId, [world.credentials.templates.paid])
  await world.client.consent(other.userId, ['confirmed'])
  assert.equal((await send()).errcode, 43101)
  assert.equal((await world.client.credits(lin.userId)).paid, 1)
})

test('a wrong openid, template, field or page is refused by name and uses no consent up', async () => {
  await world.client.consent(lin.userId, ['confirmed'])
  assert.equal((await send({ touser: lin.openids.web })).errcode, 40003)
  assert.equal((await send({ template_id: 'x' })).errcode, 40037)
  const bad = await send({ data: { ...confirmed, thing2: { value: '字'.repeat(21) } } })
  assert.equal(bad.errcode, 47003)
  assert.match(String(bad.errmsg), /^argument invalid! data\.thing2\.value invalid rid: /)
  assert.match(String((await send({ data: { thing1: { value: '房' } } })).errmsg), /data\.thing2\.value invalid/)
  assert.equal((await send({ page: 'https://example.com' })).errcode, 41030)
  assert.equal((await send({ page: '/pages/order/order' })).errcode, 41030)
  const query = { access_token: 'wrong' }
  assert.equal((await world.platform('/cgi-bin/message/subscribe/send', query, {})).errcode, 40001)
  assert.equal((await world.client.credits(lin.userId)).confirmed, 1)
  assert.equal((await send()).errcode, 0)
})

test('ten messages at once on one acceptance: one goes out', async () => {
  await world.client.consent(lin.userId, ['confirmed'])
  const answers = await Promise.all(Array.from({ length: 10 }, () => send()))
  assert.equal(answers.filter((answer) => answer.errcode === 0).length, 1)
})

const good: [string, string][] = [
  ['thing3', '字'.repeat(20)],
  ['number1', '26112300004187'],
  ['number1', '-3.5'],
  ['time2', '2026年11月25日 14:45:17'],
  ['time10', '15:01'],
  ['time10', '2026年11月25日 14:45~2026年11月25日 15:15'],
  ['date10', '2026年11月25日'],
  ['date10', '2026年11月25日 14:45'],
  ['character_string5', 'YZ26112300004187-1'],
  ['amount1', '¥836.00'],
  ['amount1', '836.00元'],
  ['phrase1', '已支付'],
  ['name1', '林知远'],
  ['name1', 'Lin Zhiyuan'],
]
const bad: [string, string][] = [
  ['thing3', '字'.repeat(21)],
  ['thing3', '  '],
  ['number1', 'ord_12'],
  ['number1', '1'.repeat(33)],
  ['time2', '2026-11-25 14:45:17'],
  ['date10', '2026-11-25'],
  ['character_string5', '订单1'],
  ['character_string5', 'x'.repeat(33)],
  ['amount1', '¥12345678901'],
  ['phrase1', '已经支付成功'],
  ['phrase1', 'paid'],
  ['name1', '林'.repeat(11)],
  ['unknown1', 'x'],
]

test('field values fit their kind', () => {
  for (const [key, value] of good) assert.equal(isFieldValue(key, value), true, `${key} ${value}`)
  for (const [key, value] of bad) assert.equal(isFieldValue(key, value), false, `${key} ${value}`)
})
