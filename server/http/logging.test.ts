import assert from 'node:assert/strict'
import { Writable } from 'node:stream'
import { test } from 'node:test'
import { newToken } from '../kernel/ids.ts'
import { createLog } from './logging.ts'
import { openDoor } from './test-door.ts'

const requests = (lines: Record<string, unknown>[]) => lines.filter(({ msg }) => msg === 'request')

test('one line a request: its id, operation, status, time and kind of caller', async () => {
  await using door = await openDoor()
  await door.guest({ url: '/api/test/polled', headers: { 'x-request-id': 'request-0001' } })
  await door.staff({ url: '/api/test/hotels/htl_1' })
  await door.inject({ url: '/api/test/bytes/1' })
  await door.inject({ url: '/api/test/open?limit=0' })
  await door.inject({ url: '/api/nothing/here' })
  await door.inject({ method: 'DELETE', url: '/api/test/open' })
  await door.inject({ url: '/api/%zz' })
  const lines = requests(door.lines)
  assert.deepEqual(
    lines.map(({ operation, status, caller }) => [operation, status, caller]),
    [
      ['testPolled', 200, 'guest'],
      ['testLook', 200, 'staff'],
      ['testBytes', 200, null],
      ['testOpen', 400, null],
      ['none', 404, null],
      ['none', 405, null],
      ['none', 400, null],
    ],
  )
  assert.equal(lines[0]?.requestId, 'request-0001')
  for (const { ms } of lines) assert.equal(typeof ms, 'number')
  assert.match(await door.metrics.registry.metrics(), /_count\{operation="none",status="4xx"\} 3/)
})

test('no token, phone number or body reaches the log, also when a call goes wrong', async () => {
  await using door = await openDoor()
  const phone = '13800001234'
  const stranger = newToken()
  const note = { note: phone }
  const body = { method: 'POST', url: '/api/test/things', payload: { kind: 'king', rooms: 1, ...note } } as const
  await door.guest({ ...body, headers: { 'idempotency-key': phone } })
  await door.guest({ ...body, payload: { kind: phone } })
  await door.inject({ ...body, headers: { authorization: `Bearer ${stranger}` } })
  await door.staff({ url: `/api/test/fail/bug?phone=${phone}` })
  await door.inject({ url: `/api/nothing?phone=${phone}` })
  const log = JSON.stringify(door.lines)
  for (const secret of [phone, stranger, door.guestToken, door.staffToken]) assert.ok(!log.includes(secret))
  assert.ok(door.lines.some(({ msg }) => msg === 'a bug'))
})

test('what is logged by mistake under the name of a secret is hidden', () => {
  let written = ''
  const log = createLog(
    'info',
    new Writable({
      write(chunk, _encoding, done) {
        written += chunk
        done()
      },
    }),
  )
  log.info({ openid: 'o-1234', user: { phone: '13800001234' }, answer: { body: { session_key: 'k-1234' } } }, 'oh')
  const wrapped = new Error('could not send', { cause: Object.assign(new Error('refused'), { openid: 'o-1234' }) })
  log.error({ err: Object.assign(wrapped, { contactPhone: '13800001234', list: [{ token: 't-1234' }] }) }, 'oh')
  assert.match(written, /could not send/)
  assert.match(written, /"stack"/)
  assert.doesNotMatch(written, /1234/)
  assert.match(written, /\[hidden\]/)
})
