import { createHash } from 'node:crypto'
import { METHODS } from 'node:http'
import multipart from '@fastify/multipart'
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import type { Logger } from 'pino'
import type { Language } from '../../contract/format.ts'
import { type Operation, statusOf } from '../../contract/operation.ts'
import { newId } from '../kernel/ids.ts'
import { Refusal } from '../kernel/refusal.ts'
import type { Clock } from '../ports/clock.ts'
import type { Admission, AdmissionRule } from './admission.ts'
import { isBug, sendProblem } from './answer.ts'
import { clientAddressOf } from './client-address.ts'
import { languageOf } from './language.ts'
import type { Metrics } from './metrics.ts'
import { Bytes, type Call, type GuestCaller, Polled, type Route, type StaffCaller } from './route.ts'
import { bearerToken, type Callers, staffToken } from './sessions.ts'
import { validatorFor } from './validators.ts'

export interface ServeOptions {
  routes: readonly Route[]
  callers: Callers
  admission: Admission
  metrics: Metrics
  log: Logger
  clock: Clock
  trustedProxies: readonly string[]
  /** Sandbox calls and `X-Cache` exist only there. */
  sandbox: boolean
}

/** What the checks have found out about a request. */
interface Checked {
  language: Language
  address: string
  caller: GuestCaller | StaffCaller | null
  started: number
}

const bodyLimit = 64 * 1024
const jsonDepth = 12
const requestIdForm = /^[A-Za-z0-9-]{8,64}$/
const keyForm = /^[A-Za-z0-9_-]{1,64}$/
const headersOfEveryAnswer = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-site',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
} as const

declare module 'fastify' {
  interface FastifyRequest {
    checked: Checked
  }
}

/**
 * The HTTP server over these routes. A call is checked in this order: how often, who, CSRF, permission, request key,
 * form; then its verb runs. Every answer carries a request id, every "no" is a problem document.
 */
export async function createServer(options: ServeOptions): Promise<FastifyInstance> {
  const trusted = new Set(options.trustedProxies)
  const server = fastify({
    logger: false,
    bodyLimit,
    requestTimeout: 30_000,
    keepAliveTimeout: 65_000,
    connectionTimeout: 0,
    exposeHeadRoutes: false,
    return503OnClosing: true,
    genReqId: (request) => {
      const given = request.headers['x-request-id']
      return typeof given === 'string' && requestIdForm.test(given) ? given : newId('req')
    },
    onProtoPoisoning: 'error',
    onConstructorPoisoning: 'error',
    routerOptions: { maxParamLength: 128, ignoreTrailingSlash: false },
  })
  server.setValidatorCompiler(validatorFor)
  server.decorateRequest('checked')
  await server.register(multipart, { limits: { files: 1, fileSize: 12 * 2 ** 20, fields: 4, parts: 6 } })
  server.setErrorHandler((error, request, reply) => fail(options, error, request, reply))
  for (const each of options.routes.filter(({ operation }) => operation.who !== 'wechat'))
    addRoute(server, options, each, trusted)
  await server.register(async (rawServer) => addRawRoutes(rawServer, options, trusted))
  addMethodRefusals(server, options)
  server.setNotFoundHandler((request, reply) => {
    request.checked ??= firstLook(request, trusted)
    return fail(options, new Refusal('not_found'), request, reply)
  })
  return server
}

/** WeChat signs the bytes of a body, so nothing parses them before its signature is checked. */
function addRawRoutes(server: FastifyInstance, options: ServeOptions, trusted: ReadonlySet<string>): void {
  server.removeAllContentTypeParsers()
  server.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
  for (const each of options.routes.filter(({ operation }) => operation.who === 'wechat'))
    addRoute(server, options, each, trusted)
}

function addRoute(server: FastifyInstance, options: ServeOptions, each: Route, trusted: ReadonlySet<string>): void {
  const { operation } = each
  const rules = options.admission.rulesFor(operation)
  const observe = options.metrics.observerOf(operation.id)
  const status = statusOf(operation)
  const raw = operation.who === 'wechat'
  server.route({
    method: operation.method,
    url: operation.path,
    ...(each.bodyLimit ? { bodyLimit: each.bodyLimit } : {}),
    schema: schemaOf(operation),
    onRequest: (request, reply, done) => {
      request.checked = firstLook(request, trusted)
      reply.header('x-request-id', request.id)
      reply.headers(headersOfEveryAnswer)
      check(options, operation, rules, request, done)
    },
    onResponse: (request, reply, done) => {
      const seconds = (performance.now() - request.checked.started) / 1000
      observe(reply.statusCode, seconds)
      logLine(options.log, operation.id, request, reply, seconds)
      done()
    },
    ...(raw
      ? {}
      : {
          preValidation: (request, _reply, done) =>
            done(tooDeep(request.body) ? new Refusal('invalid_request', { fields: { body: 'depth' } }) : undefined),
        }),
    handler: (request, reply) => answer(each, status, request, reply),
  })
}

function firstLook(request: FastifyRequest, trusted: ReadonlySet<string>): Checked {
  return {
    language: languageOf(request.headers['accept-language']),
    address: clientAddressOf(request.raw, trusted),
    caller: null,
    started: performance.now(),
  }
}

