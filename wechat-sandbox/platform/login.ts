import { randomBytes } from 'node:crypto'
import { findCode, useCode, usedLastMinute } from '../codes.ts'
import type { Context } from '../context.ts'
import { findPerson } from '../people.ts'
import type { Call } from '../serve.ts'
import { PlatformError } from './answer.ts'

const loginsAMinute = 100

/**
 * GET /sns/jscode2session. A code works once, for five minutes, for the app it was made for; every login replaces the
 * session key. A success carries no errcode.
 */
export function login(context: Context, { query }: Call): object {
  const appid = requireApp(query, 'mini', context)
  if (query.get('grant_type') !== 'authorization_code') throw new PlatformError(40002, 'invalid grant_type')
  const text = query.get('js_code')
  if (!text) throw new PlatformError(41008, 'missing code')
  const code = findCode(context, 'login', appid, text)
  if (!code?.usable) throw new PlatformError(40029, 'invalid code')
  if (usedLastMinute(context, 'login', code.userId) >= loginsAMinute) {
    throw new PlatformError(45011, 'api minute-quota reach limit  mustslower  retry next minute')
  }

  useCode(context, text)
  const person = findPerson(context, code.userId)!
  const sessionKey = randomBytes(16).toString('base64')
  context.db.run(
    `UPDATE identities SET session_key = ? WHERE appid = ? AND user_id = ?`,
    sessionKey,
    appid,
    person.userId,
  )
  return { session_key: sessionKey, openid: person.openids.mini, unionid: person.unionid }
}

/** Checks `appid` and `secret` of the query against one of our two apps. */
export function requireApp(query: URLSearchParams, app: 'mini' | 'web', { keys }: Context): string {
  return checkApp({ appid: query.get('appid'), secret: query.get('secret') }, [keys[app]])
}

/** WeChat's errors for a missing or wrong appid or secret, in its order. */
export function checkApp(
  given: { appid: unknown; secret: unknown },
  known: readonly { appid: string; secret: string }[],
): string {
  if (!given.appid) throw new PlatformError(41002, 'appid missing')
  const app = known.find((each) => each.appid === given.appid)
  if (!app) throw new PlatformError(40013, 'invalid appid')
  if (!given.secret) throw new PlatformError(41004, 'appsecret missing')
  if (given.secret !== app.secret) throw new PlatformError(40125, 'invalid appsecret')
  return app.appid
}
