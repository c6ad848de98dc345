import * as contract from '../../../contract/admin/catalogue.ts'
import { oncePerRequest } from '../../database/request-keys.ts'
import { type Route, route } from '../../http/route.ts'
import { given, requestOf } from '../../http/sent.ts'
import { actorOf, refuseElsewhere, scopeOf } from '../../http/staff-scope.ts'
import { Refusal } from '../../kernel/refusal.ts'
import type { Hotel } from '../hotels/index.ts'
import type { CatalogueDeps } from './deps.ts'
import { refuseUnknownImages } from './images.ts'
import { removeHotel } from './remove.ts'
import { usesOf } from './uses.ts'

/** A branch as it is when its maker says nothing more. */
const usual = (): Pick<Hotel, 'sort' | 'state' | 'avatarId' | 'imageIds' | 'tags' | 'description'> & Times => ({
  sort: 100,
  state: 'closed',
  avatarId: null,
  imageIds: [],
  tags: [],
  description: { zh: '' },
  zone: 'Asia/Shanghai',
  dayEndsAtMinutes: 6 * 60,
  checkInFromMinutes: 14 * 60,
  checkOutUntilMinutes: 12 * 60,
})

interface Times {
  zone: string
  dayEndsAtMinutes: number
  checkInFromMinutes: number
  checkOutUntilMinutes: number
}

/** Branches, as staff of that branch see and change them; making one is the chain's. */
export function hotelAdminRoutes(deps: CatalogueDeps): Route[] {
  const { db, hotels } = deps
  const seen = async (id: string) => {
    const hotel = await hotels.hotel(db, id)
    if (!hotel) throw new Refusal('not_found')
    return hotel
  }
  return [
    route(contract.listHotels, async ({ caller, query }) => {
      const limit = query.limit ?? 20
      const where = caller.hotelsWhere('hotels.read')
      const page = await hotels.hotelsAfter(db, {
        after: query.cursor ?? '',
        limit: limit + 1,
        ids: where === 'all' ? undefined : where,
        states: query.state ? [query.state] : ['open', 'closed'],
      })
      const items = page.slice(0, limit).map(view)
      return { items, nextCursor: page.length > limit ? items.at(-1)!.id : null }
    }),
    route(contract.getAdminHotel, async ({ caller, params }) => {
      const hotel = await seen(params.id)
      refuseElsewhere(caller, 'hotels.read', hotel.id)
      return view(hotel)
    }),
    route(contract.createHotel, async ({ caller, body, idempotencyKey: key }) => {
      refuseElsewhere(caller, 'hotels.edit', null)
      await refuseUnknownImages(deps, picturesOf(body))
      const { zone, dayEndsAtMinutes, ...rest } = { ...usual(), ...given(body) }
      const wish = { ...rest, clock: { zone, dayEndsAtMinutes } }
      const id = await db.transaction((tx) =>
        oncePerRequest(tx, requestOf(caller, contract.createHotel, { key, body }), async () => {
          return (await hotels.createHotel(tx, wish, actorOf(caller))).id
        }),
      )
      return view(await seen(id))
    }),
    route(contract.editHotel, async ({ caller, params, body }) => {
      refuseElsewhere(caller, 'hotels.edit', params.id)
      await refuseUnknownImages(deps, picturesOf(body))
      const { zone, dayEndsAtMinutes, ...rest } = given(body)
      return view(
        await db.transaction(async (tx) => {
          const clock = (await hotels.hotel(tx, params.id))?.clock
          const change = { ...rest, ...(clock ? { clock: { ...clock, ...given({ zone, dayEndsAtMinutes }) } } : {}) }
          return hotels.editHotel(tx, params.id, change, actorOf(caller))
        }),
      )
    }),
    route(contract.removeHotel, async ({ caller, params: { id } }) => {
      const wish = { id, ...scopeOf(caller, 'hotels.edit') }
      return { outcome: await db.transaction((tx) => removeHotel(tx, deps, wish)) }
    }),
    route(contract.restoreHotel, async ({ caller, params }) => {
      refuseElsewhere(caller, 'hotels.edit', params.id)
      return view(
        await db.transaction(async (tx) => {
          const hotel = await hotels.hotel(tx, params.id)
          if (!hotel) throw new Refusal('not_found')
          return hotel.state === 'archived' ? hotels.restoreHotel(tx, hotel, actorOf(caller)) : hotel
        }),
      )
    }),
    route(contract.getHotelUses, async ({ caller, params }) => {
      const hotel = await seen(params.id)
      refuseElsewhere(caller, 'hotels.read', hotel.id)
      return usesOf(deps, { id: hotel.id, named: { hotelId: hotel.id }, kind: 'hotel', mostBooked: null })
    }),
  ]
}

function picturesOf({
  avatarId,
  imageIds = [],
}: {
  avatarId?: string | null | undefined
  imageIds?: string[] | undefined
}) {
  return avatarId ? [avatarId, ...imageIds] : imageIds
}

function view({ clock, ...hotel }: Hotel) {
  return { ...hotel, ...clock }
}
