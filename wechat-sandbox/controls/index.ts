import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Context } from '../context.ts'
import { isLoopbackName } from '../platform/oauth.ts'
import { clockControls } from './clock.ts'
import { faultControls } from './faults.ts'
import { noticeControls } from './notices.ts'
import { paymentControls } from './payments.ts'
import { recordControls } from './records.ts'
import { Refused } from './refused.ts'
import { stateControl } from './state.ts'
import { subscriptionControls } from './subscriptions.ts'
import { userControls } from './users.ts'

const all = [
  userControls,
  subscriptionControls,
  paymentControls,
  noticeControls,
  faultControls,
  clockControls,
  recordControls,
  stateControl,
]

/** Everything under /sandbox/: what stands for people's fingers, WeChat's moods and a look behind the counter. */
export async function controls(app: FastifyInstance, context: Context): Promise<void> {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => {
    try {
      done(null, body === '' ? {} : JSON.parse(String(body)))
    } catch (error) {
      done(error instanceof Error ? error : new Error(String(error)))
    }
  })
  app.addHook('preValidation', async (request) => {
    request.body ??= {}
  })
  app.addHook('onRequest', async (request, reply) => {
    const origin = request.headers.origin
    if (origin !== undefined && !isKnownPage(request, origin, context.settings.productUrl)) {
      throw new Refused(403, 'foreign_page', 'another page may not use the sandbox')
    }
    if (origin) reply.headers({ 'Access-Control-Allow-Origin': origin, Vary: 'Origin' })
  })
  app.options('/sandbox/*', (_request, reply) =>
    reply
      .code(204)
      .headers({ 'Access-Control-Allow-Methods': 'GET, POST, DELETE', 'Access-Control-Allow-Headers': 'Content-Type' })
      .send(),
  )
  for (const add of all) add(app, context)
}

/** Our own page and the product's. A page from elsewhere, opened in the same browser, has no business here. */
function isKnownPage(request: FastifyRequest, origin: string, productUrl: string | null): boolean {
  if (origin === `http://${request.headers.host}`) return true
  if (productUrl === null) return URL.canParse(origin) && isLoopbackName(new URL(origin).hostname)
  return origin === new URL(productUrl).origin
}
