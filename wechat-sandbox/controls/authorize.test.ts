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

function open(change: Record<string, string>, headers: Record<string, string> = {}) {
  const query = new URLSearchParams({
    appid: world.credentials.web.appid,
    redirect_uri: 'https://hotel.example/?from=home',
    response_type: 'code',
    scope: 'snsapi_base',
    state: 's 1',
    ...change,
  })
  return fetch(`${world.sandbox.url}/connect/oauth2/authorize?${query}`, { redirect: 'manual', headers })
}

async function personBehind(answer: Response) {
  const { searchParams } = new URL(answer.headers.get('location') ?? '')
  const code = searchParams.get('code') ?? ''
  return world.platform('/sns/oauth2/access_token', {
    ...world.credentials.web,
    code,
    grant_type: 'authorization_code',
  })
}

const iframe = { 'sec-fetch-dest': 'iframe' }

test('in the phone the page asks the frame who holds it, and may be framed by our own page alone', async () => {
  const answer = await open({}, iframe)
  assert.equal(answer.status, 200)
  assert.match(await answer.text(), /<script src="\/page\/authorize\.js"><\/script>/)
  assert.match(answer.headers.get('content-security-policy') ?? '', /frame-ancestors 'self'$/)
  assert.doesNotMatch(await (await open({ list: '1' }, iframe)).text(), /authorize\.js/)
})

test('snsapi_base is silent in the phone, and tells the unionid, as of a follower', async () => {
  const answer = await open({ who: lin.userId, phone: '1' }, iframe)
  assert.equal(answer.status, 302)
  const back = new URL(answer.headers.get('location') ?? '')
  assert.deepEqual([back.searchParams.get('state'), back.searchParams.get('from')], ['s 1', 'home'])
  const told = await personBehind(answer)
  assert.deepEqual([told.openid, told.unionid], [lin.openids.web, lin.unionid])
})

test('snsapi_userinfo asks the person, who may allow it or go back without a code', async () => {
  const page = await (await open({ who: lin.userId, phone: '1', scope: 'snsapi_userinfo' }, iframe)).text()
  assert.match(page, /&lt;林>/)
  const [deny, allow] = [...page.matchAll(/href="([^"]*(?:state|as)=[^"]*)"/g)].map(([, to]) =>
    to!.replaceAll('&amp;', '&'),
  )
  const refused = new URL(deny!)
  assert.equal(refused.origin, 'https://hotel.example')
  assert.deepEqual([refused.searchParams.get('code'), refused.searchParams.get('state')], [null, 's 1'])
  const answer = await fetch(`${world.sandbox.url}/connect/oauth2/authorize${allow}`, { redirect: 'manual' })
  assert.equal((await personBehind(answer)).unionid, lin.unionid)
})

test('nobody is signed in as a person there is not', async () => {
  for (const change of [{ who: 'u_nobody' }, { as: 'u_nobody' }] as Record<string, string>[]) {
    assert.equal((await open(change)).status, 200)
  }
})
