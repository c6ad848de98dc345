import { createCipheriv, randomBytes } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import Type, { type Static } from 'typebox'
import { newCode } from '../codes.ts'
import type { Context } from '../context.ts'
import { createPerson, findPerson, listPeople, type Person } from '../people.ts'
import { phoneInfo } from '../platform/phone.ts'
import { type TemplateName, templateNames } from '../templates.ts'
import { tellProduct } from './product.ts'
import { Refused } from './refused.ts'

const NewUser = Type.Object({
  nickname: Type.Optional(Type.String({ minLength: 1, maxLength: 32 })),
  phone: Type.Optional(Type.String({ pattern: '^\\d{6,15}$' })),
})
const LoginCode = Type.Object({ via: Type.Optional(Type.Union([Type.Literal('mini'), Type.Literal('web')])) })
const Consents = Type.Object({
  templates: Type.Array(Type.String({ maxLength: 64 }), { minItems: 1, maxItems: 10 }),
  answer: Type.Union([Type.Literal('accept'), Type.Literal('reject')]),
})
interface OfUser {
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
  app.get<OfUser>('/sandbox/users/:userId/consents', ({ params }) => ({ credits: creditsOf(context, params.userId) }))
  app.post<OfUser & { Body: Static<typeof Consents> }>(
    '/sandbox/users/:userId/consents',
    { schema: { body: Consents } },
    ({ params, body }) => answerSubscribe(context, requirePerson(context, params.userId), body),
  )
  app.post<OfUser>('/sandbox/users/:userId/rejoin', ({ params }) => {
    const { openids, unionid } = requirePerson(context, params.userId)
    const { mini } = context.keys
    return tellProduct(context, '/api/sandbox/rejoin', { appid: mini.appid, openid: openids.mini, unionid })
  })
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

/** One acceptance is one message. Templates by our names or by WeChat's ids; answers as `wx.requestSubscribeMessage` does. */
function answerSubscribe(context: Context, { userId }: Person, wish: Static<typeof Consents>): Record<string, string> {
  const ids = wish.templates.map((template) => templateId(context, template))
  context.db.transaction(() => {
    for (const id of wish.answer === 'accept' ? ids : []) {
      context.db.run(
        `INSERT INTO credits (user_id, template_id, credits) VALUES (?, ?, 1)
         ON CONFLICT DO UPDATE SET credits = credits + 1`,
        userId,
        id,
      )
    }
  })
  return { errMsg: 'requestSubscribeMessage:ok', ...Object.fromEntries(ids.map((id) => [id, wish.answer])) }
}

function templateId({ keys }: Context, template: string): string {
  const id = keys.templates[template as TemplateName]
  if (id) return id
  if (Object.values(keys.templates).includes(template)) return template
  throw new Refused(400, 'no_such_template', `there is no template ${template}`)
}

export function creditsOf({ db, keys }: Context, userId: string): Record<TemplateName, number> {
  const rows = db.all<{ template_id: string; credits: number }>(
    `SELECT template_id, credits FROM credits WHERE user_id = ?`,
    userId,
  )
  const left = new Map(rows.map((row) => [row.template_id, row.credits]))
  const pairs = templateNames.map((name) => [name, left.get(keys.templates[name]) ?? 0])
  return Object.fromEntries(pairs) as Record<TemplateName, number>
}
