import multipart from '@fastify/multipart'
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import type { Logger } from 'pino'
import { type Operation, statusOf } from '../../contract/operation.ts'
import { Refusal } from '../kernel/refusal.ts'
import { isBug, sendProblem } from './answer.ts'
import { type ChecksOptions, check, firstLook } from './checks.ts'
import { datesBy } from './date.ts'
import type { Metrics } from './metrics.ts'
import { recorder } from './recorder.ts'
import { requestIdOf } from './request-id.ts'
import type { Route } from './route.ts'
import { runVerb, sayDate } from './run-verb.ts'
import { headersOfEveryAnswer } from './send.ts'
import { addMethodRefusals, refuseUnreadable } from './strays.ts'
import { validatorFor } from './validators.ts'

export interface ServeOptions extends ChecksOptions {
  routes: readonly Route[]
  metrics: Metrics
  log: Logger
  trustedProxies: readonly string[]
}

const bodyLimit = 64 * 1024
const jsonDepth = 12

/**
 * The HTTP server over these routes. A call is checked in this order: how often, who, CSRF, permission, request key,
 * form; then its verb runs. Every answer carries a request id, every "no" is a problem document.
 */
export async function createServer(options: ServeOptions): Promise<FastifyInstance> {
  const trusted = new Set(options.trustedProxies)
  const look = (request: FastifyRequest) => {
    request.checked ??= firstLook(request, trusted)
  }
  const dated = datesBy(options.sandbox ? options.clock : null)
  const refuse = (error: unknown, request: FastifyRequest, reply: FastifyReply) =>
    fail(options, error, request, sayDate(reply, dated()))
  const record = recorder(options, 'none')
  const answering = { look, dated }
  const server = fastify({
    logger: false,
    bodyLimit,
    requestTimeout: 30_000,
    keepAliveTimeout: 65_000,
    connectionTimeout: 0,
    http: { headersTimeout: 10_000 },
    exposeHeadRoutes: false,
    // A call that comes while the server closes is answered like any other, and its connection ends with it.
    return503OnClosing: false,
    genReqId: requestIdOf,
    onProtoPoisoning: 'error',
    onConstructorPoisoning: 'error',
    routerOptions: { maxParamLength: 128, ignoreTrailingSlash: false },
    clientErrorHandler: refuseUnreadable,
    frameworkErrors: (error, request, reply) => {
      look(request)
      refuse(error, request, reply)
      record(request, reply)
    },
  })
  server.setValidatorCompiler(validatorFor)
  server.decorateRequest('checked')
  server.removeContentTypeParser('text/plain')
  server.setErrorHandler(refuse)
  const routes = Object.groupBy(options.routes, kindOf)
  for (const each of routes.json ?? []) addRoute(server, options, each, answering)
  await server.register(async (uploads) => {
    await uploads.register(multipart, { limits: { files: 1, fileSize: 12 * 2 ** 20, fields: 4, parts: 6 } })
    uploads.addContentTypeParser('text/csv', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
    for (const each of routes.upload ?? []) addRoute(uploads, options, each, answering)
  })
  await server.register(async (raw) => {
    // WeChat signs the bytes of a body, so nothing parses them before its signature is checked.
    raw.removeAllContentTypeParsers()
    raw.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
    for (const each of routes.raw ?? []) addRoute(raw, options, each, answering)
  })
  addMethodRefusals(server, options.routes, { look, record })
  server.setNotFoundHandler((request, reply) => {
    look(request)
    refuse(new Refusal('not_found'), request, reply)
    record(request, reply)
  })
  return server
}

type Look = (request: FastifyRequest) => void

/** How the body of a call is read. */
function kindOf({ operation, bodyLimit }: Route): 'json' | 'upload' | 'raw' {
  if (operation.who === 'wechat') return 'raw'
  return bodyLimit === undefined ? 'json' : 'upload'
}

function addRoute(
  server: FastifyInstance,
  options: ServeOptions,
  each: Route,
  { look, dated }: { look: Look; dated: () => readonly string[] },
): void {
  const { operation } = each
  const rules = options.admission.rulesFor(operation)
  const status = statusOf(operation)
  const record = recorder(options, operation.id)
  server.route({
    method: operation.method,
    url: operation.path,
    ...(each.bodyLimit ? { bodyLimit: each.bodyLimit } : {}),
    schema: schemaOf(operation),
    onRequest: (request, _reply, done) => {
      look(request)
      check(options, operation, rules, request, done)
    },
    onResponse: (request, reply, done) => {
      record(request, reply)
      done()
    },
    ...(operation.body ? { preValidation: refuseTooDeep } : {}),
    handler: (request, reply) => {
      const broken = (error: unknown) => sayBug(options, error, request)
      return runVerb(each, { status, request, reply, date: dated(), broken })
    },
  })
}

function sayBug({ log }: ServeOptions, error: unknown, request: FastifyRequest): void {
  if (isBug(error)) log.error({ err: error, requestId: request.id, url: request.routeOptions.url }, 'a bug')
}

function fail(options: ServeOptions, error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  sayBug(options, error, request)
  reply.header('x-request-id', request.id).headers(headersOfEveryAnswer)
  return sendProblem(reply, error, { language: request.checked?.language ?? 'zh', requestId: request.id })
}

/** What comes in. What goes out is written by its schema when the first answer is (`run-verb.ts`). */
function schemaOf(operation: Operation): Record<string, unknown> {
  return {
    ...(operation.params ? { params: operation.params } : {}),
    ...(operation.query ? { querystring: operation.query } : {}),
    ...(operation.body ? { body: operation.body } : {}),
  }
}

function refuseTooDeep(request: FastifyRequest, _reply: FastifyReply, done: (error?: Error) => void): void {
  done(isTooDeep(request.body, 0) ? new Refusal('invalid_request', { fields: { body: 'depth' } }) : undefined)
}

function isTooDeep(value: unknown, depth: number): boolean {
  if (value === null || typeof value !== 'object') return false
  return depth >= jsonDepth || Object.values(value).some((member) => isTooDeep(member, depth + 1))
}
