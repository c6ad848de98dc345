import type { Context } from '../context.ts'
import { randomLetters } from '../numbers.ts'
import type { Call } from '../serve.ts'
import { PlatformError, platformBody } from './answer.ts'
import { checkApp } from './login.ts'

interface TokenRow {
  token: string
  made_at: number
  valid_until: number
}

const lifeMs = 7_200_000
const overlapMs = 300_000
const forcedGapMs = 30_000
const forcedADay = 20
/** In place of `valid_until`: replaced by force, no longer known. */
const killed = 0

/**
 * POST /cgi-bin/stable_token. Normally the same token until its last five minutes, in which a new one is given and
 * both are good. Forced: a new one, the old ones die at once; sooner than 30 s after the last time nothing is renewed,
 * and after 20 times a day it is refused.
 */
export function stableToken(context: Context, call: Call): object {
  const body = platformBody(call)
  if (body.grant_type !== 'client_credential') throw new PlatformError(40002, 'invalid grant_type')
  const appid = checkApp({ appid: body.appid, secret: body.secret }, [context.keys.mini, context.keys.web])
  const token = body.force_refresh === true ? forcedToken(context, appid) : normalToken(context, appid)
  return { access_token: token.token, expires_in: Math.floor((token.valid_until - context.clock.now()) / 1_000) }
}

/** Which app the `access_token` of a call belongs to; refuses unless it is `appid`. */
export function requireToken({ db, clock }: Context, { query }: Call, appid: string): void {
  const text = query.get('access_token')
  if (!text) throw new PlatformError(41001, 'access_token missing')
  const row = db.one<{ appid: string; valid_until: number }>(
    `SELECT appid, valid_until FROM access_tokens WHERE token = ?`,
    text,
  )
  if (row?.appid !== appid || row.valid_until === killed) {
    throw new PlatformError(40001, 'invalid credential, access_token is invalid or not latest')
  }
  if (row.valid_until <= clock.now()) throw new PlatformError(42001, 'access_token expired')
}

function normalToken(context: Context, appid: string): TokenRow {
  const current = newestToken(context, appid)
  if (current && current.valid_until - context.clock.now() > overlapMs) return current
  return makeToken(context, appid, 0)
}

function forcedToken(context: Context, appid: string): TokenRow {
  const { db, clock } = context
  const now = clock.now()
  const forced = db.all<{ made_at: number }>(
    `SELECT made_at FROM access_tokens WHERE appid = ? AND forced = 1 AND made_at > ? ORDER BY made_at DESC LIMIT 20`,
    appid,
    now - 86_400_000,
  )
  const current = newestToken(context, appid)
  if (current && forced[0] && now - forced[0].made_at < forcedGapMs) return current
  if (forced.length >= forcedADay) throw new PlatformError(45009, 'reach max api daily quota limit')
  db.run(`UPDATE access_tokens SET valid_until = ? WHERE appid = ?`, killed, appid)
  return makeToken(context, appid, 1)
}

function newestToken({ db, clock }: Context, appid: string): TokenRow | undefined {
  return db.one<TokenRow>(
    `SELECT token, made_at, valid_until FROM access_tokens WHERE appid = ? AND valid_until > ? ORDER BY made_at DESC LIMIT 1`,
    appid,
    clock.now(),
  )
}

function makeToken({ db, clock }: Context, appid: string, forced: 0 | 1): TokenRow {
  const now = clock.now()
  const row = { token: `98_${randomLetters(133)}`, made_at: now, valid_until: now + lifeMs }
  db.run(
    `INSERT INTO access_tokens (token, appid, forced, made_at, valid_until) VALUES (?, ?, ?, ?, ?)`,
    row.token,
    appid,
    forced,
    row.made_at,
    row.valid_until,
  )
  return row
}
