import { instantText } from '../../../contract/format.ts'
import * as contract from '../../../contract/guest/favourites.ts'
import type { QueryOf } from '../../../contract/operation.ts'
import { type Route, route } from '../../http/route.ts'
import { Refusal, unknownCursor } from '../../kernel/refusal.ts'
import type { Hotel } from '../hotels/index.ts'
import type { Inventory } from '../inventory/index.ts'
import type { Members } from '../members/index.ts'
import { addAlternatives, cardsOf, placeIn, type SearchRoutesDeps, stayIn } from './guest.routes.ts'
import { hitsOfNamed } from './named-hits.ts'

export interface FavouriteRoutesDeps extends SearchRoutesDeps {
  members: Members
  inventory: Inventory
}

/** The branches a member has marked, drawn as the search draws what it finds. */
export function favouriteRoutes(deps: FavouriteRoutesDeps): Route[] {
  const { db, members, hotels } = deps
  return [
    route(contract.listFavourites, async ({ caller, query, language }) => {
      const { rooms = 1, guests = 1 } = query
      const stay = stayIn(query)
      const near = placeIn(query)
      const { page, nextCursor } = pageOf(await markedBy(deps, caller.memberId), query)
      const branches = page.map(({ hotel }) => hotel)
      const hits = await hitsOfNamed(deps, { branches, stay, rooms, guests, near })
      const cards = await cardsOf(deps, hits, { stay, rooms, language })
      if (stay) await addAlternatives(deps, cards, { query: { rooms, guests }, stay, language })
      const byId = new Map(cards.map((card) => [card.id, card]))
      const items = page.flatMap(({ hotel: { id, state }, addedAt }) => {
        const card = byId.get(id)
        const shown = { state: state === 'open' ? 'open' : 'closed', addedAt: instantText(addedAt) } as const
        return card ? [{ ...card, ...shown }] : []
      })
      return { items, nextCursor }
    }),
    route(contract.listFavouriteIds, async ({ caller }) => {
      const marked = await members.favourites(caller.memberId)
      return { hotelIds: marked.map(({ hotelId }) => hotelId) }
    }),
    route(contract.putFavourite, async ({ caller, params }) => {
      if (!(await hotels.hotel(db, params.hotelId))) throw new Refusal('not_found')
      await members.addFavourite(caller.memberId, params.hotelId)
      return undefined
    }),
    route(contract.deleteFavourite, async ({ caller, params }) => {
      await members.removeFavourite(caller.memberId, params.hotelId)
      return undefined
    }),
  ]
}

type Query = QueryOf<typeof contract.listFavourites>

interface Marked {
  hotel: Hotel
  addedAt: number
}

/** All of them, newest first: a member has 200 at most. Branches that are gone for good are left out before pages are cut. */
async function markedBy({ db, members, hotels }: FavouriteRoutesDeps, memberId: string): Promise<Marked[]> {
  const marks = await members.favourites(memberId)
  const found = await hotels.hotelsByIds(
    db,
    marks.map(({ hotelId }) => hotelId),
  )
  const byId = new Map(found.map((hotel) => [hotel.id, hotel]))
  return marks.flatMap(({ hotelId, addedAt }) => {
    const hotel = byId.get(hotelId)
    return hotel && hotel.state !== 'archived' ? [{ hotel, addedAt }] : []
  })
}

const pageLength = 20
const cursorForm = /^(\d{1,15})_([A-Za-z0-9_:-]{1,64})$/

/** A page begins after the mark its cursor names, also when that mark was taken away since. Refusal: `invalid_request`. */
function pageOf(marked: readonly Marked[], { cursor, limit = pageLength }: Query) {
  const [, at, id = ''] = cursor === undefined ? [] : (cursorForm.exec(cursor) ?? [])
  if (cursor !== undefined && at === undefined) throw unknownCursor()
  const isLater = ({ addedAt, hotel }: Marked) => addedAt < Number(at) || (addedAt === Number(at) && hotel.id > id)
  const rest = at === undefined ? marked : marked.filter(isLater)
  const page = rest.slice(0, limit)
  const last = page.at(-1)
  return { page, nextCursor: last && rest.length > limit ? `${last.addedAt}_${last.hotel.id}` : null }
}
