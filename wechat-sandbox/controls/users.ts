import { createCipheriv, randomBytes } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import Type, { type Static } from 'typebox'
import { newCode } from '../codes.ts'
import type { Context } from '../context.ts'
import { createPerson, findPerson, listPeople, type Person } from '../people.ts'
import { phoneInfo } from '../platform/phone.ts'
import { tellProduct } from './product.ts'
import { Refused } from './refused.ts'

const NewUser = Type.Object({
  nickname: Type.Optional(Type.String({ minLength: 1, maxLength: 32 })),
  phone: Type.Optional(Type.String({ pattern: '^\\d{6,15}$' })),
})
const LoginCode = Type.Object({ via: Type.Optional(Type.Union([Type.Literal('mini'), Type.Literal('web')])) })
export interface OfUser {
  Params: { userId: string }
}

/** People, and what they do on their phones besides paying. */
export function userControls(app: FastifyInstance, context: Context): void {
  app.get('/sandbox/users', () => ({ items: listPeople(context) }))
  app.post<{ Body: Static<typeof NewUser> }>('/sandbox/users', { schema: { body: NewUser } }, (request, reply) => {
    reply.code(201)
    return createPerson(context, request.body)
  })
  app.post<OfUser & { Body: Static<typeof LoginCode> }>(
    '/sandbox/users/:userId/login-code',
    { schema: { body: LoginCode } },
    ({ params, body }) => ({ code: loginCode(context, requirePerson(context, params.userId), body.via ?? 'mini') }),
  )
  app.post<OfUser>('/sandbox/users/:userId/phone-code', ({ params }) => {
    const { userId } = requirePerson(context, params.userId)
    return { code: newCode(context, { kind: 'phone', appid: context.keys.mini.appid, userId }) }
  })
  app.post<OfUser>('/sandbox/users/:userId/encrypted-phone', ({ params }) =>
    encryptedPhone(context, requirePerson(context, params.userId)),
  )
  app.post<OfUser>('/sandbox/users/:userId/open-mini', ({ params }) =>
    openMini(context, requirePerson(context, params.userId)),
  )
  app.post<OfUser>('/sandbox/users/:userId/rejoin', ({ params }) =>
    rejoin(context, requirePerson(context, params.userId)),
  )
}

export function requirePerson(context: Context, userId: string): Person {
  const person = findPerson(context, userId)
  if (!person) throw new Refused(404, 'no_such_user', `there is no person ${userId}`)
  return person
}

/** The web page's code is what the authorize page would hand back, with `snsapi_userinfo` allowed. */
function loginCode(context: Context, { userId }: Person, via: 'mini' | 'web'): string {
  if (via === 'mini') return newCode(context, { kind: 'login', appid: context.keys.mini.appid, userId })
  return newCode(context, { kind: 'oauth', appid: context.keys.web.appid, userId, scope: 'snsapi_userinfo' })
}

/**
 * The mini-program opens on the person's phone and signs in: only who was there has a phone button and is sent
 * messages. The session it gets is nobody's here and ends by itself.
 */
async function openMini(context: Context, person: Person): Promise<{ memberId: string | null }> {
  const code = loginCode(context, person, 'mini')
  const told = (await tellProduct(context, '/api/guest/session', { code, via: 'mini' })) as { member?: { id: string } }
  return { memberId: told.member?.id ?? null }
}

/** By the openid of the app the product knows the person from: the mini-program's, else the web page's. */
async function rejoin(context: Context, { openids, unionid }: Person): Promise<unknown> {
  const { mini, web } = context.keys
  const path = '/api/sandbox/rejoin'
  try {
    return await tellProduct(context, path, { appid: mini.appid, openid: openids.mini, unionid })
  } catch (error) {
    if (!(error instanceof Refused && error.code === 'product_refused')) throw error
    return await tellProduct(context, path, { appid: web.appid, openid: openids.web, unionid })
  }
}

/** AES-128-CBC under the session key of the person's last login. */
function encryptedPhone(context: Context, { userId, phone }: Person): { encryptedData: string; iv: string } {
  const row = context.db.one<{ session_key: string | null }>(
    `SELECT session_key FROM identities WHERE appid = ? AND user_id = ?`,
    context.keys.mini.appid,
    userId,
  )
  if (!row?.session_key) throw new Refused(409, 'never_logged_in', 'the person has no session key before a login')
  const iv = randomBytes(16)
  const cipher = createCipheriv('aes-128-cbc', Buffer.from(row.session_key, 'base64'), iv)
  const plaintext = JSON.stringify(phoneInfo(context, phone))
  const bytes = Buffer.concat([cipher.update(plaintext, 'utf8'), cipher.final()])
  return { encryptedData: bytes.toString('base64'), iv: iv.toString('base64') }
}
