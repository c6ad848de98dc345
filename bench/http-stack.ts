import { fork } from 'node:child_process'
import { createServer as createBare } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { Type } from 'typebox'
import { IdParams } from '../contract/common.ts'
import { operation } from '../contract/operation.ts'
import { admissionRules, createAdmission } from '../server/http/admission.ts'
import { bufferedTo, createLog } from '../server/http/logging.ts'
import { createMetrics } from '../server/http/metrics.ts'
import { Bytes, route } from '../server/http/route.ts'
import { createServer } from '../server/http/serve.ts'
import { createCallers } from '../server/http/sessions.ts'
import { newToken, tokenHash } from '../server/kernel/ids.ts'
import type { LoadResult } from './load.ts'
import type { SteadyWish } from './steady-load-child.ts'

const readBytes = operation({
  id: 'readBytes',
  method: 'GET',
  path: '/api/guest/bytes/:id',
  who: 'maybe-guest',
  summary: 'Cached bytes',
  params: IdParams,
  reply: Type.Any(),
  refusals: [],
})

const body = Buffer.from(JSON.stringify({ text: 'x'.repeat(2_000) }))
const path = '/api/guest/bytes/rmt_1'

export interface StackResult {
  barePerSecond: number
  stackPerSecond: number
  /** The median over the rounds; a round measures one right after the other. */
  ratio: number
  ratios: number[]
  /** Processor time of an answer, bare and with the stack: steadier than the rates where others use the machine. */
  bareCpuUs: number
  stackCpuUs: number
  cpuRatio: number
}

/**
 * A trivial answer of cached bytes with all hooks on (session, limits, log line, metrics) against bare node:http
 * sending the same bytes. The limits are the product's rules with room for one client to send everything.
 */
export async function benchStack({ seconds = 3, rounds = 5 } = {}): Promise<StackResult> {
  const token = newToken()
  const stack = await openStack(token)
  const bare = createBare((_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length }).end(body)
  })
  await new Promise<void>((resolve) => bare.listen(0, '127.0.0.1', resolve))
  const headers = { authorization: `Bearer ${token}`, 'accept-language': 'zh-CN' }
  const measure = async (port: number, duration = seconds) => {
    const wish = { port, connections: 32, seconds: duration, path, headers }
    const before = process.cpuUsage()
    const { perSecond: rate, statuses } = await loadSteadily(wish)
    const { user, system } = process.cpuUsage(before)
    const cpuUs = Math.round(((user + system) / (statuses[200] ?? 1)) * 10) / 10
    if (Object.keys(statuses).join() !== '200') throw new Error(`answers were ${JSON.stringify(statuses)}`)
    return { rate, cpuUs }
  }
  const portOf = (address: unknown) => (address as AddressInfo).port
  await measure(portOf(bare.address()), 1)
  await measure(portOf(stack.server.address()), 1)
  const pairs: { floor: Measured; here: Measured }[] = []
  for (let round = 0; round < rounds; round += 1) {
    pairs.push({ floor: await measure(portOf(bare.address())), here: await measure(portOf(stack.server.address())) })
  }
  bare.close()
  await stack.close()
  const ratios = pairs.map(({ floor, here }) => round(here.rate / floor.rate))
  const bareCpuUs = middle(pairs.map(({ floor }) => floor.cpuUs))
  const stackCpuUs = middle(pairs.map(({ here }) => here.cpuUs))
  return {
    barePerSecond: middle(pairs.map(({ floor }) => floor.rate)),
    stackPerSecond: middle(pairs.map(({ here }) => here.rate)),
    ratio: middle(ratios),
    ratios,
    bareCpuUs,
    stackCpuUs,
    cpuRatio: round(bareCpuUs / stackCpuUs),
  }
}

interface Measured {
  rate: number
  cpuUs: number
}

function middle(numbers: number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)]!
}

function round(ratio: number): number {
  return Math.round(ratio * 100) / 100
}

function loadSteadily(wish: SteadyWish): Promise<LoadResult> {
  return new Promise((resolve, reject) => {
    const child = fork(join(import.meta.dirname, 'steady-load-child.ts'))
    child.once('message', (result) => resolve(result as LoadResult))
    child.once('error', reject)
    child.send(wish)
  })
}

async function openStack(token: string) {
  const answer = new Bytes(body, '"v1"', { 'content-type': 'application/json; charset=utf-8' })
  const server = await createServer({
    routes: [route(readBytes, async () => answer)],
    callers: createCallers({
      guest: async (hash) => (hash === tokenHash(token) ? { memberId: 'mem_1', appid: 'app' } : null),
      staff: async () => null,
    }),
    admission: createAdmission({
      limits: 'on',
      table: admissionRules.map((rule) => ({ ...rule, limit: { everyMs: rule.limit.everyMs / 10_000, burst: 1e7 } })),
    }),
    metrics: createMetrics(),
    // As in production, but not to this report.
    log: createLog('info', bufferedTo('/dev/null')),
    clock: { now: () => Date.now() },
    trustedProxies: [],
    sandbox: false,
  })
  await server.listen({ port: 0, host: '127.0.0.1' })
  return server
}

if (import.meta.main) {
  console.log(await benchStack())
  process.exit(0)
}
