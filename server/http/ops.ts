import { createServer, type Server } from 'node:http'
import type { Metrics } from './metrics.ts'

export type ReadyState = 'starting' | 'ready' | 'draining'

/** Each thing the process depends on, and whether it answers. */
export type Readiness = () => Promise<Record<string, 'ok' | 'down'>>

/** The operators' own port: alive, ready, metrics. Bound to loopback by default, never to where guests come in. */
export function createOpsServer(options: { state: () => ReadyState; readiness: Readiness; metrics: Metrics }): Server {
  return createServer(async (request, response) => {
    const answer = (status: number, type: string, body: string) =>
      response.writeHead(status, { 'content-type': type }).end(body)
    const json = (status: number, body: unknown) => answer(status, 'application/json', `${JSON.stringify(body)}\n`)
    try {
      if (request.method !== 'GET') return json(405, { error: 'only GET' })
      if (request.url === '/healthz') return json(200, { status: 'alive' })
      if (request.url === '/readyz') return json(...(await readiness(options)))
      if (request.url === '/metrics')
        return answer(200, options.metrics.registry.contentType, await options.metrics.registry.metrics())
      return json(404, { error: 'not here' })
    } catch {
      return json(500, { error: 'failed' })
    }
  })
}

async function readiness(options: { state: () => ReadyState; readiness: Readiness }): Promise<[number, unknown]> {
  const status = options.state()
  if (status !== 'ready') return [503, { status }]
  const dependencies = await options.readiness().catch(() => null)
  // Not knowing is not being ready; what went wrong is logged by whoever owns the dependency.
  if (dependencies === null) return [503, { status: 'cut off' }]
  const well = Object.values(dependencies).every((state) => state === 'ok')
  return [well ? 200 : 503, { status: well ? 'ready' : 'cut off', dependencies }]
}
