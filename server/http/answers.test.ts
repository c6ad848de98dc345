import assert from 'node:assert/strict'
import { test } from 'node:test'
import { refusals } from '../../contract/refusals.ts'
import { type Answer, openDoor } from './test-door.ts'

const failing = (how: string, headers: Record<string, string> = {}) => ({ url: `/api/test/fail/${how}`, headers })

test('a “no” is a problem document with its code, a sentence, and the facts of the refusal', async () => {
  await using door = await openDoor()
  const answer = await door.inject(failing('sold-out', { 'x-request-id': 'request-0001' }))
  assert.equal(answer.headers['content-type'], 'application/problem+json; charset=utf-8')
  assert.deepEqual(answer.json, {
    type: '/problems/rooms_sold_out',
    title: refusals.rooms_sold_out.zh,
    status: 409,
    code: 'rooms_sold_out',
    detail: refusals.rooms_sold_out.zh,
    nights: ['2026-11-25'],
    requestId: 'request-0001',
  })
})

test('facts never take the place of what every problem says', async () => {
  await using door = await openDoor()
  const { status, json } = await door.inject(failing('with-status', { 'x-request-id': 'request-0001' }))
  assert.equal(status, 409)
  assert.deepEqual([json.status, json.title, json.requestId], [409, refusals.order_state.zh, 'request-0001'])
})

test('the sentence is in the caller’s language, Chinese by default', async () => {
  await using door = await openDoor()
  const languages: [string | undefined, 'zh' | 'en'][] = [
    [undefined, 'zh'],
    ['zh-CN', 'zh'],
    ['en', 'en'],
    ['en-GB,en;q=0.9,zh;q=0.8', 'en'],
    ['zh-CN,zh;q=0.9,en;q=0.8', 'zh'],
    ['fr, en;q=0.5', 'en'],
    ['en;q=0', 'zh'],
    ['zh;q=0.2, en;q=0.1', 'zh'],
    ['de', 'zh'],
    ['*', 'zh'],
    [';;;,,,q=', 'zh'],
  ]
  for (const [header, language] of languages) {
    const headers: Record<string, string> = header === undefined ? {} : { 'accept-language': header }
    const no = await door.inject(failing('field', headers))
    assert.equal(no.json.title, refusals.booking_invalid[language], `${header}`)
    assert.equal(no.headers['content-language'], language === 'en' ? 'en' : 'zh-CN')
    const yes = await door.inject({ url: '/api/test/open', headers })
    assert.equal(yes.json.language, language)
    assert.match(String(yes.headers.vary), /Accept-Language/)
  }
})

test('fields are named by their path, each with a code of its own', async () => {
  await using door = await openDoor()
  const make = async (payload: object) =>
    (
      await door.guest({
        method: 'POST',
        url: '/api/test/things',
        payload,
        headers: { 'idempotency-key': 'k', 'accept-language': 'en' },
      })
    ).json
  const answer = await make({ kind: 'suite', guests: [{ name: '林' }, { name: '' }, {}], memberId: 'mem_2' })
  assert.equal(answer.code, 'invalid_request')
  assert.deepEqual(answer.fields, {
    kind: 'enum',
    rooms: 'required',
    'guests.1.name': 'minLength',
    'guests.2.name': 'required',
    memberId: 'unknown',
  })
  for (const name of Object.keys(answer.fields)) assert.ok(answer.detail.includes(name), answer.detail)
  assert.deepEqual((await make([])).fields, { body: 'type' })
  assert.deepEqual((await make({ kind: 'king', rooms: '1' })).fields, { rooms: 'type' })
  assert.deepEqual((await door.inject({ url: '/api/test/open?limit=101' })).json.fields, { limit: 'maximum' })
  assert.deepEqual((await door.inject({ url: '/api/test/open?x=1' })).json.fields, { x: 'unknown' })
  assert.deepEqual((await door.inject({ url: '/api/test/open?limit=1&limit=2' })).json.fields, { limit: 'type' })
})

test('a bug answers one sentence with an id, and its stack goes to the log once', async () => {
  await using door = await openDoor()
  for (const how of ['bug', 'outside-400']) {
    const before = door.lines.length
    const answer = await door.inject(failing(how))
    assert.deepEqual([answer.status, answer.json.code], [500, 'internal_error'], how)
    assert.ok(!answer.body.includes('secret') && !/\bat .*\.ts/.test(answer.body))
    const bugs = door.lines.slice(before).filter(({ msg }) => msg === 'a bug')
    assert.deepEqual(
      bugs.map(({ requestId }) => requestId),
      [answer.json.requestId],
    )
    assert.match(JSON.stringify(bugs), /secret/)
  }
})

