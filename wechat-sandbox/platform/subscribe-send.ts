import type { Context } from '../context.ts'
import { randomDigits } from '../numbers.ts'
import { userOfOpenid } from '../people.ts'
import type { Call } from '../serve.ts'
import { templateNames, templates } from '../templates.ts'
import { requireToken } from './access-token.ts'
import { PlatformError, platformBody } from './answer.ts'
import { isFieldValue } from './field-kinds.ts'

/** POST /cgi-bin/message/subscribe/send. One consent of the person for the template is used up by one message. */
export function sendSubscribeMessage(context: Context, call: Call): object {
  const { db, clock, keys } = context
  requireToken(context, call, keys.mini.appid)
  const body = platformBody(call)
  const openid = String(body.touser ?? '')
  const userId = userOfOpenid(context, keys.mini.appid, openid)
  if (!userId) throw new PlatformError(40003, 'invalid openid')
  const templateId = String(body.template_id ?? '')
  const name = templateNames.find((each) => keys.templates[each] === templateId)
  if (!name) throw new PlatformError(40037, 'invalid template_id')
  const fields = fieldsOf(body.data, Object.keys(templates[name].fields))
  const page = pageOf(body.page)
  if (!['developer', 'trial', 'formal', undefined].includes(body.miniprogram_state as string | undefined)) {
    throw new PlatformError(40097, 'invalid args: miniprogram_state')
  }

  const spent = db.run(
    `UPDATE credits SET credits = credits - 1 WHERE user_id = ? AND template_id = ? AND credits > 0`,
    userId,
    templateId,
  )
  if (spent !== 1) throw new PlatformError(43101, 'user refuse to accept the msg')
  const msgid = `3${randomDigits(17)}`
  db.run(
    `INSERT INTO messages (msgid, user_id, openid, template_id, page, fields, at) VALUES (?, ?, ?, ?, ?, ?, ?)`,
    msgid,
    userId,
    openid,
    templateId,
    page,
    JSON.stringify(fields),
    clock.now(),
  )
  return { errcode: 0, errmsg: 'ok', msgid }
}

/** Every field of the template must be there and fit its kind; what the template does not have is not shown. */
function fieldsOf(data: unknown, keys: string[]): Record<string, string> {
  const given = (typeof data === 'object' && data !== null ? data : {}) as Record<string, { value?: unknown } | null>
  const fields: Record<string, string> = {}
  for (const key of keys) {
    const value = given[key]?.value
    if ((typeof value !== 'string' && typeof value !== 'number') || !isFieldValue(key, String(value))) {
      throw new PlatformError(47003, `argument invalid! data.${key}.value invalid`)
    }
    fields[key] = String(value)
  }
  return fields
}

/** A path as `app.json` writes it, without a leading slash, with or without a query. */
function pageOf(page: unknown): string | null {
  if (page === undefined || page === null || page === '') return null
  if (typeof page !== 'string' || page.length > 1_024 || !/^[\w-]+(\/[\w-]+)*(\?[^\s#]*)?$/.test(page)) {
    throw new PlatformError(41030, 'invalid page')
  }
  return page
}
