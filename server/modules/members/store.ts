import { insertedOnce } from '../../database/dialect.ts'
import { changed, type Handle, over, type Tx } from '../../database/handle.ts'
import type { Identity, Member } from './member.ts'
import type { MemberTables } from './tables.ts'

/** All SQL on members, their identities, sessions and favourites. */

export async function memberById(handle: Handle, id: string): Promise<Member | null> {
  const row = await on(handle).selectFrom('member').selectAll().where('id', '=', id).executeTakeFirst()
  return row ? readMember(row) : null
}

export async function memberByUnion(handle: Handle, unionIndex: string): Promise<Member | null> {
  const row = await on(handle)
    .selectFrom('member')
    .selectAll()
    .where('unionid_index', '=', unionIndex)
    .executeTakeFirst()
  return row ? readMember(row) : null
}

export async function membersByPhone(handle: Handle, phoneIndex: string): Promise<Member[]> {
  const rows = await on(handle)
    .selectFrom('member')
    .selectAll()
    .where('phone_index', '=', phoneIndex)
    .limit(20)
    .execute()
  return rows.map(readMember)
}

/** Those of them whose account is open, in no order. */
export async function membersByIds(handle: Handle, ids: readonly string[]): Promise<Member[]> {
  if (ids.length === 0) return []
  const rows = await on(handle)
    .selectFrom('member')
    .selectAll()
    .where('id', 'in', ids)
    .where('state', '=', 'active')
    .execute()
  return rows.map(readMember)
}

/** Who joined last, first. */
export async function membersJoined(
  handle: Handle,
  page: { after?: { at: number; id: string } | undefined; limit: number },
): Promise<Member[]> {
  const { after } = page
  let query = on(handle).selectFrom('member').selectAll().where('state', '=', 'active')
  if (after) {
    query = query.where((eb) =>
      eb.or([eb('joined_at', '<', after.at), eb.and([eb('joined_at', '=', after.at), eb('id', '<', after.id)])]),
    )
  }
  const rows = await query.orderBy('joined_at', 'desc').orderBy('id', 'desc').limit(page.limit).execute()
  return rows.map(readMember)
}

/** Members of that id, whose nickname begins so, or of that phone; by their id. */
export async function membersFound(
  handle: Handle,
  wish: { text: string; phoneIndex: string; after: string; limit: number },
): Promise<string[]> {
  const rows = await on(handle)
    .selectFrom('member')
    .select('id')
    .where('id', '>', wish.after)
    .where((eb) =>
      eb.or([
        eb('id', '=', wish.text),
        eb('phone_index', '=', wish.phoneIndex),
        eb.and([eb('nickname', '>=', wish.text), eb('nickname', '<', `${wish.text}\u{10ffff}`)]),
      ]),
    )
    .where('state', '=', 'active')
    .orderBy('id')
    .limit(wish.limit)
    .execute()
  return rows.map((row) => row.id)
}

/** False when somebody with that unionid joined in the meantime. */
export async function insertMember(tx: Tx, member: Member, unionIndex: string | null): Promise<boolean> {
  return insertedOnce(
    on(tx).insertInto('member').values({
      id: member.id,
      unionid_index: unionIndex,
      nickname: member.nickname,
      phone_sealed: null,
      phone_index: null,
      language: member.language,
      state: 'active',
      joined_at: member.joinedAt,
      closed_at: null,
    }),
  )
}

export async function setUnion(tx: Tx, memberId: string, unionIndex: string): Promise<void> {
  await on(tx)
    .updateTable('member')
    .set({ unionid_index: unionIndex })
    .where('id', '=', memberId)
    .where('unionid_index', 'is', null)
    .execute()
}

export async function updateMember(
  tx: Tx,
  id: string,
  change: Partial<Pick<MemberTables['member'], 'nickname' | 'language' | 'phone_sealed' | 'phone_index'>>,
): Promise<void> {
  await on(tx).updateTable('member').set(change).where('id', '=', id).where('state', '=', 'active').execute()
}

/** Takes the person out of the row and keeps the row: stays refer to it. */
export async function blankMember(tx: Tx, id: string): Promise<boolean> {
  const result = await on(tx)
    .updateTable('member')
    .set({
      state: 'closed',
      closed_at: tx.now,
      unionid_index: null,
      nickname: '',
      phone_sealed: null,
      phone_index: null,
    })
    .where('id', '=', id)
    .where('state', '=', 'active')
    .executeTakeFirst()
  await on(tx).deleteFrom('member_identity').where('member_id', '=', id).execute()
  await on(tx).deleteFrom('guest_session').where('member_id', '=', id).execute()
  await on(tx).deleteFrom('favourite').where('member_id', '=', id).execute()
  return changed(result) === 1
}

