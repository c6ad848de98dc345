import * as contract from '../../../contract/admin/members.ts'
import type { Texts } from '../../../contract/common.ts'
import { instantText, type Language, textIn } from '../../../contract/format.ts'
import type { ReplyOf } from '../../../contract/operation.ts'
import type { Permission } from '../../../contract/permissions.ts'
import type { Db, Handle } from '../../database/handle.ts'
import { type Route, route, type StaffCaller } from '../../http/route.ts'
import { actorOf, mayAt } from '../../http/staff-scope.ts'
import { Refusal } from '../../kernel/refusal.ts'
import type { Audit } from '../audit/index.ts'
import type { KnownByOrders, Members, MemberView } from './index.ts'

type Details = ReplyOf<typeof contract.getMember>
type Grant = Omit<Details['coupons'][number], 'name'> & { name: Texts }

export interface MemberAdminDeps {
  db: Db
  members: Members
  audit: Audit
  /** Orders and coupons stand above members: what they say is handed in by whoever builds the house. */
  orders: KnownByOrders & {
    staysOfMember(
      handle: Handle,
      wish: { memberId: string; hotelIds: readonly string[] | 'all'; language: Language; limit: number },
    ): Promise<Details['stays']>
  }
  coupons: {
    guestCoupons(wish: {
      memberId: string
      state: 'usable' | 'used' | 'expired'
      cursor: null
      limit: number
    }): Promise<{ items: readonly Grant[] }>
  }
}

const shownAtMost = 50

/** Members as staff see them: of some branches, only who has an order there. */
export function memberAdminRoutes({ db, members, audit, orders, coupons }: MemberAdminDeps): Route[] {
  const seen = async (caller: StaffCaller, permission: Permission, id: string): Promise<MemberView> => {
    const hotelIds = caller.hotelsWhere(permission)
    const member = await members.byId(db, id)
    if (!member || !(await orders.membersAmong(db, { memberIds: [id], hotelIds })).has(id)) {
      throw new Refusal('not_found')
    }
    return member
  }
  const couponsOf = async (memberId: string, language: Language) => {
    const pages = (['usable', 'used', 'expired'] as const).map((state) =>
      coupons.guestCoupons({ memberId, state, cursor: null, limit: shownAtMost }),
    )
    return (await Promise.all(pages))
      .flatMap(({ items }) => items)
      .map(({ id, couponId, name, kind, from, state, validFrom, validUntil }) => {
        return { id, couponId, name: textIn(language, name), kind, from, state, validFrom, validUntil }
      })
  }
  return [
    route(contract.listMembers, async ({ caller, query: { q, hotelId, cursor, limit = 20 } }) => {
      const hotelIds = within(caller, hotelId)
      const { items, nextCursor } = await members.find(db, orders, { q, hotelIds, cursor, limit })
      return { items: items.map(view), nextCursor }
    }),
    route(contract.getMember, async ({ caller, params: { id }, language }) => {
      const member = await seen(caller, 'members.read', id)
      const hotelIds = caller.hotelsWhere('members.read')
      const stays = await orders.staysOfMember(db, { memberId: id, hotelIds, language, limit: shownAtMost + 1 })
      return {
        ...view(member),
        signedInBy: [...new Set((await members.identitiesOf(db, id)).map(({ via }) => via))],
        stays: stays.slice(0, shownAtMost),
        hasMoreStays: stays.length > shownAtMost,
        coupons: await couponsOf(id, language),
      }
    }),
    route(contract.revealMemberPhone, async ({ caller, params: { id }, body: { reason } }) => {
      await seen(caller, 'members.reveal_phone', id)
      const phone = await members.phoneOf(db, id)
      if (phone === null) throw new Refusal('phone_unknown')
      // The row is there before the number is: nobody has seen one that the audit does not know of.
      await db.transaction((tx) =>
        audit.record(tx, { actor: actorOf(caller), action: 'member.reveal_phone', subject: `member:${id}`, reason }),
      )
      return { phone }
    }),
  ]
}

function within(caller: StaffCaller, hotelId: string | undefined): readonly string[] | 'all' {
  if (hotelId === undefined) return caller.hotelsWhere('members.read')
  return mayAt(caller, 'members.read', hotelId) ? [hotelId] : []
}

function view({ id, nickname, phoneMasked, language, joinedAt }: MemberView) {
  return { id, nickname, phoneMasked, language, joinedAt: instantText(joinedAt) }
}
