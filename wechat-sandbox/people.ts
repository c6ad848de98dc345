import { randomInt } from 'node:crypto'
import type { Context } from './context.ts'
import { randomLetters } from './numbers.ts'

/** Somebody with WeChat on a phone: one openid for each app, one unionid for all of them. */
export interface Person {
  userId: string
  nickname: string
  phone: string
  unionid: string
  /** In the mini-program. */
  openid: string
  openids: { mini: string; web: string }
}

interface PersonRow {
  user_id: string
  nickname: string
  phone: string
  unionid: string
  mini: string
  web: string
}

const selectPerson = `
  SELECT people.user_id, nickname, phone, unionid, m.openid AS mini, w.openid AS web FROM people
  JOIN identities m ON m.user_id = people.user_id AND m.appid = ?
  JOIN identities w ON w.user_id = people.user_id AND w.appid = ?`

export function createPerson({ db, keys, clock }: Context, wish: { nickname?: string; phone?: string }): Person {
  const userId = `u_${randomLetters(12)}`
  const person: Person = {
    userId,
    nickname: wish.nickname ?? `微信用户${userId.slice(-4)}`,
    phone: wish.phone ?? `139${String(randomInt(100_000_000)).padStart(8, '0')}`,
    unionid: `oU${randomLetters(26)}`,
    openid: `oM${randomLetters(26)}`,
    openids: { mini: '', web: `oW${randomLetters(26)}` },
  }
  person.openids.mini = person.openid
  db.transaction(() => {
    const values = [person.nickname, person.phone, person.unionid, clock.now()]
    db.run(`INSERT INTO people (user_id, nickname, phone, unionid, made_at) VALUES (?, ?, ?, ?, ?)`, userId, ...values)
    const identity = `INSERT INTO identities (appid, openid, user_id) VALUES (?, ?, ?)`
    db.run(identity, keys.mini.appid, person.openids.mini, userId)
    db.run(identity, keys.web.appid, person.openids.web, userId)
  })
  return person
}

/** The newest 200. */
export function listPeople({ db, keys }: Context): Person[] {
  const rows = db.all<PersonRow>(
    `${selectPerson} ORDER BY made_at DESC, people.rowid DESC LIMIT 200`,
    keys.mini.appid,
    keys.web.appid,
  )
  return rows.map(personOf)
}

export function findPerson({ db, keys }: Context, userId: string): Person | null {
  const row = db.one<PersonRow>(`${selectPerson} WHERE people.user_id = ?`, keys.mini.appid, keys.web.appid, userId)
  return row ? personOf(row) : null
}

/** Whose openid it is under that app; null for an openid of another app or of nobody. */
export function userOfOpenid({ db }: Context, appid: string, openid: string): string | null {
  return (
    db.one<{ user_id: string }>(`SELECT user_id FROM identities WHERE appid = ? AND openid = ?`, appid, openid)
      ?.user_id ?? null
  )
}

function personOf(row: PersonRow): Person {
  return {
    userId: row.user_id,
    nickname: row.nickname,
    phone: row.phone,
    unionid: row.unionid,
    openid: row.mini,
    openids: { mini: row.mini, web: row.web },
  }
}
