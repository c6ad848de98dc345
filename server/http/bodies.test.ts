import assert from 'node:assert/strict'
import type { AddressInfo } from 'node:net'
import { test } from 'node:test'
import { type Door, openDoor, overSocket } from './test-door.ts'

const json = 'application/json'

const make = (door: Door, payload: string | Buffer, type: string | undefined = json) =>
  door.guest({
    method: 'POST',
    url: '/api/test/things',
    payload,
    headers: { 'idempotency-key': 'k', ...(type === undefined ? {} : { 'content-type': type }) },
  })

test('what is not JSON is malformed, and nothing runs', async () => {
  await using door = await openDoor()
  for (const payload of ['{', '{"a":', "{'a':1}", '{"kind":"king",}', 'undefined', '{"rooms":NaN}', '\u0000', '']) {
    const answer = await make(door, payload)
    assert.deepEqual([answer.status, answer.json.code], [400, 'malformed_json'], payload)
  }
  assert.deepEqual(door.ran, [])
})

test('keys that reach for a prototype are refused wherever they stand', async () => {
  await using door = await openDoor()
  const payloads = [
    '{"__proto__":{"kind":"king"},"rooms":1}',
    '{"kind":"king","rooms":1,"note":{"__proto__":{"admin":true}}}',
    '{"kind":"king","rooms":1,"note":{"constructor":{"prototype":{"admin":true}}}}',
    '{"kind":"king","rooms":1,"note":{"\\u005f_proto__":{"admin":true}}}',
    '{"kind":"king","rooms":1,"note":[[{"constructor":{"prototype":1}}]]}',
  ]
  for (const payload of payloads) assert.equal((await make(door, payload)).status, 400, payload)
  assert.deepEqual(door.ran, [])
  assert.equal(({} as { admin?: boolean }).admin, undefined)
})

test('a body nests twelve levels at most, however it is written', async () => {
  await using door = await openDoor()
  const nested = (levels: number) => `{"kind":"king","rooms":1,"note":${'['.repeat(levels)}${']'.repeat(levels)}}`
  assert.equal((await make(door, nested(11))).status, 201)
  for (const levels of [12, 100, 30_000]) {
    const answer = await make(door, nested(levels))
    assert.deepEqual([answer.status, answer.json.fields], [400, { body: 'depth' }], `${levels}`)
  }
  assert.equal((await make(door, `{"note":${'{"a":'.repeat(9_000)}1${'}'.repeat(9_000)}}`)).status, 400)
})

test('a body holds 64 KB at most, also when its length is not told', async () => {
  await using door = await openDoor()
  const head = '{"kind":"king","rooms":1,"note":"'
  const sized = (bytes: number) => `${head}${'x'.repeat(bytes - head.length - 2)}"}`
  assert.equal((await make(door, sized(64 * 1024))).status, 201)
  const large = await make(door, sized(64 * 1024 + 1))
  assert.deepEqual([large.status, large.json.code], [413, 'body_too_large'])
  const notice = await door.inject({ method: 'POST', url: '/api/test/notify', payload: Buffer.alloc(64 * 1024 + 1) })
  assert.equal(notice.status, 413)

  await door.server.listen({ port: 0, host: '127.0.0.1' })
  const chunk = `1000\r\n${'x'.repeat(4096)}\r\n`
  const answer = await overSocket(
    (door.server.server.address() as AddressInfo).port,
    `POST /api/test/things HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${door.guestToken}\r\nidempotency-key: k\r\ncontent-type: ${json}\r\ntransfer-encoding: chunked\r\n\r\n${chunk.repeat(20)}`,
    /body_too_large/,
  )
  assert.match(answer, /^HTTP\/1.1 413 /)
})

test('only JSON is taken where JSON is declared', async () => {
  await using door = await openDoor()
  const good = '{"kind":"king","rooms":1}'
  const types = [
    'text/plain',
    'application/x-www-form-urlencoded',
    'application/xml',
    'multipart/form-data; boundary=x',
    'application/jsonp',
    'nonsense',
  ]
  for (const type of types) {
    const answer = await make(door, good, type)
    assert.deepEqual([answer.status, answer.json.code], [415, 'unsupported_media_type'], type)
  }
  for (const type of [json, 'application/json; charset=utf-8', 'Application/JSON']) {
    assert.equal((await make(door, good, type)).status, 201, type)
  }
  assert.deepEqual(door.ran.length, 3)
})

test('a notice arrives byte for byte, of whatever type it claims to be', async () => {
  await using door = await openDoor()
  const payload = Buffer.from([0xef, 0xbb, 0xbf, ...Buffer.from('{ "id" : "通知" ,"__proto__":1}\r\n'), 0])
  for (const type of [json, 'text/plain', 'application/octet-stream', '']) {
    const answer = await door.inject({
      method: 'POST',
      url: '/api/test/notify',
      payload,
      headers: type ? { 'content-type': type } : {},
    })
    assert.deepEqual([answer.status, answer.json?.base64], [200, payload.toString('base64')], type)
  }
})

test('a file comes as multipart, has a size limit of its own, and nothing else is taken for one', async () => {
  await using door = await openDoor()
  const upload = (payload: Buffer | string, type: string) =>
    door.staff({ method: 'POST', url: '/api/test/upload', payload, headers: { 'content-type': type } })
  const multipart = (content: Buffer) =>
    Buffer.concat([
      Buffer.from('--b\r\ncontent-disposition: form-data; name="file"; filename="a.png"\r\n\r\n'),
      content,
      Buffer.from('\r\n--b--\r\n'),
    ])
  const whole = await upload(multipart(Buffer.alloc(200_000)), 'multipart/form-data; boundary=b')
  assert.deepEqual(whole.json, { size: 200_000 })
  const large = await upload(multipart(Buffer.alloc(12 * 2 ** 20 + 1)), 'multipart/form-data; boundary=b')
  assert.deepEqual([large.status, large.json.code], [413, 'body_too_large'])
  const other = await upload('{}', json)
  assert.deepEqual([other.status, other.json.code], [415, 'unsupported_media_type'])
  const without = await upload('{}', 'multipart/form-data')
  assert.equal(without.status, 415)
})

test('a file that breaks off, or parts that cannot be read, are the sender’s fault', async () => {
  await using door = await openDoor()
  const head = '--b\r\ncontent-disposition: form-data; name="file"; filename="a.png"\r\n\r\n'
  const broken: [string, string][] = [
    ['no end', `${head}abc`],
    ['no end of the headers', '--b\r\ncontent-disposition: form-data; name="file"'],
    ['no parts', 'abc'],
    ['nothing', ''],
  ]
  for (const [what, payload] of broken) {
    const headers = { 'content-type': 'multipart/form-data; boundary=b' }
    const answer = await door.staff({ method: 'POST', url: '/api/test/upload', payload, headers })
    assert.ok(answer.status >= 400 && answer.status < 500, `${what}: ${answer.status}`)
  }
})
