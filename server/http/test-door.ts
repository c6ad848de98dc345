import { connect } from 'node:net'
import { Writable } from 'node:stream'
import type { InjectOptions } from 'fastify'
import { pino } from 'pino'
import { Type } from 'typebox'
import { closed, IdParams, OneOf } from '../../contract/common.ts'
import { operation } from '../../contract/operation.ts'
import type { Permission } from '../../contract/permissions.ts'
import { newToken, tokenHash } from '../kernel/ids.ts'
import { Refusal, Unavailable } from '../kernel/refusal.ts'
import { testClock } from '../test/database.ts'
import { createAdmission } from './admission.ts'
import { createMetrics } from './metrics.ts'
import { Bytes, Polled, type Route, route, type StaffCaller } from './route.ts'
import { createServer, type ServeOptions } from './serve.ts'
import { createCallers, staffCookie } from './sessions.ts'

/** Operations of a house that does not exist: one for each way a call can be declared. */
export const declared = {
  open: operation({
    id: 'testOpen',
    method: 'GET',
    path: '/api/test/open',
    who: 'anyone',
    summary: 'For anyone',
    query: closed({ limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 20 })) }),
    reply: Type.Object({ language: Type.String(), limit: Type.Integer(), address: Type.String() }),
    refusals: [],
  }),
  maybe: operation({
    id: 'testMaybe',
    method: 'GET',
    path: '/api/test/maybe',
    who: 'maybe-guest',
    summary: 'For anyone, guests by name',
    reply: Type.Object({ memberId: Type.Union([Type.String(), Type.Null()]) }),
    refusals: [],
  }),
  make: operation({
    id: 'testMake',
    method: 'POST',
    path: '/api/test/things',
    who: 'guest',
    idempotent: true,
    summary: 'Makes a thing',
    body: closed({
      kind: OneOf(['king', 'twin']),
      rooms: Type.Integer({ minimum: 1, maximum: 9 }),
      guests: Type.Optional(
        Type.Array(closed({ name: Type.String({ minLength: 1, maxLength: 20 }) }), { maxItems: 9 }),
      ),
      note: Type.Optional(Type.Any()),
    }),
    reply: Type.Object({ id: Type.String() }),
    status: 201,
    refusals: ['rooms_sold_out'],
  }),
  drop: operation({
    id: 'testDrop',
    method: 'DELETE',
    path: '/api/test/things/:id',
    who: 'guest',
    summary: 'Drops a thing',
    params: IdParams,
    reply: null,
    refusals: ['not_found'],
  }),
  bytes: operation({
    id: 'testBytes',
    method: 'GET',
    path: '/api/test/bytes/:id',
    who: 'maybe-guest',
    summary: 'Ready bytes',
    params: IdParams,
    reply: Type.Object({ hot: Type.Boolean() }),
    refusals: ['not_found'],
  }),
  polled: operation({
    id: 'testPolled',
    method: 'GET',
    path: '/api/test/polled',
    who: 'guest',
    summary: 'Polled',
    reply: Type.Object({ memberId: Type.String(), at: Type.Integer() }),
    refusals: [],
  }),
  edit: operation({
    id: 'testEdit',
    method: 'PATCH',
    path: '/api/test/hotels/:id',
    who: 'staff',
    permission: 'hotels.edit',
    summary: 'Edits',
    params: IdParams,
    body: closed({ name: Type.String({ minLength: 1 }) }),
    reply: Type.Object({ staffId: Type.String() }),
    refusals: [],
  }),
  look: operation({
    id: 'testLook',
    method: 'GET',
    path: '/api/test/hotels/:id',
    who: 'staff',
    permission: 'hotels.read',
    summary: 'Looks',
    params: IdParams,
    reply: Type.Object({ staffId: Type.String() }),
    refusals: [],
  }),
  upload: operation({
    id: 'testUpload',
    method: 'POST',
    path: '/api/test/upload',
    who: 'staff',
    permission: 'hotels.edit',
    summary: 'Takes a file',
    reply: Type.Object({ size: Type.Integer() }),
    refusals: ['image_unusable'],
  }),
  notify: operation({
    id: 'testNotify',
    method: 'POST',
    path: '/api/test/notify',
    who: 'wechat',
    summary: 'A notice, byte for byte',
    reply: Type.Object({ base64: Type.String() }),
    refusals: [],
  }),
  move: operation({
    id: 'testMove',
    method: 'POST',
    path: '/api/test/sandbox',
    who: 'sandbox',
    summary: 'For the sandbox',
    reply: null,
    refusals: [],
  }),
  fail: operation({
    id: 'testFail',
    method: 'GET',
    path: '/api/test/fail/:how',
    who: 'anyone',
    summary: 'Fails',
    params: closed({ how: Type.String() }),
    reply: Type.Object({ done: Type.Boolean() }),
    refusals: ['rooms_sold_out'],
  }),
}

export const hotBytes = Buffer.from('{"hot":true}')

const failures: Record<string, () => Error> = {
  bug: () => new Error('secret: the table has no such column'),
  // Some libraries put a status on their errors; that makes it no answer of ours.
  'outside-400': () => Object.assign(new Error('secret: upstream said so'), { statusCode: 400 }),
  unavailable: () => new Unavailable('database', { retryAfterSeconds: 7 }),
  'sold-out': () => new Refusal('rooms_sold_out', { facts: { nights: ['2026-11-25'] } }),
  'with-status': () => new Refusal('order_state', { facts: { status: 'paid', title: 'mine', requestId: 'mine' } }),
  field: () => new Refusal('booking_invalid', { fields: { checkIn: 'past' } }),
}