export async function identityOf(handle: Handle, appid: string, openid: string): Promise<Identity | null> {
  const row = await on(handle)
    .selectFrom('member_identity')
    .selectAll()
    .where('appid', '=', appid)
    .where('openid', '=', openid)
    .executeTakeFirst()
  return row ? readIdentity(row) : null
}

export async function identitiesOf(handle: Handle, memberId: string): Promise<Identity[]> {
  const rows = await on(handle).selectFrom('member_identity').selectAll().where('member_id', '=', memberId).execute()
  return rows.map(readIdentity)
}

/** A new row, or the session key of the newest login in the row that is there. */
export async function keepIdentity(tx: Tx, identity: Identity): Promise<void> {
  const inserted = await insertedOnce(
    on(tx).insertInto('member_identity').values({
      appid: identity.appid,
      openid: identity.openid,
      member_id: identity.memberId,
      via: identity.via,
      session_key_sealed: identity.sessionKeySealed,
      seen_at: tx.now,
    }),
  )
  if (inserted) return
  await on(tx)
    .updateTable('member_identity')
    .set({ session_key_sealed: identity.sessionKeySealed, seen_at: tx.now })
    .where('appid', '=', identity.appid)
    .where('openid', '=', identity.openid)
    .execute()
}

export async function insertSession(
  tx: Tx,
  session: { tokenHash: string; memberId: string; appid: string; expiresAt: number },
) {
  await on(tx)
    .insertInto('guest_session')
    .values({
      token_hash: session.tokenHash,
      member_id: session.memberId,
      appid: session.appid,
      created_at: tx.now,
      seen_at: tx.now,
      expires_at: session.expiresAt,
    })
    .execute()
}

export async function sessionBy(handle: Handle, tokenHash: string) {
  return on(handle).selectFrom('guest_session').selectAll().where('token_hash', '=', tokenHash).executeTakeFirst()
}

export async function touchSession(tx: Tx, tokenHash: string): Promise<void> {
  await on(tx).updateTable('guest_session').set({ seen_at: tx.now }).where('token_hash', '=', tokenHash).execute()
}

export async function deleteSession(tx: Tx, tokenHash: string): Promise<void> {
  await on(tx).deleteFrom('guest_session').where('token_hash', '=', tokenHash).execute()
}

export async function deleteDeadSessions(tx: Tx, dead: { expiredBefore: number; idleBefore: number }): Promise<void> {
  await on(tx)
    .deleteFrom('guest_session')
    .where((eb) => eb.or([eb('expires_at', '<=', dead.expiredBefore), eb('seen_at', '<=', dead.idleBefore)]))
    .execute()
}

/** The newest first. */
export async function favouritesOf(handle: Handle, memberId: string): Promise<{ hotelId: string; addedAt: number }[]> {
  const rows = await on(handle)
    .selectFrom('favourite')
    .select(['hotel_id', 'added_at'])
    .where('member_id', '=', memberId)
    .orderBy('position', 'desc')
    .orderBy('hotel_id')
    .execute()
  return rows.map((row) => ({ hotelId: row.hotel_id, addedAt: row.added_at }))
}

export async function insertFavourite(
  tx: Tx,
  favourite: { memberId: string; hotelId: string; position: number },
): Promise<void> {
  await insertedOnce(
    on(tx).insertInto('favourite').values({
      member_id: favourite.memberId,
      hotel_id: favourite.hotelId,
      position: favourite.position,
      added_at: tx.now,
    }),
  )
}

export async function deleteFavourite(tx: Tx, memberId: string, hotelId: string): Promise<void> {
  await on(tx).deleteFrom('favourite').where('member_id', '=', memberId).where('hotel_id', '=', hotelId).execute()
}

function on(handle: Handle) {
  return over<MemberTables>(handle)
}

function readMember(row: MemberTables['member']): Member {
  return {
    id: row.id,
    nickname: row.nickname,
    phoneSealed: row.phone_sealed,
    language: row.language,
    state: row.state,
    joinedAt: row.joined_at,
  }
}

function readIdentity(row: MemberTables['member_identity']): Identity {
  return {
    appid: row.appid,
    openid: row.openid,
    memberId: row.member_id,
    via: row.via,
    sessionKeySealed: row.session_key_sealed,
  }
}
