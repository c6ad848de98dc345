import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ApiProblem, createClient } from '../../contract/client.ts'
import { type Door, declared, openDoor } from './test-door.ts'

const over = (door: Door) =>
  createClient(
    async ({ method, url, headers, body }) => {
      const answer = await door.server.inject({
        method: method as 'GET',
        url,
        headers,
        ...(body === undefined ? {} : { payload: body }),
      })
      return { status: answer.statusCode, headers: {}, body: answer.body }
    },
    () => ({ authorization: `Bearer ${door.guestToken}` }),
  )

test('a client says parameters, query, body and request key where the contract wants them', async () => {
  await using door = await openDoor()
  const client = over(door)
  assert.equal((await client.call(declared.open, { query: { limit: 7 } })).limit, 7)
  assert.equal((await client.call(declared.open, { query: {} })).limit, 20)
  const body = { kind: 'king', rooms: 1 } as const
  assert.deepEqual(await client.call(declared.make, { body, idempotencyKey: 'k-1' }), { id: 'thing_k-1' })
  assert.equal(await client.call(declared.drop, { params: { id: 't_1' } }), undefined)
  assert.deepEqual(door.ran, ['open', 'open', 'make', 'drop t_1'])
})

test('a “no” is thrown with its code and facts', async () => {
  await using door = await openDoor()
  const refused = over(door).call(declared.fail, { params: { how: 'sold-out' } })
  await assert.rejects(refused, (error: ApiProblem) => {
    assert.ok(error instanceof ApiProblem)
    assert.deepEqual([error.status, error.code, error.problem.nights], [409, 'rooms_sold_out', ['2026-11-25']])
    return true
  })
})

test('what a parameter holds never becomes another path', async () => {
  await using door = await openDoor()
  const strange = over(door).call(declared.drop, { params: { id: '../things/t_2?x=1' } })
  await assert.rejects(strange, { code: 'invalid_request' })
  assert.deepEqual(door.ran, [])
})

test('an answer that is no answer of ours is an error, not a refusal', async () => {
  const client = createClient(async () => ({ status: 502, headers: {}, body: '<html>Bad gateway</html>' }))
  await assert.rejects(
    client.call(declared.maybe),
    (error: Error) => !(error instanceof ApiProblem) && /502/.test(error.message),
  )
})