test('what is away is 503 and says when to ask again', async () => {
  await using door = await openDoor()
  const answer = await door.inject(failing('unavailable'))
  assert.deepEqual([answer.status, answer.json.code, answer.headers['retry-after']], [503, 'unavailable', '7'])
})

test('every answer carries a request id: the caller’s when it is well formed', async () => {
  await using door = await openDoor()
  const paths = [
    '/api/test/open',
    '/api/test/open?limit=0',
    '/api/nothing',
    '/api/test/fail/bug',
    '/api/%zz',
    '/api/test/bytes/1',
  ]
  for (const url of paths) {
    const kept = await door.inject({ url, headers: { 'x-request-id': 'abc-DEF-123' } })
    assert.equal(kept.headers['x-request-id'], 'abc-DEF-123', url)
    for (const wrong of ['short', 'a'.repeat(65), 'has space', 'new\u00e9line', '<script>']) {
      const made = await door.inject({ url, headers: { 'x-request-id': wrong } })
      const id = String(made.headers['x-request-id'])
      assert.match(id, /^[0-9a-f]{16}-[0-9a-z]+$/, `${url} ${wrong}`)
      const passedOn = await door.inject({ url, headers: { 'x-request-id': id } })
      assert.equal(passedOn.headers['x-request-id'], id, 'behind a gateway the id stays')
    }
  }
})

test('no answer names what it was made with, and none may be sniffed or framed', async () => {
  await using door = await openDoor()
  const answers: Answer[] = await Promise.all(
    ['/api/test/open', '/api/nothing', '/api/test/fail/bug', '/api/test/bytes/1', '/api/%zz', '/api/test/polled'].map(
      (url) => door.inject({ url }),
    ),
  )
  for (const { headers, body } of answers) {
    assert.equal(headers['x-content-type-options'], 'nosniff', body)
    assert.match(String(headers['content-security-policy']), /default-src 'none'/)
    assert.equal(headers['x-powered-by'] ?? headers.server, undefined)
    assert.doesNotMatch(body, /fastify|FST_|node_modules/i)
  }
})

test('a reply holds what the contract says and nothing else', async () => {
  await using door = await openDoor()
  const answer = await door.guest({
    method: 'POST',
    url: '/api/test/things',
    payload: { kind: 'king', rooms: 1 },
    headers: { 'idempotency-key': 'k' },
  })
  assert.deepEqual(answer.json, { id: 'thing_k' })
  assert.equal(answer.headers['cache-control'], 'no-store')
  const nothing = await door.guest({ method: 'DELETE', url: '/api/test/things/t_1' })
  assert.deepEqual([nothing.status, nothing.body], [204, ''])
})

test('an unchanged answer is 304, by any way of naming its tag', async () => {
  await using door = await openDoor()
  for (const url of ['/api/test/polled', '/api/test/bytes/1']) {
    const first = await door.guest({ url })
    const etag = String(first.headers.etag)
    assert.match(etag, /^"[^"]+"$/)
    for (const header of [etag, `W/${etag}`, `"other", ${etag}`, `"a",W/${etag} , "b"`, '*']) {
      const again = await door.guest({ url, headers: { 'if-none-match': header } })
      assert.deepEqual([again.status, again.body, again.headers.etag], [304, '', etag], `${url} ${header}`)
    }
    for (const header of ['"other"', '', etag.slice(1, -1), `"x${etag.slice(1)}`]) {
      assert.equal((await door.guest({ url, headers: { 'if-none-match': header } })).status, 200, `${url} ${header}`)
    }
  }
})

test('what a verb refuses at once, before any turn of the loop, is a problem document like any other', async () => {
  await using door = await openDoor()
  const { status, json } = await door.inject({ url: '/api/test/bytes/none' })
  assert.deepEqual([status, json.code], [404, 'not_found'])
  assert.deepEqual(
    door.lines.map(({ operation, status }) => [operation, status]),
    [['testBytes', 404]],
  )
})

test('ready bytes go out as they are', async () => {
  await using door = await openDoor()
  const answer = await door.inject({ url: '/api/test/bytes/1' })
  assert.deepEqual([answer.status, answer.body, answer.headers['content-length']], [200, '{"hot":true}', '12'])
})
