import type { Context } from './context.ts'
import { randomLetters } from './numbers.ts'

export type CodeKind = 'login' | 'phone' | 'oauth'

export interface CodeWish {
  kind: CodeKind
  appid: string
  userId: string
  /** Only for `oauth`: what the person allowed. */
  scope?: string
}

export interface Code {
  userId: string
  scope: string | null
  usable: boolean
}

const lifeMs = 5 * 60_000

export function newCode({ db, clock }: Context, wish: CodeWish): string {
  const code = randomLetters(32)
  const values = [wish.kind, wish.appid, wish.userId, wish.scope ?? null, clock.now()]
  db.run(`INSERT INTO codes (code, kind, appid, user_id, scope, made_at) VALUES (?, ?, ?, ?, ?, ?)`, code, ...values)
  return code
}

/** Looks at a code without using it; null when the app has no such code of that kind. */
export function findCode({ db, clock }: Context, kind: CodeKind, appid: string, code: string): Code | null {
  const row = db.one<{ user_id: string; scope: string | null; made_at: number; used_at: number | null }>(
    `SELECT user_id, scope, made_at, used_at FROM codes WHERE code = ? AND kind = ? AND appid = ?`,
    code,
    kind,
    appid,
  )
  if (!row) return null
  return { userId: row.user_id, scope: row.scope, usable: row.used_at === null && clock.now() - row.made_at < lifeMs }
}

export function useCode({ db, clock }: Context, code: string): void {
  db.run(`UPDATE codes SET used_at = ? WHERE code = ?`, clock.now(), code)
}

/** How many codes of that kind a person used up in the last minute. */
export function usedLastMinute({ db, clock }: Context, kind: CodeKind, userId: string): number {
  return db.one<{ count: number }>(
    `SELECT count(*) AS count FROM codes WHERE user_id = ? AND kind = ? AND used_at > ?`,
    userId,
    kind,
    clock.now() - 60_000,
  )!.count
}
