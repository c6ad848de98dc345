import * as contract from '../../../contract/admin/catalogue.ts'
import type { Db } from '../../database/handle.ts'
import { type Route, route } from '../../http/route.ts'
import { actorOf, refuseElsewhere } from '../../http/staff-scope.ts'
import { Refusal } from '../../kernel/refusal.ts'
import type { Hotel, Hotels } from './index.ts'

/** Branches, types, plans and policies, as staff of that branch see them. */
export function hotelAdminRoutes({ db, hotels }: { db: Db; hotels: Hotels }): Route[] {
  return [
    route(contract.listHotels, async ({ caller, query }) => {
      const limit = query.limit ?? 20
      const where = caller.hotelsWhere('hotels.read')
      const page = await hotels.hotelsAfter(db, {
        after: query.cursor ?? '',
        limit: limit + 1,
        ids: where === 'all' ? undefined : where,
      })
      const items = page.slice(0, limit).map(view)
      return { items, nextCursor: page.length > limit ? items.at(-1)!.id : null }
    }),
    route(contract.getAdminHotel, async ({ caller, params }) => {
      const hotel = await hotels.hotel(db, params.id)
      if (!hotel) throw new Refusal('not_found')
      refuseElsewhere(caller, 'hotels.read', hotel.id)
      return view(hotel)
    }),
    route(contract.editHotel, async ({ caller, params, body }) => {
      refuseElsewhere(caller, 'hotels.edit', params.id)
      return view(await db.transaction((tx) => hotels.editHotel(tx, params.id, given(body), actorOf(caller))))
    }),
    route(contract.listAdminRoomTypes, async ({ caller, query }) => {
      refuseElsewhere(caller, 'hotels.read', query.hotelId)
      return { items: await hotels.roomTypesOf(db, [query.hotelId]) }
    }),
    route(contract.getAdminRoomType, async ({ caller, params }) => {
      const type = await hotels.roomType(db, params.id)
      if (!type) throw new Refusal('not_found')
      refuseElsewhere(caller, 'hotels.read', type.hotelId)
      return type
    }),
    route(contract.editRoomType, async ({ caller, params, body }) => {
      const type = await hotels.roomType(db, params.id)
      if (!type) throw new Refusal('not_found')
      refuseElsewhere(caller, 'hotels.edit', type.hotelId)
      return db.transaction((tx) => hotels.editRoomType(tx, params.id, given(body), actorOf(caller)))
    }),
    route(contract.listRatePlans, async ({ caller, query }) => {
      refuseElsewhere(caller, 'hotels.read', query.hotelId)
      const types = await hotels.roomTypesOf(db, [query.hotelId])
      return {
        items: await hotels.ratePlansOf(
          db,
          types.map((type) => type.id),
        ),
      }
    }),
    route(contract.listPolicies, async () => ({ items: await hotels.policies(db) })),
  ]
}

function view({ clock, ...hotel }: Hotel) {
  return { ...hotel, ...clock }
}

/** Only what was sent: a member that is missing changes nothing. */
function given<Body extends object>(body: Body): { [Name in keyof Body]: Exclude<Body[Name], undefined> } {
  return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined)) as never
}
