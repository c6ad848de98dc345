import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ApiProblem, Unreachable } from '../../../contract/client.ts'
import { failureOf } from './failure.ts'

const problem = (status: number, code: string, more = {}) =>
  failureOf(new ApiProblem(status, { code, title: 'No', requestId: 'req_1', ...more }))

test('a refusal keeps the server’s sentence, the fields and the figures it names', () => {
  const failure = problem(409, 'refund_changed', { refundFen: 43_666, fields: { reason: 'minLength' } })
  assert.equal(failure.kind, 'refused')
  assert.equal(failure.code, 'refund_changed')
  assert.equal(failure.title, 'No')
  assert.equal(failure.facts.refundFen, 43_666)
  assert.deepEqual(failure.fields, { reason: 'minLength' })
  assert.equal(failure.requestId, 'req_1')
})

test('what is too often or not now is busy, what is not this person’s is forbidden, a fault is broken', () => {
  assert.equal(problem(429, 'sign_in_locked', { retryAfterS: 60 }).retryAfterS, 60)
  assert.equal(problem(429, 'too_many_requests').kind, 'busy')
  assert.equal(problem(503, 'unavailable').kind, 'busy')
  assert.equal(problem(403, 'forbidden').kind, 'forbidden')
  assert.equal(problem(500, 'internal_error').kind, 'broken')
})

test('a call that got no answer is offline', () => {
  assert.equal(failureOf(new Unreachable()).kind, 'offline')
})
