import assert from 'node:assert/strict'
import type { AddressInfo } from 'node:net'
import { test } from 'node:test'
import { Type } from 'typebox'
import { operation } from '../../contract/operation.ts'
import { Refusal } from '../kernel/refusal.ts'
import { route, Streamed } from './route.ts'
import { openDoor } from './test-door.ts'

const long = operation({
  id: 'testLong',
  method: 'GET',
  path: '/api/test/long',
  who: 'guest',
  summary: 'A long answer',
  reply: Type.Array(Type.Integer()),
  refusals: ['not_found'],
})

/** A real server that answers these parts. */
async function openLong(parts: () => AsyncGenerator<string>) {
  const door = await openDoor({ routes: [route(long, async () => new Streamed(parts()) as never)] })
  await door.server.listen({ port: 0, host: '127.0.0.1' })
  const { port } = door.server.server.address() as AddressInfo
  return {
    ask: () =>
      fetch(`http://127.0.0.1:${port}${long.path}`, { headers: { authorization: `Bearer ${door.guestToken}` } }),
    bugs: () => door.lines.filter(({ msg }) => msg === 'a bug').length,
    [Symbol.asyncDispose]: () => door[Symbol.asyncDispose](),
  }
}

test('an answer in parts is one JSON text, and others get their turn between two of them', async () => {
  let turns = 0
  await using server = await openLong(async function* () {
    setImmediate(function count() {
      turns += 1
      if (turns < 1_000) setImmediate(count)
    })
    yield '[0'
    for (let part = 1; part < 300; part += 1) yield `,${part}`
    yield ']'
  })
  const answer = await server.ask()
  assert.equal(answer.headers.get('content-type'), 'application/json; charset=utf-8')
  assert.equal(answer.headers.get('cache-control'), 'no-store')
  assert.equal(((await answer.json()) as number[]).length, 300)
  assert.ok(turns >= 300, `${turns} turns of others within 302 parts`)
})

test('what is refused before the first part is a problem; what fails after it breaks the answer off, logged once', async () => {
  await using refusing = await openLong(async function* () {
    yield* []
    throw new Refusal('not_found')
  })
  const refused = await refusing.ask()
  assert.deepEqual([refused.status, ((await refused.json()) as { code: string }).code], [404, 'not_found'])
  await using failing = await openLong(async function* () {
    yield '[0'
    throw new Error('the disk is gone')
  })
  await assert.rejects(async () => (await failing.ask()).text())
  assert.equal(failing.bugs(), 1)
})

test('a caller who goes away ends the reading', async () => {
  let ended = false
  await using server = await openLong(async function* () {
    try {
      for (;;) yield 'x'.repeat(100_000)
    } finally {
      ended = true
    }
  })
  const answer = await server.ask()
  await answer.body?.cancel()
  const deadline = performance.now() + 5_000
  while (!ended && performance.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 5))
  assert.equal(ended, true)
  assert.equal(server.bugs(), 0)
})
