import type { Db, Handle, Tx } from '../../database/handle.ts'
import { Refusal } from '../../kernel/refusal.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Sealer } from '../../ports/sealer.ts'
import type { Wechat } from '../../ports/wechat.ts'
import { bindPhone, type PhoneProof } from './bind-phone.ts'
import { closeAccount } from './close-account.ts'
import { type FindWish, findMembers, type KnownByOrders } from './find-members.ts'
import { login, tellJoined } from './login.ts'
import { favouritesAtMost, type Member, maskPhone } from './member.ts'
import { endSession, memberOfSession, sweepSessions } from './sessions.ts'
import {
  deleteFavourite,
  favouritesOf,
  identitiesOf,
  identityOf,
  insertFavourite,
  memberById,
  membersByPhone,
  updateMember,
} from './store.ts'

export type { PhoneProof } from './bind-phone.ts'
export type { KnownByOrders } from './find-members.ts'
export type { LoginResult } from './login.ts'
export { maskPhone } from './member.ts'
export { type OwnPart, pageByPage } from './own-data.ts'

/** What a member sees of themselves, and staff of a member. */
export interface MemberView {
  id: string
  nickname: string
  phoneMasked: string | null
  language: 'zh' | 'en'
  joinedAt: number
}

export interface MembersDeps {
  db: Db
  clock: Clock
  wechat: Wechat
  sealer: Sealer
  /** Refuses while something of the member is still to come: bound to the modules above. */
  mayClose(tx: Tx, memberId: string): Promise<void>
}

export type Members = ReturnType<typeof createMembers>

/** Guests of the chain: who they are to WeChat, their sessions, phone and favourites. */
export function createMembers({ db, clock, wechat, sealer, mayClose }: MembersDeps) {
  return {
    async login(wish: Parameters<typeof login>[1]) {
      const result = await login({ db, wechat, sealer }, wish)
      return { ...result, member: view(result.member) }
    },
    /** Tells again that a person joined, as a lost or doubled message would. Refusal: `not_found`. */
    async rejoin(person: { appid: string; openid: string; unionid: string | null }): Promise<void> {
      await db.transaction(async (tx) => {
        const identity = await identityOf(tx, person.appid, person.openid)
        if (!identity) throw new Refusal('not_found')
        await tellJoined(tx, sealer, person, identity.memberId)
      })
    },
    bindPhone: (memberId: string, proof: PhoneProof) => bindPhone({ db, wechat, sealer }, memberId, proof),
    closeAccount: (memberId: string) => closeAccount({ db, mayClose }, memberId),
    memberOfSession: (tokenHash: string) => memberOfSession({ db, clock }, tokenHash),
    endSession: (tokenHash: string) => endSession(db, tokenHash),
    sweepSessions: () => sweepSessions(db),

    /** Null when there is no such member or the account was closed. */
    async byId(handle: Handle, id: string): Promise<MemberView | null> {
      const member = await memberById(handle, id)
      return member?.state === 'active' ? view(member) : null
    },

    /** The phone in the clear: for the member's own bookings and data. */
    async phoneOf(handle: Handle, id: string): Promise<string | null> {
      const member = await memberById(handle, id)
      return member?.phoneSealed ? sealer.open(member.phoneSealed) : null
    },

    async findByPhone(handle: Handle, phone: string): Promise<MemberView[]> {
      return (await membersByPhone(handle, sealer.blindIndex('phone', phone))).map(view)
    },

    /** A page of members as the staff of those branches see them. Refusal: `invalid_request` for a cursor. */
    async find(handle: Handle, orders: KnownByOrders, wish: FindWish) {
      const { members, nextCursor } = await findMembers(handle, { sealer, orders }, wish)
      return { items: members.map(view), nextCursor }
    },

    /** The openid by which the member is known to that app. */
    async openidFor(handle: Handle, memberId: string, appid: string): Promise<string | null> {
      return (await identitiesOf(handle, memberId)).find((identity) => identity.appid === appid)?.openid ?? null
    },

    identitiesOf,

    async update(memberId: string, change: { nickname?: string | undefined; language?: 'zh' | 'en' | undefined }) {
      return db.transaction(async (tx) => {
        const set = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
        if (Object.keys(set).length > 0) await updateMember(tx, memberId, set)
        const member = await memberById(tx, memberId)
        if (member?.state !== 'active') throw new Refusal('not_found')
        return view(member)
      })
    },

    favourites: (memberId: string) => favouritesOf(db, memberId),
    /** At most 200; marking one again changes nothing. Refusal: `favourites_full`. */
    async addFavourite(memberId: string, hotelId: string): Promise<void> {
      await db.transaction(async (tx) => {
        const marked = await favouritesOf(tx, memberId)
        if (marked.length >= favouritesAtMost) throw new Refusal('favourites_full')
        await insertFavourite(tx, { memberId, hotelId, position: tx.now })
      })
    },
    removeFavourite: (memberId: string, hotelId: string) =>
      db.transaction((tx) => deleteFavourite(tx, memberId, hotelId)),
  }

  function view(member: Member): MemberView {
    return {
      id: member.id,
      nickname: member.nickname,
      phoneMasked: member.phoneSealed && maskPhone(sealer.open(member.phoneSealed)),
      language: member.language,
      joinedAt: member.joinedAt,
    }
  }
}
