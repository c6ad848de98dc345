import Fastify, { type FastifyError, type FastifyInstance } from 'fastify'
import type { Context } from './context.ts'
import { authorizePage } from './controls/authorize.ts'
import { controls } from './controls/index.ts'
import { Refused } from './controls/refused.ts'
import { pageFiles } from './page/serve.ts'
import { isLoopbackName } from './platform/oauth.ts'
import { wechatPaths } from './wechat-paths.ts'

/** The sandbox's HTTP side: WeChat's paths, the controls, the page. */
export function buildHttp(context: Context): FastifyInstance {
  const app = Fastify({
    bodyLimit: 32 * 1_048_576, // a fault may carry a whole bill; WeChat's own paths take 64 KB
    forceCloseConnections: true,
    ajv: { customOptions: { removeAdditional: false, coerceTypes: false } },
  })
  app.addHook('onRequest', async (request) => {
    const name = new URL(`http://${request.headers.host ?? ''}`).hostname
    if (!isLoopbackName(name)) throw new Refused(403, 'foreign_host', 'the sandbox answers on this machine only')
  })
  app.setErrorHandler((error: FastifyError, _request, reply) => {
    if (error instanceof Refused) return reply.code(error.status).send({ code: error.code, message: error.message })
    const status = error.statusCode ?? (error instanceof SyntaxError ? 400 : 500)
    if (status < 500) return reply.code(status).send({ code: 'invalid_request', message: error.message })
    console.error(error)
    return reply.code(500).send({ code: 'bug', message: 'the sandbox failed; its log says why' })
  })
  app.get('/healthz', () => ({ status: 'ok' }))
  authorizePage(app, context)
  pageFiles(app, context.settings.productUrl)
  app.register((scope) => wechatPaths(scope, context))
  app.register((scope) => controls(scope, context))
  return app
}
