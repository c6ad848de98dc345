import type { FastifyInstance } from 'fastify'
import Type, { type Static } from 'typebox'
import type { Context } from '../context.ts'
import { tellProduct } from './product.ts'

const Move = Type.Object({
  advanceSeconds: Type.Integer({ minimum: 1, maximum: 400 * 86_400 }),
  /** `sandbox`: the product's clock stays. */
  scope: Type.Optional(Type.Enum(['both', 'sandbox'])),
})

/** The clock: read, and moved forward together with the product's. */
export function clockControls(app: FastifyInstance, context: Context): void {
  app.get('/sandbox/clock', () => clockView(context))
  app.post<{ Body: Static<typeof Move> }>('/sandbox/clock', { schema: { body: Move } }, async ({ body }) => {
    await moveClock(context, body)
    return clockView(context)
  })
}

/** Both clocks move or none: a sandbox half an hour ahead would refuse every signature of the product. */
async function moveClock(context: Context, { advanceSeconds, scope = 'both' }: Static<typeof Move>): Promise<void> {
  const { clock, settings } = context
  clock.advance(advanceSeconds * 1_000)
  try {
    if (scope === 'both' && settings.productUrl) await tellProduct(context, '/api/sandbox/clock', { advanceSeconds })
  } catch (error) {
    clock.advance(-advanceSeconds * 1_000)
    throw error
  }
  context.wake()
}

function clockView({ clock }: Context): { now: string } {
  return { now: new Date(clock.now()).toISOString() }
}
