import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newToken } from '../kernel/ids.ts'
import { openDoor } from './test-door.ts'

const good = { kind: 'king', rooms: 1 }
const key = { 'idempotency-key': 'k-1' }
const codeOf = (answer: { status: number; json: { code: string } }) => [answer.status, answer.json.code]

test('what is checked first is what a caller hears first: who, then CSRF, permission, request key, form', async () => {
  await using door = await openDoor({ staffMay: ['hotels.read'] })
  const edit = { method: 'PATCH', url: '/api/test/hotels/htl_1', payload: { nonsense: true } } as const
  assert.deepEqual(codeOf(await door.inject(edit)), [401, 'login_required'])
  assert.deepEqual(codeOf(await door.staff({ ...edit, headers: { 'x-csrf-token': 'other' } })), [403, 'csrf_failed'])
  assert.deepEqual(codeOf(await door.staff(edit)), [403, 'forbidden'])

  const make = { method: 'POST', url: '/api/test/things', payload: { nonsense: true } } as const
  assert.deepEqual(codeOf(await door.inject(make)), [401, 'login_required'])
  assert.deepEqual(codeOf(await door.guest(make)), [400, 'idempotency_key_missing'])
  assert.deepEqual(codeOf(await door.guest({ ...make, headers: key })), [400, 'invalid_request'])
  assert.deepEqual(door.ran, [])
  assert.equal((await door.guest({ ...make, payload: good, headers: key })).status, 201)
  assert.deepEqual(door.ran, ['make'])
})

test('who calls too often is told so before anything else is looked at', async () => {
  await using door = await openDoor()
  let last = 0
  for (let call = 0; call < 500 && last !== 429; call += 1) {
    last = (await door.inject({ url: '/api/test/open?limit=0' })).status
  }
  const refused = await door.inject({ url: '/api/test/open?limit=0' })
  assert.deepEqual(codeOf(refused), [429, 'too_many_requests'])
  assert.match(String(refused.headers['retry-after']), /^[1-9]\d*$/)
  door.clock.pass(5_000)
  assert.equal((await door.inject({ url: '/api/test/open' })).status, 200)
})

const badTokens: [string, string][] = [
  ['nothing after the scheme', 'Bearer '],
  ['no scheme', newToken()],
  ['another scheme', `Basic ${newToken()}`],
  ['a lower-case scheme with a stranger', `bearer ${newToken()}`],
  ['a token nobody has', `Bearer ${newToken()}`],
  ['a token cut short', `Bearer ${newToken().slice(0, 10)}`],
  ['two tokens', `Bearer ${newToken()} ${newToken()}`],
  ['a signed token of another kind', 'Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJtZW1fMSJ9.'],
  ['letters from elsewhere', 'Bearer ｔｏｋｅｎｔｏｋｅｎｔｏｋｅｎｔｏｋｅｎ'],
  ['a very long one', `Bearer ${'a'.repeat(4_000)}`],
  ['SQL', `Bearer ' or 1=1 -- aaaaaaaaaaaa`],
]

test('a token that is no good is 401, also where none is needed', async () => {
  await using door = await openDoor()
  for (const [what, authorization] of badTokens) {
    for (const url of ['/api/test/open', '/api/test/maybe', '/api/test/polled', '/api/test/bytes/1']) {
      const answer = await door.inject({ url, headers: { authorization } })
      assert.deepEqual(codeOf(answer), [401, 'session_ended'], `${what} at ${url}`)
    }
  }
  assert.deepEqual(door.ran, [])
  assert.equal((await door.guest({ url: '/api/test/maybe' })).json.memberId, 'mem_1')
  assert.equal((await door.inject({ url: '/api/test/maybe' })).json.memberId, null)
})

test('a guest’s token opens nothing of the staff, a staff cookie nothing of a guest', async () => {
  await using door = await openDoor()
  assert.equal((await door.guest({ url: '/api/test/hotels/htl_1' })).status, 401)
  assert.equal((await door.staff({ url: '/api/test/polled' })).status, 401)
  const asCookie = { cookie: `yizhan_staff=${door.guestToken}` }
  assert.deepEqual(codeOf(await door.inject({ url: '/api/test/hotels/htl_1', headers: asCookie })), [
    401,
    'session_ended',
  ])
})

test('staff write with the token of their session only, and read without it', async () => {
  await using door = await openDoor()
  const edit = { method: 'PATCH', url: '/api/test/hotels/htl_1', payload: { name: '望江' } } as const
  assert.equal((await door.staff(edit)).status, 200)
  for (const token of ['', 'x', newToken(), door.staffToken]) {
    assert.deepEqual(codeOf(await door.staff({ ...edit, headers: { 'x-csrf-token': token } })), [403, 'csrf_failed'])
  }
  assert.equal((await door.staff({ url: '/api/test/hotels/htl_1', headers: { 'x-csrf-token': '' } })).status, 200)
  assert.deepEqual(door.ran, ['edit'])
})

test('a request key is 1 to 64 letters, digits, hyphens or underscores', async () => {
  await using door = await openDoor()
  const make = (value: string) =>
    door.guest({ method: 'POST', url: '/api/test/things', payload: good, headers: { 'idempotency-key': value } })
  for (const fine of ['a', 'A-b_9', 'x'.repeat(64)]) assert.equal((await make(fine)).status, 201, fine)
  for (const wrong of ['', 'x'.repeat(65), 'a b', 'a,b', '键', "a'b", 'a.b']) {
    assert.deepEqual(codeOf(await make(wrong)), [400, 'idempotency_key_missing'], wrong)
  }
})

test('a guest’s session is looked up once in two seconds, a staff session every time', async () => {
  await using door = await openDoor()
  for (let call = 0; call < 5; call += 1) {
    await door.guest({ url: '/api/test/polled' })
    await door.staff({ url: '/api/test/hotels/htl_1' })
  }
  assert.deepEqual(door.lookedUp, { guest: 1, staff: 5 })
  door.endGuestSession()
  const until = performance.now() + 4_000
  let status = 200
  while (status === 200 && performance.now() < until) {
    status = (await door.guest({ url: '/api/test/polled' })).status
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  assert.equal(status, 401)
})

test('a notice of WeChat needs no session, whatever stands in its headers', async () => {
  await using door = await openDoor()
  const notice = { method: 'POST', url: '/api/test/notify', payload: '{}' } as const
  for (const authorization of ['', 'Bearer x', 'WECHATPAY2-SHA256-RSA2048 mchid="1"', `Bearer ${newToken()}`]) {
    assert.equal((await door.inject({ ...notice, headers: { authorization } })).status, 200, authorization)
  }
  assert.equal(door.lookedUp.guest, 0)
})

test('a call of the sandbox does not exist with WeChat itself', async () => {
  await using sandboxed = await openDoor()
  assert.equal((await sandboxed.inject({ method: 'POST', url: '/api/test/sandbox' })).status, 204)
  await using live = await openDoor({ sandbox: false })
  assert.deepEqual(codeOf(await live.inject({ method: 'POST', url: '/api/test/sandbox' })), [404, 'not_found'])
})

test('made-up tokens are slowed down by their address, before the database is asked', async () => {
  await using door = await openDoor()
  for (let guess = 0; guess < 2_000; guess += 1) {
    await door.inject({ url: '/api/test/polled', headers: { authorization: `Bearer ${newToken()}` } })
  }
  assert.ok(door.lookedUp.guest <= 1_000, `${door.lookedUp.guest} look-ups`)
  door.clock.pass(1_000)
  assert.equal((await door.guest({ url: '/api/test/polled' })).status, 200)
})
