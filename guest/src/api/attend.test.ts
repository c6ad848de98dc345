import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Transport } from '../../../contract/client.ts'
import { ApiProblem, createClient, Unreachable } from '../../../contract/client.ts'
import { attend } from './attend.ts'
import { failureOf } from './failure.ts'

const json = { 'content-type': 'application/json; charset=utf-8' }
const get = { method: 'GET', url: '/api/guest/orders/o1', headers: { authorization: 'Bearer a' }, body: undefined }

function answering(...answers: { status: number; headers: Record<string, string>; body: string }[]) {
  const asked: Record<string, string>[] = []
  const carry: Transport = async ({ headers }) => {
    asked.push(headers)
    return answers[asked.length - 1]!
  }
  return {
    asked,
    attended: attend(
      carry,
      () => undefined,
      () => 0,
    ),
  }
}

test('a 304 is the answer it speaks of, for the same person only', async () => {
  const { asked, attended } = answering(
    { status: 200, headers: { ...json, etag: '"1"' }, body: '{"n":1}' },
    { status: 304, headers: {}, body: '' },
    { status: 200, headers: json, body: '{"n":2}' },
  )
  await attended(get)
  const again = await attended(get)
  assert.deepEqual([again.status, again.body, asked[1]?.['if-none-match']], [200, '{"n":1}', '"1"'])
  await attended({ ...get, headers: { authorization: 'Bearer b' } })
  assert.equal(asked[2]?.['if-none-match'], undefined)
})

test('a page that some proxy answered is no answer', async () => {
  const { attended } = answering({
    status: 502,
    headers: { 'content-type': 'text/html' },
    body: '<h1>Bad gateway</h1>',
  })
  await assert.rejects(attended(get), Unreachable)
})

test('when to come back is part of the failure', async () => {
  const problem = '{"title":"店里人多，排队中","code":"too_many_requests","status":429}'
  const headers = { 'content-type': 'application/problem+json', 'retry-after': '8' }
  const { attended } = answering({ status: 429, headers, body: problem })
  const client = createClient(attended)
  const operation = {
    id: 'x',
    method: 'GET',
    path: '/x',
    who: 'guest',
    summary: '',
    reply: null,
    refusals: [],
  } as const
  const error = await client.call(operation).catch((thrown: unknown) => thrown)
  assert.ok(error instanceof ApiProblem)
  const { kind, code, title, retryAfterS } = failureOf(error)
  assert.deepEqual(
    { kind, code, title, retryAfterS },
    {
      kind: 'busy',
      code: 'too_many_requests',
      title: '店里人多，排队中',
      retryAfterS: 8,
    },
  )
})

test('what went wrong is told apart', () => {
  assert.equal(failureOf(new Unreachable()).kind, 'offline')
  assert.equal(failureOf(new ApiProblem(409, { code: 'price_changed', title: 'x' })).kind, 'refused')
  assert.equal(failureOf(new ApiProblem(503, { code: 'unavailable', title: 'x' })).kind, 'busy')
  assert.equal(failureOf(new ApiProblem(500, { code: 'internal_error', title: 'x' })).kind, 'broken')
})
