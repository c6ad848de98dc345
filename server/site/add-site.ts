import { join } from 'node:path'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Logger } from 'pino'
import type { WechatCredentials } from '../adapters/wechat/credentials.ts'
import { firstLook } from '../http/checks.ts'
import type { Metrics } from '../http/metrics.ts'
import { recorder } from '../http/recorder.ts'
import { headersOfEveryAnswer, isUnchanged } from '../http/send.ts'
import { Refusal } from '../kernel/refusal.ts'
import { type BuiltApp, openBuiltApp, type SiteFile } from './built-app.ts'
import { encodingFor } from './encodings.ts'
import { proofFile } from './proof-files.ts'

export interface SiteOptions {
  /** Where the guest app was built to. */
  folder?: string
  config: { wechat: { mode: 'sandbox' | 'live' }; trustedProxies: readonly string[]; dataDir: string }
  credentials: Pick<WechatCredentials, 'apiBase'>
  metrics: Metrics
  log: Logger
}

const builtFolder = join(import.meta.dirname, '../../guest/dist/h5')
/** Addresses that are others’: what is not found under them is a problem document, never the app’s page. */
const others = /^\/*(?:api|images|admin|metrics|healthz|readyz|problems)(?:\/|$)/i

/**
 * The guest app at `/`: WeChat's proofs of the domain, the app's files, and for every address that is no file its page,
 * which knows the way itself. Only what no operation has taken comes here.
 */
export function addSite(server: FastifyInstance, options: SiteOptions): void {
  const { config, credentials, folder = builtFolder } = options
  const app = openBuiltApp(folder, config.wechat.mode === 'sandbox' ? credentials.apiBase : null)
  const trusted = new Set(config.trustedProxies)
  const record = recorder(options, 'site')
  const recordNothing = recorder(options, 'none')
  const proofs = join(config.dataDir, 'site')
  server.route({
    method: ['GET', 'HEAD'],
    url: '/*',
    onRequest: (request, _reply, done) => {
      request.checked ??= firstLook(request, trusted)
      done()
    },
    onResponse: (request, reply, done) => {
      // What is not here counts as an address nobody answers.
      if (reply.statusCode === 404) recordNothing(request, reply)
      else record(request, reply)
      done()
    },
    handler: async (request, reply) => {
      const path = (request.params as { '*': string })['*']
      const file = (await proofFile(proofs, path)) ?? (await fileAt(app, path))
      if (!file) throw new Refusal('not_found')
      return send(file, request, reply)
    },
  })
}

/** What has a dot is a file or nothing; anything else is a place in the app. */
async function fileAt(app: BuiltApp, path: string): Promise<SiteFile | null> {
  if (others.test(path)) return null
  return !path.includes('.') || path === 'index.html' ? app.page() : app.file(path)
}

async function send(file: SiteFile, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const encoding = file.packs ? encodingFor(request.headers['accept-encoding']) : 'identity'
  const { bytes, etag } = await file.in(encoding)
  reply
    .headers(headersOfEveryAnswer)
    .headers(file.headers)
    .headers(file.packs ? { vary: 'Accept-Encoding' } : {})
    .headers({ etag, 'x-request-id': request.id })
  if (file.status === 200 && isUnchanged(request.headers['if-none-match'], etag)) {
    return reply.removeHeader('content-type').code(304).send()
  }
  if (encoding !== 'identity') reply.header('content-encoding', encoding)
  return reply.code(file.status).send(bytes)
}
