import { instantText, type Language } from '../../../contract/format.ts'
import type { OwnData } from '../../../contract/guest/own-data.ts'
import * as contract from '../../../contract/guest/session.ts'
import type { Db } from '../../database/handle.ts'
import { type Route, route, Streamed } from '../../http/route.ts'
import { bearerToken, type Callers } from '../../http/sessions.ts'
import { tokenHash } from '../../kernel/ids.ts'
import { Refusal } from '../../kernel/refusal.ts'
import type { Members, MemberView } from './index.ts'
import { type OwnPart, ownDataText } from './own-data.ts'

/** The lists of a member's own data. */
type OwnList = Exclude<keyof OwnData, 'format' | 'exportedAt' | 'member'>

export interface MemberRoutesDeps {
  db: Db
  members: Members
  callers: () => Pick<Callers, 'forget'>
  /** What each part of the house keeps about a member, by name. */
  ownLists(member: { memberId: string; language: Language }): Record<OwnList, OwnPart>
  now(): number
}

export function memberRoutes({ db, members, callers, ownLists, now }: MemberRoutesDeps): Route[] {
  return [
    route(contract.loginGuest, async ({ body, language }) => {
      const { token, expiresAt, member, isNew } = await members.login({
        via: body.via ?? 'mini',
        code: body.code,
        language,
      })
      const { id, nickname, phoneMasked } = member
      return { token, expiresAt: instantText(expiresAt), member: { id, nickname, phoneMasked, isNew } }
    }),
    route(contract.logoutGuest, async ({ request }) => {
      const token = bearerToken(request.headers.authorization)!
      await members.endSession(tokenHash(token))
      callers().forget(token)
      return undefined
    }),
    route(contract.getMe, async ({ caller }) => meOf(await members.byId(db, caller.memberId))),
    route(contract.updateMe, async ({ caller, body }) => meOf(await members.update(caller.memberId, body))),
    route(contract.closeAccount, async ({ caller, request }) => {
      await members.closeAccount(caller.memberId)
      callers().forget(bearerToken(request.headers.authorization)!)
      return undefined
    }),
    route(contract.exportMe, async ({ caller: { memberId }, language }) => {
      const { nickname, language: spoken, joinedAt } = meOf(await members.byId(db, memberId))
      const phone = await members.phoneOf(db, memberId)
      const signedInBy = [...new Set((await members.identitiesOf(db, memberId)).map(({ via }) => via))]
      const head: Omit<OwnData, OwnList> = {
        format: 1,
        exportedAt: instantText(now()),
        member: { nickname, phone, language: spoken, joinedAt, signedInBy },
      }
      return new Streamed(ownDataText(head, ownLists({ memberId, language })))
    }),
    route(contract.bindPhone, async ({ caller, body }) => {
      await members.bindPhone(caller.memberId, body)
      const member = await members.byId(db, caller.memberId)
      return { phoneMasked: member!.phoneMasked! }
    }),
  ]
}

function meOf(member: MemberView | null) {
  if (!member) throw new Refusal('session_ended')
  return { ...member, joinedAt: instantText(member.joinedAt) }
}
