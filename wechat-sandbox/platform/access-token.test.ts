import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { newWorld, stableToken, type World } from '../test-world.ts'

let world: World
before(async () => {
  world = await newWorld()
})
after(() => world[Symbol.asyncDispose]())

/** What the platform thinks of a token: a phone call with no code gets past the token or not. */
async function verdict(token: unknown) {
  const { errcode } = await world.platform('/wxa/business/getuserphonenumber', { access_token: String(token) }, {})
  return errcode === 41008 ? 'good' : errcode
}

test('asking again gives the same token with less time left', async () => {
  const first = await stableToken(world)
  world.clock.time += 1_000_000
  const second = await stableToken(world)
  assert.equal(first.expires_in, 7_200)
  assert.equal(second.access_token, first.access_token)
  assert.equal(second.expires_in, 6_200)
})

test('in its last five minutes it is renewed and both are good until the old one ends', async () => {
  const old = await stableToken(world)
  world.clock.time += (Number(old.expires_in) - 300) * 1_000
  const renewed = await stableToken(world)
  assert.notEqual(renewed.access_token, old.access_token)
  assert.equal(renewed.expires_in, 7_200)
  assert.equal(await verdict(old.access_token), 'good')
  assert.equal(await verdict(renewed.access_token), 'good')
  world.clock.time += 300_000
  assert.equal(await verdict(old.access_token), 42001)
  assert.equal(await verdict(renewed.access_token), 'good')
})

test('a forced renewal kills the old token at once, but not twice within 30 seconds', async () => {
  const old = await stableToken(world)
  const forced = await stableToken(world, true)
  assert.notEqual(forced.access_token, old.access_token)
  assert.equal(await verdict(old.access_token), 40001)
  assert.equal((await stableToken(world)).access_token, forced.access_token)
  world.clock.time += 29_000
  assert.equal((await stableToken(world, true)).access_token, forced.access_token)
  world.clock.time += 1_000
  assert.notEqual((await stableToken(world, true)).access_token, forced.access_token)
})

test('the twenty-first forced renewal of a day is refused', async () => {
  world.clock.time += 2 * 86_400_000
  for (let count = 0; count < 20; count += 1) {
    assert.ok((await stableToken(world, true)).access_token)
    world.clock.time += 30_000
  }
  assert.equal((await stableToken(world, true)).errcode, 45009)
})

test('no token, an invented one and one of the other app are refused', async () => {
  assert.equal(await verdict('98_invented'), 40001)
  assert.equal(await verdict(''), 41001)
  const { web } = world.credentials
  const body = { grant_type: 'client_credential', ...web }
  const other = await world.platform('/cgi-bin/stable_token', {}, body)
  assert.equal(await verdict(other.access_token), 40001)
})

test('a wrong secret, a wrong appid and a wrong grant type get no token', async () => {
  const ask = (change: object) => {
    const body = { grant_type: 'client_credential', ...world.credentials.mini, ...change }
    return world.platform('/cgi-bin/stable_token', {}, body)
  }
  assert.equal((await ask({ secret: 'x' })).errcode, 40125)
  assert.equal((await ask({ appid: 'x' })).errcode, 40013)
  assert.equal((await ask({ grant_type: 'x' })).errcode, 40002)
})

test('a body that is not JSON is a data format error', async () => {
  const response = await fetch(`${world.sandbox.url}/cgi-bin/stable_token`, { method: 'POST', body: '{' })
  assert.equal(((await response.json()) as { errcode: number }).errcode, 47001)
})