/** Everything before the body is read; without a turn of the event loop where the guest is known. */
function check(
  options: ServeOptions,
  operation: Operation,
  rules: readonly AdmissionRule[],
  request: FastifyRequest,
  done: (error?: Error) => void,
): void {
  try {
    const { headers } = request
    if (operation.who === 'sandbox' && !options.sandbox) throw new Refusal('not_found')
    const token = operation.who === 'staff' ? staffToken(headers.cookie) : bearerToken(headers.authorization)
    options.admission.admit(rules, { address: request.checked.address, token }, options.clock.now())
    const caller =
      operation.who === 'staff' ? options.callers.staff(token) : guestBehind(options.callers, operation, token)
    const finish = (known: GuestCaller | StaffCaller | null) => {
      request.checked.caller = known
      if (operation.who === 'staff') refuseStaff(operation, request, known as StaffCaller)
      const key = operation.idempotent ? String(headers['idempotency-key'] ?? '') : null
      if (key !== null && !keyForm.test(key)) throw new Refusal('idempotency_key_missing')
    }
    if (caller instanceof Promise) {
      caller.then(finish).then(() => done(), done)
    } else {
      finish(caller)
      done()
    }
  } catch (error) {
    done(error as Error)
  }
}

/** A token must be good wherever it is shown; without one a guest's own calls are refused. */
function guestBehind(
  callers: Callers,
  operation: Operation,
  token: string | null,
): GuestCaller | null | Promise<GuestCaller> {
  if (token !== null) return callers.knownGuest(token) ?? callers.guest(token)
  if (operation.who === 'guest') throw new Refusal('login_required')
  return null
}

function refuseStaff(operation: Operation, request: FastifyRequest, caller: StaffCaller): void {
  if (operation.method !== 'GET' && request.headers['x-csrf-token'] !== caller.csrfToken)
    throw new Refusal('csrf_failed')
  if (operation.permission && !caller.permissions.has(operation.permission)) throw new Refusal('forbidden')
}

async function answer(
  each: Route,
  status: number,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { language, address, caller } = request.checked
  const call: Call<Operation> = {
    params: request.params as never,
    query: request.query as never,
    body: request.body as never,
    caller: caller as never,
    language,
    idempotencyKey: String(request.headers['idempotency-key'] ?? ''),
    clientAddress: address,
    request,
    reply,
  }
  const result = await each.handle(call)
  if (reply.sent) return reply
  if (result instanceof Bytes) return sendBytes(result, request, reply)
  reply
    .header('content-language', language === 'en' ? 'en' : 'zh-CN')
    .header('vary', 'Accept-Language, Authorization, Cookie')
  if (result instanceof Polled) return sendPolled(result.reply, request, reply)
  reply.header('cache-control', 'no-store').code(status)
  return status === 204 ? reply.send() : reply.send(result)
}

function sendBytes({ bytes, etag, headers }: Bytes, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  reply.header('etag', etag).headers(headers)
  if (request.headers['if-none-match'] === etag) return reply.code(304).send()
  return reply.send(bytes)
}

function sendPolled(result: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const text = JSON.stringify(result)
  const etag = `"${createHash('sha1').update(text).digest('base64url')}"`
  reply.header('etag', etag).header('cache-control', 'private, no-cache')
  if (request.headers['if-none-match'] === etag) return reply.code(304).send()
  return reply.header('content-type', 'application/json; charset=utf-8').send(text)
}

function fail({ log }: ServeOptions, error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  if (isBug(error)) log.error({ err: error, requestId: request.id, url: request.routeOptions.url }, 'a bug')
  reply.header('x-request-id', request.id).headers(headersOfEveryAnswer)
  return sendProblem(reply, error, { language: request.checked?.language ?? 'zh', requestId: request.id })
}

/** One lean line a request: no tokens, bodies, queries or addresses of people. */
function logLine(log: Logger, operation: string, request: FastifyRequest, reply: FastifyReply, seconds: number): void {
  if (!log.isLevelEnabled('info')) return
  log.info(
    { requestId: request.id, operation, status: reply.statusCode, ms: Math.round(seconds * 10_000) / 10 },
    'request',
  )
}

function schemaOf(operation: Operation): Record<string, unknown> {
  return {
    ...(operation.params ? { params: operation.params } : {}),
    ...(operation.query ? { querystring: operation.query } : {}),
    ...(operation.body ? { body: operation.body } : {}),
    ...(operation.reply ? { response: { '2xx': operation.reply } } : {}),
  }
}

function tooDeep(value: unknown, depth = 0): boolean {
  if (value === null || typeof value !== 'object' || Buffer.isBuffer(value)) return false
  return depth >= jsonDepth || Object.values(value).some((member) => tooDeep(member, depth + 1))
}

/** A path that exists for other methods answers 405 and names them. */
function addMethodRefusals(server: FastifyInstance, options: ServeOptions): void {
  const byPath = new Map<string, Set<string>>()
  for (const { operation } of options.routes) {
    byPath.set(operation.path, (byPath.get(operation.path) ?? new Set()).add(operation.method))
  }
  const usual = METHODS.filter((method) => ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'].includes(method))
  for (const [url, methods] of byPath) {
    const others = usual.filter((method) => !methods.has(method))
    if (others.length === 0) continue
    server.route({
      method: others,
      url,
      onRequest: (request, reply, done) => {
        request.checked = firstLook(request, new Set())
        reply.header('allow', [...methods].join(', '))
        done(new Refusal('method_not_allowed'))
      },
      handler: async () => undefined,
    })
  }
}
