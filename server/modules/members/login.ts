import type { Db, Tx } from '../../database/handle.ts'
import { newId, newToken, tokenHash } from '../../kernel/ids.ts'
import { Unavailable } from '../../kernel/refusal.ts'
import type { Instant } from '../../kernel/stay.ts'
import { emit } from '../../messaging/emit.ts'
import type { Sealer } from '../../ports/sealer.ts'
import type { Via, Wechat, WechatPerson } from '../../ports/wechat.ts'
import { type Member, sessionAbsoluteMs } from './member.ts'
import { identityOf, insertMember, insertSession, keepIdentity, memberById, memberByUnion, setUnion } from './store.ts'

export interface LoginResult {
  token: string
  expiresAt: Instant
  member: Member
  isNew: boolean
}

/**
 * Signs a person in by WeChat's code. Somebody never seen becomes a member and `member.joined` is told in the same
 * transaction, so the welcome is neither lost nor doubled. A unionid joins the two apps of one person; two members
 * that both exist are never merged. Refusals: `login_code_invalid`, `login_blocked`.
 */
export async function login(
  deps: { db: Db; wechat: Wechat; sealer: Sealer },
  wish: { via: Via; code: string; language: 'zh' | 'en' },
): Promise<LoginResult> {
  const person = await deps.wechat.login(wish.via, wish.code)
  return deps.db.transaction(async (tx) => {
    const { member, isNew } = await memberFor(tx, deps.sealer, person, wish.language)
    await keepIdentity(tx, {
      appid: person.appid,
      openid: person.openid,
      memberId: member.id,
      via: wish.via,
      sessionKeySealed: person.sessionKey && deps.sealer.seal(person.sessionKey),
    })
    if (isNew) await tellJoined(tx, deps.sealer, person, member.id)
    const token = newToken()
    const expiresAt = tx.now + sessionAbsoluteMs
    await insertSession(tx, { tokenHash: tokenHash(token), memberId: member.id, appid: person.appid, expiresAt })
    return { token, expiresAt, member, isNew }
  })
}

async function memberFor(
  tx: Tx,
  sealer: Sealer,
  person: WechatPerson,
  language: 'zh' | 'en',
): Promise<{ member: Member; isNew: boolean }> {
  const unionIndex = person.unionid && sealer.blindIndex('unionid', person.unionid)
  const identity = await identityOf(tx, person.appid, person.openid)
  const byIdentity = identity && (await memberById(tx, identity.memberId))
  const byUnion = unionIndex ? await memberByUnion(tx, unionIndex) : null
  const known = byIdentity ?? byUnion
  if (known) {
    if (unionIndex && !byUnion) await setUnion(tx, known.id, unionIndex)
    return { member: known, isNew: false }
  }
  const member: Member = {
    id: newId('mem'),
    nickname: '',
    phoneSealed: null,
    language,
    state: 'active',
    joinedAt: tx.now,
  }
  // Somebody joining by the other app at this very moment holds the unionid's key: look again.
  if (!(await insertMember(tx, member, unionIndex))) throw new Unavailable('login', { retryAfterSeconds: 1 })
  return { member, isNew: true }
}

/** The keys by which a first login is known again even after the account was closed (I23). */
export function personKeys(
  sealer: Sealer,
  person: { appid: string; openid: string; unionid: string | null },
): string[] {
  const byOpenid = sealer.blindIndex('person', `${person.appid} ${person.openid}`)
  return person.unionid ? [sealer.blindIndex('person', `union ${person.unionid}`), byOpenid] : [byOpenid]
}

/** Tells that a person joined, with the keys by which they are known again. */
export async function tellJoined(
  tx: Tx,
  sealer: Sealer,
  person: Pick<WechatPerson, 'appid' | 'openid' | 'unionid'>,
  memberId: string,
): Promise<void> {
  await emit(tx, {
    event: 'member.joined',
    payload: { memberId, personKeys: personKeys(sealer, person), at: tx.now },
  })
}
