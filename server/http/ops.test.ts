import assert from 'node:assert/strict'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { test } from 'node:test'
import { createMetrics } from './metrics.ts'
import { createOpsServer, type Readiness, type ReadyState } from './ops.ts'

async function openOps(readiness: Readiness = async () => ({ database: 'ok' })) {
  let state: ReadyState = 'starting'
  const metrics = createMetrics()
  const server = createOpsServer({ state: () => state, readiness, metrics }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    metrics,
    become(next: ReadyState) {
      state = next
    },
    async get(path: string, method = 'GET') {
      const answer = await fetch(url + path, { method })
      return { status: answer.status, text: await answer.text() }
    },
    async [Symbol.asyncDispose]() {
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

test('alive from the first moment, ready only between starting and draining', async () => {
  await using ops = await openOps()
  const seen: [number, number][] = []
  for (const state of ['starting', 'ready', 'draining'] as const) {
    ops.become(state)
    seen.push([(await ops.get('/healthz')).status, (await ops.get('/readyz')).status])
  }
  assert.deepEqual(seen, [
    [200, 503],
    [200, 200],
    [200, 503],
  ])
})

test('cut off from what it needs, or unable to tell, it is not ready and says why', async () => {
  await using cut = await openOps(async () => ({ database: 'down', search: 'ok' }))
  cut.become('ready')
  const answer = await cut.get('/readyz')
  assert.equal(answer.status, 503)
  assert.deepEqual(JSON.parse(answer.text), {
    status: 'cut off',
    dependencies: { database: 'down', search: 'ok' },
  })
  await using lost = await openOps(async () => {
    throw new Error('secret')
  })
  lost.become('ready')
  const unknown = await lost.get('/readyz')
  assert.equal(unknown.status, 503)
  assert.doesNotMatch(unknown.text, /secret/)
})

test('metrics are counted by operation and class of status', async () => {
  await using ops = await openOps()
  const observe = ops.metrics.observerOf('getHotel')
  observe(200, 0.002)
  observe(304, 0.002)
  observe(503, 3)
  ops.metrics.gauge('yizhan_test_gauge', 'A figure', () => 42)
  const { text, status } = await ops.get('/metrics')
  assert.equal(status, 200)
  assert.match(text, /yizhan_http_request_seconds_count\{operation="getHotel",status="2xx"\} 1/)
  assert.match(text, /yizhan_http_request_seconds_bucket\{le="0.005",operation="getHotel",status="3xx"\} 1/)
  assert.match(text, /yizhan_http_request_seconds_count\{operation="getHotel",status="5xx"\} 1/)
  assert.match(text, /yizhan_test_gauge 42/)
  assert.match(text, /process_resident_memory_bytes/)
})

test('nothing else is there, and nothing is changed there', async () => {
  await using ops = await openOps()
  for (const path of ['/', '/metrics/', '/debug', '/readyz?x']) assert.equal((await ops.get(path)).status, 404, path)
  assert.equal((await ops.get('/metrics', 'POST')).status, 405)
})
