import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Person } from '../client.ts'
import { newWorld, type World } from '../test-world.ts'

let world: World
let lin: Person
before(async () => {
  world = await newWorld()
  lin = await world.client.createUser({ nickname: '林知远', phone: '13800006021' })
})
after(() => world[Symbol.asyncDispose]())

function login(code: string, change: Record<string, string> = {}) {
  const { appid, secret } = world.credentials.mini
  const query = { appid, secret, js_code: code, grant_type: 'authorization_code', ...change }
  return world.platform('/sns/jscode2session', query)
}

test('a login code tells who the person is, without an errcode', async () => {
  const answer = await login(await world.client.loginCode(lin.userId))
  assert.equal(answer.openid, lin.openid)
  assert.equal(answer.unionid, lin.unionid)
  assert.equal(Buffer.from(String(answer.session_key), 'base64').length, 16)
  assert.equal('errcode' in answer, false)
})

test('a login code works once', async () => {
  const code = await world.client.loginCode(lin.userId)
  await login(code)
  const again = await login(code)
  assert.equal(again.errcode, 40029)
  assert.match(String(again.errmsg), /^invalid code rid: [0-9a-f-]+$/)
})

test('a hundred tries at once with one code let one in', async () => {
  const code = await world.client.loginCode((await world.client.createUser()).userId)
  const answers = await Promise.all(Array.from({ length: 100 }, () => login(code)))
  assert.equal(answers.filter((answer) => 'openid' in answer).length, 1)
})

test('a login code works for five minutes', async () => {
  const [early, late] = [await world.client.loginCode(lin.userId), await world.client.loginCode(lin.userId)]
  world.clock.time += 299_000
  assert.equal((await login(early)).openid, lin.openid)
  world.clock.time += 1_000
  assert.equal((await login(late)).errcode, 40029)
})

test('a code of the web page or of the phone button is no login code', async () => {
  assert.equal((await login(await world.client.loginCode(lin.userId, 'web'))).errcode, 40029)
  assert.equal((await login(await world.client.phoneCode(lin.userId))).errcode, 40029)
})

test('every parameter has its own error', async () => {
  const code = await world.client.loginCode(lin.userId)
  assert.equal((await login(code, { appid: '' })).errcode, 41002)
  assert.equal((await login(code, { appid: 'wx0000000000000000' })).errcode, 40013)
  assert.equal((await login(code, { appid: world.credentials.web.appid })).errcode, 40013)
  assert.equal((await login(code, { secret: '' })).errcode, 41004)
  assert.equal((await login(code, { secret: 'wrong' })).errcode, 40125)
  assert.equal((await login(code, { grant_type: 'password' })).errcode, 40002)
  assert.equal((await login('')).errcode, 41008)
  assert.equal((await login(code)).openid, lin.openid, 'none of them used the code up')
})

test('the hundred and first login of a person in a minute is too often; a minute later it is not', async () => {
  const { userId } = await world.client.createUser()
  for (let count = 0; count < 100; count += 1) {
    assert.equal('openid' in (await login(await world.client.loginCode(userId))), true)
  }
  const code = await world.client.loginCode(userId)
  assert.equal((await login(code)).errcode, 45011)
  world.clock.time += 61_000
  assert.equal('openid' in (await login(code)), true)
})
