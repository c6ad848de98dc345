import type { TSchema } from 'typebox'
import { type Operation, statusOf } from './operation.ts'
import { type RefusalCode, refusals } from './refusals.ts'

/** The refusals any call may give, by who calls. */
const always: RefusalCode[] = ['invalid_request', 'too_many_requests', 'unavailable', 'internal_error']

const security = {
  anyone: [],
  'maybe-guest': [{}, { guestToken: [] }],
  guest: [{ guestToken: [] }],
  staff: [{ staffCookie: [] }],
  wechat: [],
  sandbox: [],
} as const

const Problem = {
  type: 'object',
  required: ['type', 'title', 'status', 'code', 'detail', 'requestId'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string', description: 'A sentence in the caller’s language' },
    status: { type: 'integer' },
    code: { type: 'string', enum: Object.keys(refusals) },
    detail: { type: 'string', description: 'The sentence with what is particular to this time' },
    fields: { type: 'object', additionalProperties: { type: 'string' } },
    requestId: { type: 'string' },
  },
}

/** The OpenAPI 3.1 document of the whole interface. Pure: the same operations give the same bytes. */
export function openapi(operations: readonly Operation[], version: string): Record<string, unknown> {
  const shared = sharedReplies(operations)
  const paths: Record<string, Record<string, unknown>> = {}
  for (const operation of operations) {
    const path = operation.path.replace(/:(\w+)/g, '{$1}')
    paths[path] ??= {}
    paths[path]![operation.method.toLowerCase()] = describe(operation, shared)
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Yizhan', version, license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
    paths,
    components: {
      schemas: { Problem, ...Object.fromEntries([...shared].map(([text, name]) => [name, JSON.parse(text)])) },
      securitySchemes: {
        guestToken: { type: 'http', scheme: 'bearer' },
        staffCookie: { type: 'apiKey', in: 'cookie', name: 'yizhan_staff' },
      },
    },
  }
}

/** Replies that several operations give are said once, named after the first of them. */
function sharedReplies(operations: readonly Operation[]): Map<string, string> {
  const users = new Map<string, string[]>()
  for (const { id, reply } of operations) {
    if (reply) users.set(JSON.stringify(reply), [...(users.get(JSON.stringify(reply)) ?? []), id])
  }
  const repeated = [...users].filter(([text, ids]) => ids.length > 1 && text.length > 200)
  return new Map(repeated.map(([text, ids]) => [text, `ReplyOf${ids[0]![0]!.toUpperCase()}${ids[0]!.slice(1)}`]))
}

function describe(operation: Operation, shared: ReadonlyMap<string, string>): Record<string, unknown> {
  const { id, summary, who, permission, body, reply, media = 'application/json' } = operation
  return {
    operationId: id,
    summary,
    tags: [operation.path.split('/')[2]],
    security: security[who],
    ...(permission ? { 'x-permission': permission } : {}),
    parameters: [
      ...parametersIn('path', operation.params),
      ...parametersIn('query', operation.query),
      ...headersOf(operation),
    ],
    ...(body ? { requestBody: { required: true, content: { 'application/json': { schema: plain(body) } } } } : {}),
    responses: {
      [statusOf(operation)]: {
        description: 'Done',
        ...(reply ? { content: { [media]: { schema: replySchema(reply, shared) } } } : {}),
      },
      ...refusalsOf(operation),
    },
  }
}

function parametersIn(where: 'path' | 'query', schema: TSchema | undefined): Record<string, unknown>[] {
  const { properties = {}, required = [] } = (schema ? plain(schema) : {}) as {
    properties?: Record<string, unknown>
    required?: string[]
  }
  return Object.entries(properties).map(([name, of]) => ({
    name,
    in: where,
    required: required.includes(name),
    schema: of,
  }))
}

function headersOf({ idempotent, who, method }: Operation): Record<string, unknown>[] {
  const header = (name: string, pattern: string) => ({
    name,
    in: 'header',
    required: true,
    schema: { type: 'string', pattern },
  })
  return [
    ...(idempotent ? [header('Idempotency-Key', '^[A-Za-z0-9_-]{1,64}$')] : []),
    ...(who === 'staff' && method !== 'GET' ? [header('X-CSRF-Token', '^[A-Za-z0-9_-]+$')] : []),
  ]
}

function refusalsOf(operation: Operation): Record<string, unknown> {
  const signedIn: RefusalCode[] =
    operation.who === 'guest' || operation.who === 'staff' ? ['login_required', 'session_ended'] : []
  const staff: RefusalCode[] = operation.who === 'staff' ? ['csrf_failed', 'forbidden'] : []
  const key: RefusalCode[] = operation.idempotent ? ['idempotency_key_missing', 'idempotency_key_reused'] : []
  const codes = [...new Set([...operation.refusals, ...signedIn, ...staff, ...key, ...always])]
  const byStatus = new Map<number, RefusalCode[]>()
  for (const code of codes) {
    const { status } = refusals[code]
    byStatus.set(status, [...(byStatus.get(status) ?? []), code])
  }
  const entries = [...byStatus]
    .sort(([a], [b]) => a - b)
    .map(([status, list]) => [
      status,
      {
        description: list.join(', '),
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    ])
  return Object.fromEntries(entries)
}

function replySchema(reply: TSchema, shared: ReadonlyMap<string, string>): Record<string, unknown> {
  const name = shared.get(JSON.stringify(reply))
  return name ? { $ref: `#/components/schemas/${name}` } : plain(reply)
}

/** A schema as plain JSON, without what the library hides in it. */
function plain(schema: TSchema): Record<string, unknown> {
  return JSON.parse(JSON.stringify(schema))
}
