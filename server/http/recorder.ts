import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Logger } from 'pino'
import { requestLog } from './logging.ts'
import type { Metrics } from './metrics.ts'

/** Counts and logs the answers of one operation; its labels and lines are put together here, once. */
export function recorder(
  { log, metrics }: { log: Logger; metrics: Metrics },
  operation: string,
): (request: FastifyRequest, reply: FastifyReply) => void {
  const observe = metrics.observerOf(operation)
  const write = requestLog(log, operation)
  return (request, reply) => {
    const { started, caller } = request.checked
    const seconds = (performance.now() - started) / 1000
    observe(reply.statusCode, seconds)
    const kind = caller === null ? null : 'staffId' in caller ? 'staff' : 'guest'
    write({ requestId: request.id, caller: kind, status: reply.statusCode, seconds })
  }
}
