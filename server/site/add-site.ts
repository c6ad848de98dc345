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
import { adminPolicy, pagePolicy, withBridge } from './page-policy.ts'
import { proofFile } from './proof-files.ts'
import { waitingPage } from './waiting-page.ts'

interface Seen {
  config: { trustedProxies: readonly string[] }
  metrics: Metrics
  log: Logger
}

export interface SiteOptions extends Seen {
  /** Where the guest app was built to. */
  folder?: string
  config: { wechat: { mode: 'sandbox' | 'live' }; trustedProxies: readonly string[]; dataDir: string }
  credentials: Pick<WechatCredentials, 'apiBase'>
}

export interface AdminSiteOptions extends Seen {
  /** Where the admin web was built to. */
  folder?: string
}

const home = join(import.meta.dirname, '../..')
/** Addresses that are others’: what is not found under them is a problem document, never the app’s page. */
const others = /^\/*(?:api|images|admin|metrics|healthz|readyz|problems)(?:\/|$)/i

/**
 * The guest app at `/`: WeChat's proofs of the domain, the app's files, and for every address that is no file its page,
 * which knows the way itself. Only what no operation has taken comes here.
 */
export function addSite(server: FastifyInstance, options: SiteOptions): void {
  const { config, credentials, folder = join(home, 'guest/dist/h5') } = options
  const sandboxUrl = config.wechat.mode === 'sandbox' ? credentials.apiBase : null
  const app = openBuiltApp(folder, {
    waiting: waitingPage('guest'),
    policy: (html) => pagePolicy(html, sandboxUrl),
    dress: (html) => withBridge(html, sandboxUrl),
  })
  const proofs = join(config.dataDir, 'site')
  serve(server, options, '/*', async (path) => {
    const proof = await proofFile(proofs, path)
    if (proof) return proof
    return others.test(path) ? null : fileAt(app, path)
  })
}

/** The admin web at `/admin/`, in the same way. */
export function addAdminSite(server: FastifyInstance, options: AdminSiteOptions): void {
  const { folder = join(home, 'admin/dist') } = options
  const app = openBuiltApp(folder, { waiting: waitingPage('admin'), policy: adminPolicy })
  for (const url of ['/admin', '/admin/*']) serve(server, options, url, (path) => fileAt(app, path))
}

type Find = (path: string) => Promise<SiteFile | null>

function serve(server: FastifyInstance, options: Seen, url: string, find: Find): void {
  const trusted = new Set(options.config.trustedProxies)
  const record = recorder(options, 'site')
  const recordNothing = recorder(options, 'none')
  server.route({
    method: ['GET', 'HEAD'],
    url,
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
      const file = await find((request.params as { '*'?: string })['*'] ?? '')
      if (!file) throw new Refusal('not_found')
      return send(file, request, reply)
    },
  })
}

/** What has a dot is a file or nothing; anything else is a place in the app. */
async function fileAt(app: BuiltApp, path: string): Promise<SiteFile | null> {
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
