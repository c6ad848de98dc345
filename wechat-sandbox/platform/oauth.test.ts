import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Person } from '../client.ts'
import { newWorld, type World } from '../test-world.ts'

let world: World
let lin: Person
before(async () => {
  world = await newWorld({ productUrl: 'https://hotel.example' })
  lin = await world.client.createUser({ nickname: '<林>' })
})
after(() => world[Symbol.asyncDispose]())

function authorize(change: Record<string, string> = {}) {
  const query = new URLSearchParams({
    appid: world.credentials.web.appid,
    redirect_uri: 'https://hotel.example/login',
    response_type: 'code',
    scope: 'snsapi_userinfo',
    state: 's1',
    as: lin.userId,
    ...change,
  })
  return fetch(`${world.sandbox.url}/connect/oauth2/authorize?${query}`, { redirect: 'manual' })
}

async function codeOf(change: Record<string, string> = {}) {
  const location = new URL((await authorize(change)).headers.get('location') ?? '')
  return location.searchParams.get('code') ?? ''
}

function exchange(code: string, change: Record<string, string> = {}) {
  const query = { ...world.credentials.web, code, grant_type: 'authorization_code', ...change }
  return world.platform('/sns/oauth2/access_token', query)
}

test('the page sends the named person back with a code and the state', async () => {
  const answer = await authorize()
  assert.equal(answer.status, 302)
  const location = new URL(answer.headers.get('location') ?? '')
  assert.equal(location.origin + location.pathname, 'https://hotel.example/login')
  assert.equal(location.searchParams.get('state'), 's1')
  const told = await exchange(location.searchParams.get('code') ?? '')
  assert.equal(told.openid, lin.openids.web)
  assert.equal(told.unionid, lin.unionid)
  assert.equal(told.scope, 'snsapi_userinfo')
})

test('without a person it lists everybody, names escaped', async () => {
  const answer = await authorize({ as: '' })
  assert.equal(answer.status, 200)
  assert.match(await answer.text(), /&lt;林> .*as=u_|as=u_.*&lt;林>/s)
})

test('snsapi_base tells no unionid', async () => {
  const told = await exchange(await codeOf({ scope: 'snsapi_base' }))
  assert.equal(told.openid, lin.openids.web)
  assert.equal('unionid' in told, false)
})

test('a code works once and only with the web app’s secret', async () => {
  const code = await codeOf()
  assert.equal((await exchange(code, { secret: 'x' })).errcode, 40125)
  assert.equal((await exchange(code, { ...world.credentials.mini })).errcode, 40013)
  assert.equal((await exchange(code)).openid, lin.openids.web)
  assert.equal((await exchange(code)).errcode, 40029)
  assert.equal((await exchange('')).errcode, 41008)
})

test('a foreign redirect, a wrong app, scope or response type does not get a code', async () => {
  const wrong: Record<string, string>[] = [
    { redirect_uri: 'https://evil.example/' },
    { appid: 'x' },
    { scope: 'all' },
    { response_type: 'token' },
  ]
  for (const change of wrong) assert.equal((await authorize(change)).status, 400)
})
