import type { FastifyInstance } from 'fastify'
import Type, { type Static } from 'typebox'
import type { Context } from '../context.ts'
import { type TemplateName, templateNames, templates } from '../templates.ts'
import { Refused } from './refused.ts'
import { type OfUser, requirePerson } from './users.ts'

type Choice = 'accept' | 'reject'
/** As `wx.requestSubscribeMessage` answers: a choice for each template id, or an error. */
type Answer = Record<string, string | number>
interface Question {
  ask: { templateId: string; name: TemplateName; title: string }[]
}

const Choice = Type.Union([Type.Literal('accept'), Type.Literal('reject')])
const Templates = Type.Array(Type.String({ maxLength: 64 }), { maxItems: 10 })
const Consents = Type.Object({
  templates: Type.Array(Type.String({ maxLength: 64 }), { minItems: 1, maxItems: 10 }),
  answer: Choice,
})
const Request = Type.Object({
  templates: Templates,
  /** Without it: what the sheet would ask. */
  answer: Type.Optional(Type.Object({ accepted: Templates, keep: Type.Boolean() })),
})
const Setting = Type.Object({ mainSwitch: Type.Boolean() })

const askedAtMost = 3

/** What people answer to a mini-program that asks to send messages, and what they set about it for ever. */
export function subscriptionControls(app: FastifyInstance, context: Context): void {
  const at = '/sandbox/users/:userId'
  app.get<OfUser>(`${at}/consents`, ({ params }) => ({ credits: creditsOf(context, params.userId) }))
  app.post<OfUser & { Body: Static<typeof Consents> }>(
    `${at}/consents`,
    { schema: { body: Consents } },
    ({ params, body }) => {
      const { userId } = requirePerson(context, params.userId)
      const ids = body.templates.map((template) => templateId(context, template))
      return give(context, userId, new Map(ids.map((id) => [id, body.answer])))
    },
  )
  app.post<OfUser & { Body: Static<typeof Request> }>(
    `${at}/subscribe-request`,
    { schema: { body: Request } },
    ({ params, body }) => request(context, requirePerson(context, params.userId).userId, body),
  )
  app.get<OfUser>(`${at}/subscriptions`, ({ params }) =>
    settingOf(context, requirePerson(context, params.userId).userId),
  )
  app.post<OfUser & { Body: Static<typeof Setting> }>(
    `${at}/subscriptions`,
    { schema: { body: Setting } },
    ({ params, body }) => switchMessages(context, requirePerson(context, params.userId).userId, body.mainSwitch),
  )
  app.delete<OfUser>(`${at}/subscriptions`, ({ params }, reply) => {
    context.db.run(`DELETE FROM kept_choices WHERE user_id = ?`, params.userId)
    return reply.code(204).send()
  })
}

/**
 * `wx.requestSubscribeMessage`: templates with a kept choice are not asked about again. One acceptance is one message,
 * kept or not.
 */
function request(context: Context, userId: string, wish: Static<typeof Request>): Answer | Question {
  const ids = [...new Set(wish.templates)]
  const failure = failureOf(context, userId, ids)
  if (failure) return { errMsg: `requestSubscribeMessage:fail ${failure[1]}`, errCode: failure[0] }
  const kept = settingOf(context, userId).itemSettings
  const open = ids.filter((id) => !(id in kept))
  if (open.length > 0 && !wish.answer) {
    return {
      ask: open.map((id) => ({
        templateId: id,
        name: nameOf(context, id)!,
        title: templates[nameOf(context, id)!].title,
      })),
    }
  }
  const { accepted, keep } = wish.answer ?? { accepted: [], keep: false }
  const choices = new Map(ids.map((id) => [id, kept[id] ?? (accepted.includes(id) ? 'accept' : 'reject')] as const))
  if (keep) for (const id of open) keepChoice(context, userId, id, choices.get(id)!)
  return give(context, userId, choices)
}

/** WeChat's own numbers and words. */
function failureOf(context: Context, userId: string, ids: string[]): [number, string] | null {
  if (ids.length === 0) return [10001, 'TmplIds can not be empty']
  if (ids.length > askedAtMost) return [20003, 'Templates count out of max bounds']
  if (ids.some((id) => !nameOf(context, id))) return [20001, 'No template data return, verify the template id exist']
  if (!settingOf(context, userId).mainSwitch) return [20004, 'The main switch is switched off']
  return null
}

function give(context: Context, userId: string, choices: ReadonlyMap<string, Choice>): Answer {
  context.db.transaction(() => {
    for (const [id, choice] of choices) {
      if (choice === 'reject') continue
      context.db.run(
        `INSERT INTO credits (user_id, template_id, credits) VALUES (?, ?, 1)
         ON CONFLICT DO UPDATE SET credits = credits + 1`,
        userId,
        id,
      )
    }
  })
  return { errMsg: 'requestSubscribeMessage:ok', ...Object.fromEntries(choices) }
}

function keepChoice({ db }: Context, userId: string, id: string, choice: Choice): void {
  db.run(
    `INSERT INTO kept_choices (user_id, template_id, answer) VALUES (?, ?, ?)
     ON CONFLICT DO UPDATE SET answer = excluded.answer`,
    userId,
    id,
    choice,
  )
}

function switchMessages(context: Context, userId: string, on: boolean): ReturnType<typeof settingOf> {
  if (on) context.db.run(`DELETE FROM messages_off WHERE user_id = ?`, userId)
  else context.db.run(`INSERT INTO messages_off (user_id) VALUES (?) ON CONFLICT DO NOTHING`, userId)
  return settingOf(context, userId)
}

/** The `subscriptionsSetting` of `wx.getSetting`: the main switch, and choices that were kept. */
export function settingOf(
  { db }: Context,
  userId: string,
): { mainSwitch: boolean; itemSettings: Record<string, Choice> } {
  const rows = db.all<{ template_id: string; answer: Choice }>(
    `SELECT template_id, answer FROM kept_choices WHERE user_id = ?`,
    userId,
  )
  const off = db.one(`SELECT 1 FROM messages_off WHERE user_id = ?`, userId)
  return { mainSwitch: !off, itemSettings: Object.fromEntries(rows.map((row) => [row.template_id, row.answer])) }
}

function nameOf({ keys }: Context, id: string): TemplateName | undefined {
  return templateNames.find((name) => keys.templates[name] === id)
}

/** By our name or by WeChat's id. */
function templateId(context: Context, template: string): string {
  const id = context.keys.templates[template as TemplateName]
  if (id) return id
  if (nameOf(context, template)) return template
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
