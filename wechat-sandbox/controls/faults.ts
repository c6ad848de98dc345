import type { FastifyInstance } from 'fastify'
import Type, { type Static } from 'typebox'
import type { Context } from '../context.ts'
import { addFault, clearFaults, faultKinds, listFaults } from '../faults.ts'

const Wish = Type.Object({
  path: Type.String({ minLength: 1, maxLength: 200 }),
  kind: Type.Enum([...faultKinds]),
  times: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000_000 })),
  latencyMs: Type.Optional(Type.Integer({ minimum: 0, maximum: 120_000 })),
  status: Type.Optional(Type.Integer({ minimum: 200, maximum: 599 })),
  code: Type.Optional(Type.String({ maxLength: 64 })),
  errcode: Type.Optional(Type.Integer()),
  body: Type.Optional(Type.Unknown()),
  bodyBase64: Type.Optional(Type.String({ maxLength: 20_000_000 })),
  outcome: Type.Optional(Type.Enum(['SUCCESS', 'ABNORMAL', 'CLOSED', 'PROCESSING'])),
})

/** How WeChat misbehaves. */
export function faultControls(app: FastifyInstance, context: Context): void {
  app.get('/sandbox/faults', () => ({ items: listFaults(context.db) }))
  app.post<{ Body: Static<typeof Wish> }>('/sandbox/faults', { schema: { body: Wish } }, ({ body }, reply) => {
    reply.code(201)
    return addFault(context.db, { ...body, times: body.times ?? 1 })
  })
  app.delete('/sandbox/faults', (_request, reply) => {
    clearFaults(context.db)
    return reply.code(204).send()
  })
}
