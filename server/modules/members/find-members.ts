import type { Handle } from '../../database/handle.ts'
import { unknownCursor } from '../../kernel/refusal.ts'
import type { Instant } from '../../kernel/stay.ts'
import type { Sealer } from '../../ports/sealer.ts'
import type { Member } from './member.ts'
import { membersByIds, membersFound, membersJoined } from './store.ts'

/** Branches whose guests may be seen. */
type Where = readonly string[] | 'all'

/** What orders know of members: orders stand above, so they are handed in. */
export interface KnownByOrders {
  membersAt(
    handle: Handle,
    wish: { hotelIds: readonly string[]; after?: { memberId: string; at: Instant } | undefined; limit: number },
  ): Promise<{ memberId: string; at: Instant }[]>
  membersFound(handle: Handle, wish: { hotelIds: Where; text: string; after: string; limit: number }): Promise<string[]>
  membersAmong(handle: Handle, wish: { memberIds: readonly string[]; hotelIds: Where }): Promise<ReadonlySet<string>>
}

export interface FindWish {
  q: string | undefined
  hotelIds: Where
  cursor: string | undefined
  limit: number
}

interface Found {
  members: Member[]
  nextCursor: string | null
}

/** Looked through for those of a branch, at most, before a page ends early and the next one goes on. */
const lookedAtOnce = 200
const looksAtMost = 5

/** A page of members. Refusal: `invalid_request` for a cursor that is none. */
export async function findMembers(
  handle: Handle,
  deps: { sealer: Sealer; orders: KnownByOrders },
  wish: FindWish,
): Promise<Found> {
  if (wish.q !== undefined) return byQuestion(handle, deps, { ...wish, q: wish.q.trim() })
  return wish.hotelIds === 'all'
    ? newest(handle, wish)
    : lastSeen(handle, deps.orders, { ...wish, hotelIds: wish.hotelIds })
}

async function newest(handle: Handle, { cursor, limit }: FindWish): Promise<Found> {
  const members = await membersJoined(handle, { after: placeIn(cursor), limit: limit + 1 })
  const page = members.slice(0, limit)
  const last = members.length > limit ? page.at(-1) : undefined
  return { members: page, nextCursor: last ? `${last.joinedAt}_${last.id}` : null }
}

async function lastSeen(
  handle: Handle,
  orders: KnownByOrders,
  { hotelIds, cursor, limit }: FindWish & { hotelIds: readonly string[] },
): Promise<Found> {
  const place = placeIn(cursor)
  const after = place && { memberId: place.id, at: place.at }
  const seen = await orders.membersAt(handle, { hotelIds, after, limit: limit + 1 })
  const page = seen.slice(0, limit)
  const last = seen.length > limit ? page.at(-1) : undefined
  const ids = page.map(({ memberId }) => memberId)
  return {
    members: inOrderOf(ids, await membersByIds(handle, ids)),
    nextCursor: last ? `${last.at}_${last.memberId}` : null,
  }
}

/** By their id: what they say of themselves and what their orders say, each walked in the same order. */
async function byQuestion(
  handle: Handle,
  { sealer, orders }: { sealer: Sealer; orders: KnownByOrders },
  { q, hotelIds, cursor, limit }: FindWish & { q: string },
): Promise<Found> {
  const after = cursor ?? ''
  const phoneIndex = sealer.blindIndex('phone', q.replace(/\D/g, ''))
  const ofOrders = await orders.membersFound(handle, { hotelIds, text: q, after, limit: limit + 1 })
  const own: string[] = []
  let looked = after
  for (let look = 0; look < looksAtMost && own.length <= limit; look += 1) {
    const ids = await membersFound(handle, { text: q, phoneIndex, after: looked, limit: lookedAtOnce })
    const mine = await orders.membersAmong(handle, { memberIds: ids, hotelIds })
    own.push(...ids.filter((id) => mine.has(id)))
    if (ids.length < lookedAtOnce) {
      looked = ''
      break
    }
    looked = ids.at(-1)!
  }
  // What lies behind the place where the looking ended is for the next page.
  const all = [...new Set([...ofOrders, ...own])].sort().filter((id) => looked === '' || id <= looked)
  const page = all.slice(0, limit)
  const more = all.length > limit ? page.at(-1)! : looked || (ofOrders.length > limit ? page.at(-1)! : null)
  return { members: inOrderOf(page, await membersByIds(handle, page)), nextCursor: more }
}

/** Without those whose account was closed. */
function inOrderOf(ids: readonly string[], members: readonly Member[]): Member[] {
  const known = new Map(members.map((member) => [member.id, member]))
  return ids.flatMap((id) => known.get(id) ?? [])
}

function placeIn(cursor: string | undefined): { at: Instant; id: string } | undefined {
  if (cursor === undefined) return undefined
  const [, at, id] = /^(\d{1,15})_([A-Za-z0-9_]{1,64})$/.exec(cursor) ?? []
  if (at === undefined || id === undefined) throw unknownCursor()
  return { at: Number(at), id }
}
