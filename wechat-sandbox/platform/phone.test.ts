import assert from 'node:assert/strict'
import { createDecipheriv } from 'node:crypto'
import { after, before, test } from 'node:test'
import type { Person } from '../client.ts'
import { newWorld, type World } from '../test-world.ts'

let world: World
let lin: Person
before(async () => {
  world = await newWorld()
  lin = await world.client.createUser({ phone: '13800006021' })
})
after(() => world[Symbol.asyncDispose]())

async function phone(body: object) {
  return world.platform('/wxa/business/getuserphonenumber', { access_token: await world.accessToken() }, body)
}

async function login() {
  const query = { ...world.credentials.mini, js_code: await world.client.loginCode(lin.userId) }
  return world.platform('/sns/jscode2session', { ...query, grant_type: 'authorization_code' })
}

test('a phone code tells the phone, once', async () => {
  const code = await world.client.phoneCode(lin.userId)
  const answer = await phone({ code })
  assert.equal(answer.errcode, 0)
  assert.deepEqual(answer.phone_info, {
    phoneNumber: '13800006021',
    purePhoneNumber: '13800006021',
    countryCode: '86',
    watermark: { timestamp: world.clock.time / 1_000, appid: world.credentials.mini.appid },
  })
  assert.equal((await phone({ code })).errcode, 40029)
})

test('a phone code given with an openid works only for that person, and a wrong try does not use it up', async () => {
  const other = await world.client.createUser()
  const code = await world.client.phoneCode(lin.userId)
  assert.equal((await phone({ code, openid: other.openid })).errcode, 40029)
  assert.equal((await phone({ code, openid: lin.openid })).errcode, 0)
})

test('a phone code works for five minutes and is not the login code', async () => {
  const code = await world.client.phoneCode(lin.userId)
  assert.equal((await phone({ code: await world.client.loginCode(lin.userId) })).errcode, 40029)
  world.clock.time += 300_000
  assert.equal((await phone({ code })).errcode, 40029)
})

test('the older encrypted phone opens with the session key of the last login', async () => {
  await login()
  const { session_key } = await login()
  const { encryptedData, iv } = await world.client.encryptedPhone(lin.userId)
  const key = Buffer.from(String(session_key), 'base64')
  const decipher = createDecipheriv('aes-128-cbc', key, Buffer.from(iv, 'base64'))
  const opened = Buffer.concat([decipher.update(Buffer.from(encryptedData, 'base64')), decipher.final()])
  const told = JSON.parse(opened.toString())
  assert.equal(told.purePhoneNumber, '13800006021')
  assert.equal(told.watermark.appid, world.credentials.mini.appid)
})

test('before any login there is no session key to encrypt with', async () => {
  const { userId } = await world.client.createUser()
  await assert.rejects(world.client.encryptedPhone(userId), { code: 'never_logged_in', status: 409 })
})
