import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Person } from '../client.ts'
import { newWorld, type World } from '../test-world.ts'

let world: World
before(async () => {
  world = await newWorld()
})
after(() => world[Symbol.asyncDispose]())

type Told = { ask?: { name: string; title: string }[]; errMsg?: string; errCode?: number } & Record<string, unknown>

async function call<Result>(method: string, person: Person, path: string, body?: object): Promise<Result> {
  const answer = await fetch(`${world.sandbox.url}/sandbox/users/${person.userId}/${path}`, {
    method,
    ...(body ? { body: JSON.stringify(body) } : {}),
  })
  const text = await answer.text()
  return (text ? JSON.parse(text) : {}) as Result
}

const ask = (person: Person, templates: string[], answer?: { accepted: string[]; keep: boolean }) =>
  call<Told>('POST', person, 'subscribe-request', { templates, ...(answer ? { answer } : {}) })

const settings = (person: Person) =>
  call<{ mainSwitch: boolean; itemSettings: Record<string, string> }>('GET', person, 'subscriptions')

test('a request asks first, then answers as WeChat does, and an acceptance is one message', async () => {
  const lin = await world.client.createUser()
  const { to_pay, paid, cancelled } = world.credentials.templates
  const question = await ask(lin, [to_pay, paid, cancelled])
  assert.deepEqual(
    question.ask?.map(({ name, title }) => [name, title]),
    [
      ['to_pay', '待付款提醒'],
      ['paid', '支付成功通知'],
      ['cancelled', '订单取消通知'],
    ],
  )
  const told = await ask(lin, [to_pay, paid, cancelled], { accepted: [to_pay, paid], keep: false })
  assert.deepEqual(told, {
    errMsg: 'requestSubscribeMessage:ok',
    [to_pay]: 'accept',
    [paid]: 'accept',
    [cancelled]: 'reject',
  })
  const { to_pay: left, paid: leftPaid, cancelled: leftCancelled } = await world.client.credits(lin.userId)
  assert.deepEqual([left, leftPaid, leftCancelled], [1, 1, 0])
  assert.ok((await ask(lin, [to_pay])).ask, 'a choice that was not kept is asked again')
})

test('a kept choice answers by itself, each time for one more message, until it is forgotten', async () => {
  const lin = await world.client.createUser()
  const { to_pay, paid } = world.credentials.templates
  await ask(lin, [to_pay, paid], { accepted: [to_pay], keep: true })
  assert.deepEqual((await settings(lin)).itemSettings, { [to_pay]: 'accept', [paid]: 'reject' })
  const told = await ask(lin, [to_pay, paid])
  assert.deepEqual([told[to_pay], told[paid]], ['accept', 'reject'])
  assert.equal((await world.client.credits(lin.userId)).to_pay, 2)
  await call('DELETE', lin, 'subscriptions')
  assert.equal((await ask(lin, [to_pay, paid])).ask?.length, 2)
})

test('with a kept choice among them only the others are asked', async () => {
  const lin = await world.client.createUser()
  const { to_pay, paid } = world.credentials.templates
  await ask(lin, [to_pay], { accepted: [], keep: true })
  assert.deepEqual(
    (await ask(lin, [to_pay, paid])).ask?.map(({ name }) => name),
    ['paid'],
  )
  const told = await ask(lin, [to_pay, paid], { accepted: [to_pay, paid], keep: false })
  assert.deepEqual([told[to_pay], told[paid]], ['reject', 'accept'])
})

test('too many, none, an unknown template and the switch that is off are refused with WeChat’s numbers', async () => {
  const lin = await world.client.createUser()
  const { to_pay, paid, confirmed, finished } = world.credentials.templates
  const wrong: [string[], number][] = [
    [[], 10001],
    [[to_pay, paid, confirmed, finished], 20003],
    [['no such template'], 20001],
  ]
  for (const [templates, errCode] of wrong) assert.equal((await ask(lin, templates)).errCode, errCode)
  await call('POST', lin, 'subscriptions', { mainSwitch: false })
  assert.equal((await settings(lin)).mainSwitch, false)
  const told = await ask(lin, [to_pay], { accepted: [to_pay], keep: false })
  assert.deepEqual(told, { errMsg: 'requestSubscribeMessage:fail The main switch is switched off', errCode: 20004 })
  assert.equal((await world.client.credits(lin.userId)).to_pay, 0)
  await call('POST', lin, 'subscriptions', { mainSwitch: true })
  assert.ok((await ask(lin, [to_pay])).ask)
})
