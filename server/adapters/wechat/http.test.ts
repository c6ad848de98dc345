import assert from 'node:assert/strict'
import { test } from 'node:test'
import { insideTransaction } from '../../database/guard.ts'
import { createCall, NoAnswer } from './http.ts'
import { startStandIn } from './stand-in.ts'

const noAnswer = (reached: 'no' | 'perhaps') => (error: unknown) =>
  error instanceof NoAnswer && error.reached === reached

test('a redirect is an answer like any other and is not followed', async () => {
  await using standIn = await startStandIn()
  const call = createCall({ what: 'WeChat', origin: standIn.origin })
  standIn.answer = () => ({ status: 307, headers: { location: `${standIn.origin}/elsewhere` } })
  assert.equal((await call({ method: 'GET', target: '/here' })).status, 307)
  assert.deepEqual(
    standIn.asked.map((each) => each.path),
    ['/here'],
  )
})

test('nothing is called but the one origin', async () => {
  await using standIn = await startStandIn()
  const call = createCall({ what: 'WeChat', origin: standIn.origin })
  for (const target of ['http://127.0.0.1:9/x', '//127.0.0.1:9/x', standIn.origin.replace('//', '//me:you@')]) {
    await assert.rejects(call({ method: 'GET', target }), noAnswer('no'), target)
  }
  assert.equal(standIn.asked.length, 0)
})

test('an answer as large as the bound is read, one byte more is not', async () => {
  await using standIn = await startStandIn()
  const call = createCall({ what: 'WeChat', origin: standIn.origin })
  let size = 1_000
  standIn.answer = () => ({ body: Buffer.alloc(size) })
  assert.equal((await call({ method: 'GET', target: '/', maxAnswerBytes: 1_000 })).body.length, 1_000)
  size += 1
  await assert.rejects(call({ method: 'GET', target: '/', maxAnswerBytes: 1_000 }), noAnswer('perhaps'))
})

test('whether the other side may have acted is told apart', async () => {
  const standIn = await startStandIn()
  const call = createCall({ what: 'WeChat', origin: standIn.origin, timeoutMs: 100 })
  const { promise, resolve } = Promise.withResolvers<null>()
  standIn.answer = () => promise
  await assert.rejects(call({ method: 'POST', target: '/', body: '{}' }), noAnswer('perhaps'))
  resolve(null)
  await standIn[Symbol.asyncDispose]()
  await assert.rejects(call({ method: 'POST', target: '/', body: '{}' }), noAnswer('no'))
})

test('a call from inside a transaction is a bug', async () => {
  await using standIn = await startStandIn()
  const call = createCall({ what: 'WeChat', origin: standIn.origin })
  await assert.rejects(
    insideTransaction(() => call({ method: 'GET', target: '/' })),
    /while a transaction is open/,
  )
  assert.equal(standIn.asked.length, 0)
})
