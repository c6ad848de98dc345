import assert from 'node:assert/strict'
import type { AddressInfo } from 'node:net'
import { test } from 'node:test'
import { openDoor, overSocket } from './test-door.ts'

test('an address nobody answers is 404', async () => {
  await using door = await openDoor()
  for (const url of [
    '/',
    '/api',
    '/api/test/nothing',
    '/api/test/open/',
    '/API/test/open',
    '/api//test/open',
    '/.env',
    '/metrics',
    '/healthz',
  ]) {
    const answer = await door.inject({ url })
    assert.deepEqual([answer.status, answer.json.code], [404, 'not_found'], url)
  }
})

test('an address that cannot be read is a problem document too', async () => {
  await using door = await openDoor()
  for (const url of ['/api/%zz', '/api/test/fail/%E0%A4%A', `/api/test/fail/${'x'.repeat(200)}`]) {
    const answer = await door.inject({ url })
    assert.ok(answer.status === 400 || answer.status === 404, `${url} ${answer.status}`)
    assert.match(String(answer.headers['content-type']), /problem\+json/, url)
    assert.ok(answer.json.code in { not_found: 1, invalid_request: 1 }, answer.body)
  }
})

test('a method nobody takes is 405 and names those that are taken', async () => {
  await using door = await openDoor()
  const wrong: [string, string, string][] = [
    ['POST', '/api/test/open', 'GET'],
    ['HEAD', '/api/test/open', 'GET'],
    ['OPTIONS', '/api/test/open', 'GET'],
    ['GET', '/api/test/notify', 'POST'],
    ['GET', '/api/test/things', 'POST'],
    ['PUT', '/api/test/things/t_1', 'DELETE'],
    ['POST', '/api/test/hotels/htl_1', 'GET, PATCH'],
  ]
  for (const [method, url, allow] of wrong) {
    const answer = await door.inject({ method: method as 'GET', url })
    const allowed = String(answer.headers.allow).split(', ').sort().join(', ')
    assert.deepEqual([answer.status, allowed], [405, allow], `${method} ${url}`)
    if (method !== 'HEAD') assert.equal(answer.json.code, 'method_not_allowed')
    assert.ok(answer.headers['x-request-id'])
  }
})

test('a wrong method reads no body of any kind', async () => {
  await using door = await openDoor()
  const payload = { method: 'PUT', url: '/api/test/open', headers: { 'content-type': 'x/y' }, payload: 'x' } as const
  assert.equal((await door.inject(payload)).status, 405)
})

test('a client’s address is the socket’s, or what a listed proxy says', async () => {
  const address = async (trustedProxies: string[], forwarded?: string) => {
    await using door = await openDoor({ trustedProxies })
    const headers: Record<string, string> = forwarded === undefined ? {} : { 'x-forwarded-for': forwarded }
    return (await door.inject({ url: '/api/test/open', headers, remoteAddress: '10.0.0.1' })).json.address
  }
  assert.equal(await address([], '6.6.6.6'), '10.0.0.1')
  assert.equal(await address(['10.0.0.2'], '6.6.6.6'), '10.0.0.1')
  assert.equal(await address(['10.0.0.1']), '10.0.0.1')
  assert.equal(await address(['10.0.0.1'], '8.8.8.8'), '8.8.8.8')
  assert.equal(await address(['10.0.0.1'], '6.6.6.6, 8.8.8.8'), '8.8.8.8')
  assert.equal(await address(['10.0.0.1', '10.0.0.9'], '6.6.6.6, 8.8.8.8, 10.0.0.9'), '8.8.8.8')
  assert.equal(await address(['10.0.0.1'], '::ffff:8.8.8.8'), '8.8.8.8')
  assert.equal(await address(['10.0.0.1'], ' , ,'), '10.0.0.1')
  assert.equal(await address(['10.0.0.1'], `${'6.6.6.6, '.repeat(5_000)}8.8.8.8`.slice(-7_000)), '8.8.8.8')
})

test('an identity header changes nothing', async () => {
  await using door = await openDoor()
  const headers = { 'x-user-id': 'mem_1', 'x-member-id': 'mem_1', 'x-staff-id': 'stf_1', 'x-real-ip': '127.0.0.1' }
  assert.equal((await door.inject({ url: '/api/test/polled', headers })).status, 401)
  assert.equal((await door.inject({ url: '/api/test/maybe', headers })).json.memberId, null)
})

test('on a socket: what is not HTTP, or says its length twice, gets a problem document and the end', async () => {
  await using door = await openDoor()
  await door.server.listen({ port: 0, host: '127.0.0.1' })
  const { port } = door.server.server.address() as AddressInfo
  const head = 'POST /api/test/notify HTTP/1.1\r\nhost: x\r\n'
  const wrong: [string, string][] = [
    ['no HTTP', 'hello\r\n\r\n'],
    ['two lengths', `${head}content-length: 1\r\ncontent-length: 2\r\n\r\nab`],
    ['a length and chunks', `${head}content-length: 3\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n`],
    ['chunks of another kind', `${head}transfer-encoding: chunked, identity\r\n\r\n0\r\n\r\n`],
    ['a line feed in a header', `${head}x: a\nb: c\r\n\r\n`],
    ['headers without end', `GET / HTTP/1.1\r\nhost: x\r\n${`x: ${'y'.repeat(1_000)}\r\n`.repeat(20)}\r\n`],
  ]
  for (const [what, bytes] of wrong) {
    const answer = await overSocket(port, bytes)
    assert.match(answer, /^HTTP\/1.1 4\d\d /, what)
    assert.match(answer, /application\/problem\+json/, what)
    assert.match(answer, /"code":"invalid_request"/, what)
    assert.match(answer, /x-request-id: [0-9a-f]{16}-/i, what)
  }
})

test('on a socket: one connection serves call after call, and ends with the server', async () => {
  const door = await openDoor()
  await door.server.listen({ port: 0, host: '127.0.0.1' })
  const { port } = door.server.server.address() as AddressInfo
  const call = 'GET /api/test/bytes/1 HTTP/1.1\r\nhost: x\r\n\r\n'
  const two = await overSocket(port, call + call, /true}[\s\S]*true}/)
  assert.equal(two.match(/HTTP\/1.1 200 /g)?.length, 2)
  await door.server.close()
  await assert.rejects(overSocket(port, call), /ECONNREFUSED/)
})