export interface Door extends AsyncDisposable {
  server: Awaited<ReturnType<typeof createServer>>
  clock: ReturnType<typeof testClock>
  /** Lines the log took, parsed. */
  lines: Record<string, unknown>[]
  /** The verbs that ran, in their order. */
  ran: string[]
  guestToken: string
  staffToken: string
  lookedUp: { guest: number; staff: number }
  endGuestSession(): void
  inject(call: InjectOptions): Promise<Answer>
  guest(call: InjectOptions): Promise<Answer>
  staff(call: InjectOptions): Promise<Answer>
  metrics: ReturnType<typeof createMetrics>
}

export interface Answer {
  status: number
  headers: Record<string, string | string[] | number | undefined>
  body: string
  // biome-ignore lint/suspicious/noExplicitAny: answers of many operations
  json: any
}

/** A real server over those operations; sessions are two people, one guest and one of the staff. */
export async function openDoor(options: Partial<ServeOptions> & { staffMay?: Permission[] } = {}): Promise<Door> {
  const [guestToken, staffToken, csrfToken] = [newToken(), newToken(), newToken()]
  const lines: Record<string, unknown>[] = []
  const ran: string[] = []
  const lookedUp = { guest: 0, staff: 0 }
  const clock = testClock()
  const metrics = createMetrics()
  let guestIsIn = true
  const staffCaller: StaffCaller = {
    staffId: 'stf_1',
    name: '店长',
    roles: [],
    permissions: new Set(options.staffMay ?? ['hotels.read', 'hotels.edit']),
    hotelIds: 'all',
    hotelsWhere: () => 'all',
    csrfToken,
  }
  const server = await createServer({
    routes: routesOf(ran),
    callers: createCallers({
      guest: async (hash) => {
        lookedUp.guest += 1
        return guestIsIn && hash === tokenHash(guestToken) ? { memberId: 'mem_1', appid: 'app_mini' } : null
      },
      staff: async (hash) => {
        lookedUp.staff += 1
        return hash === tokenHash(staffToken) ? staffCaller : null
      },
    }),
    admission: createAdmission({ limits: 'on' }),
    metrics,
    log: pino({ level: 'info' }, linesInto(lines)),
    clock,
    trustedProxies: [],
    sandbox: true,
    ...options,
  })
  const inject = async (call: InjectOptions): Promise<Answer> => {
    const answer = await server.inject(call)
    const isJson = answer.body !== '' && /json/.test(String(answer.headers['content-type']))
    return {
      status: answer.statusCode,
      headers: answer.headers,
      body: answer.body,
      json: isJson ? JSON.parse(answer.body) : null,
    }
  }
  const withHeaders = (headers: Record<string, string>) => (call: InjectOptions) =>
    inject({ ...call, headers: { ...headers, ...(call.headers as Record<string, string>) } })
  return {
    server,
    clock,
    metrics,
    lines,
    ran,
    guestToken,
    staffToken,
    lookedUp,
    inject,
    guest: withHeaders({ authorization: `Bearer ${guestToken}` }),
    staff: withHeaders({ cookie: `${staffCookie}=${staffToken}`, 'x-csrf-token': csrfToken }),
    endGuestSession() {
      guestIsIn = false
    },
    [Symbol.asyncDispose]: () => server.close(),
  }
}

function routesOf(ran: string[]): Route[] {
  return [
    route(declared.open, async ({ language, query, clientAddress }) => {
      ran.push('open')
      return { language, limit: query.limit!, address: clientAddress }
    }),
    route(declared.maybe, async ({ caller }) => ({ memberId: caller?.memberId ?? null })),
    route(declared.make, async ({ idempotencyKey }) => {
      ran.push('make')
      return { id: `thing_${idempotencyKey}`, secret: 'not in the contract' }
    }),
    route(declared.drop, async ({ params }) => {
      ran.push(`drop ${params.id}`)
      return undefined as never
    }),
    route(declared.bytes, ({ params }) => {
      if (params.id === 'none') throw new Refusal('not_found')
      return new Bytes(hotBytes, '"v1"', { 'content-type': 'application/json' })
    }),
    route(declared.polled, async ({ caller }) => new Polled({ memberId: caller.memberId, at: 1 })),
    route(declared.edit, async ({ caller }) => {
      ran.push('edit')
      return { staffId: caller.staffId }
    }),
    route(declared.look, async ({ caller }) => ({ staffId: caller.staffId })),
    route(
      declared.upload,
      async ({ request }) => {
        const part = await request.file()
        if (!part) throw new Refusal('image_unusable', { fields: { file: 'missing' } })
        return { size: (await part.toBuffer()).length }
      },
      { bodyLimit: 13 * 2 ** 20 },
    ),
    route(declared.notify, async ({ request }) => {
      ran.push('notify')
      return { base64: (request.body as Buffer).toString('base64') }
    }),
    route(declared.move, async () => undefined as never),
    route(declared.fail, async ({ params }) => {
      throw failures[params.how]!()
    }),
  ]
}

function linesInto(lines: Record<string, unknown>[]): Writable {
  return new Writable({
    write(chunk, _encoding, done) {
      lines.push(JSON.parse(String(chunk)))
      done()
    },
  })
}

/** What a raw socket gets for these bytes, until the server closes it or `until` is in the answer. */
export function overSocket(port: number, bytes: string | Buffer, until?: RegExp): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1' })
    let got = ''
    const end = () => {
      socket.destroy()
      resolve(got)
    }
    socket.setTimeout(10_000, () => reject(new Error(`nothing more came after: ${got}`)))
    socket.on('connect', () => socket.write(bytes))
    socket.on('data', (chunk) => {
      got += chunk
      if (until?.test(got)) end()
    })
    socket.on('close', end)
    socket.on('error', reject)
  })
}
