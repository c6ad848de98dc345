import { type Language, textIn } from '../../../contract/format.ts'
import * as contract from '../../../contract/guest/offers.ts'
import { refusals } from '../../../contract/refusals.ts'
import type { Db } from '../../database/handle.ts'
import { type Route, route } from '../../http/route.ts'
import { applyRules } from '../../kernel/cancellation.ts'
import { priceLines } from '../../kernel/lines.ts'
import { averageFen } from '../../kernel/money.ts'
import { Refusal } from '../../kernel/refusal.ts'
import { hotelDay, type Stay } from '../../kernel/stay.ts'
import type { Clock } from '../../ports/clock.ts'
import type { FilesModule } from '../files/index.ts'
import { type Hotels, policyView } from '../hotels/index.ts'
import type { Offers, PlanOffer, Reason } from './index.ts'

export interface OfferRoutesDeps {
  db: Db
  clock: Clock
  hotels: Hotels
  offers: Offers
  files: FilesModule
}

export function offerRoutes({ db, clock, hotels, offers, files }: OfferRoutesDeps): Route[] {
  return [
    route(contract.listRoomTypes, async ({ params, query, language }) => {
      const hotel = await hotels.hotel(db, params.id)
      if (!hotel || hotel.state === 'archived') throw new Refusal('not_found')
      const stay = offers.stayOf(query, hotelDay(clock.now(), hotel.clock))
      const rooms = query.rooms ?? 1
      const types = (await hotels.roomTypesOf(db, [hotel.id])).filter((type) => type.onSale)
      const priced = await offers.priced(db, { roomTypeIds: types.map((type) => type.id), stay, rooms })
      const images = types.flatMap((type) => type.imageIds.map((id) => ({ id, alt: textIn(language, type.name) })))
      const views = new Map((await files.views(db, images)).map((view) => [view.id, view]))
      const items = types.map((type) => ({
        id: type.id,
        name: textIn(language, type.name),
        images: type.imageIds.flatMap((id) => views.get(id) ?? []),
        areaM2: type.areaM2,
        bed: textIn(language, type.bed),
        guests: type.guests,
        facilities: type.facilities.map((facility) => textIn(language, facility)),
        listFen: type.listFen,
        fitsGuests: (query.guests ?? 1) <= type.guests * rooms,
        ratePlans: priced
          .filter(({ basics }) => basics.type.id === type.id)
          .map((offer) => planView(offer, { stay, rooms, language, guests: query.guests ?? 1 })),
      }))
      return { ...stay, items }
    }),

    route(contract.getCalendar, ({ params, query }) => offers.calendar({ roomTypeId: params.id, ...query })),

    route(contract.makeQuote, async ({ body, caller, language }) => {
      const { roomTypeId, ratePlanId, checkIn, checkOut, rooms, couponId } = body
      const wish = {
        roomTypeId,
        ratePlanId,
        stay: { checkIn, checkOut },
        rooms,
        memberId: caller?.memberId ?? null,
        grantId: couponId ?? null,
      }
      const made = await offers.quote(wish)
      return {
        nights: made.nights,
        subtotalFen: made.subtotalFen,
        discountFen: made.discountFen,
        totalFen: made.totalFen,
        cancelPolicy: policyView(made.policy, made, language),
        coupons: made.coupons.map(({ grantId, name, validUntil, usable, offFen, reason, missingFen }) => ({
          id: grantId,
          name: textIn(language, name),
          validUntil,
          usable,
          offFen,
          ...(reason ? { reason } : {}),
          ...(missingFen === undefined ? {} : { missingFen }),
        })),
        bestCouponId: made.bestGrantId,
        couponId: made.usedGrantId,
      }
    }),
  ]
}

function planView(
  { basics, priced }: PlanOffer,
  { stay, rooms, guests, language }: { stay: Stay; rooms: number; guests: number; language: Language },
) {
  const lines = priceLines({ nights: priced.nights, rooms, discountFen: 0 })
  const applied = applyRules(basics.policy, { stay, clock: basics.hotel.clock, lines })
  const tooMany: Reason = { code: 'too_many_guests', detail: { fields: { guests: 'too_many' } } }
  const reason = priced.reason ?? (guests > basics.type.guests * rooms ? tooMany : null)
  return {
    id: basics.plan.id,
    name: textIn(language, basics.plan.name),
    breakfast: basics.plan.breakfast,
    cancelPolicy: policyView(basics.policy, applied, language),
    totalFen: priced.subtotalFen,
    averageFen: averageFen(priced.subtotalFen, priced.nights.length * rooms),
    roomsLeft: priced.roomsLeft,
    ...(reason ? { refusal: reasonView(reason, language) } : {}),
  }
}

function reasonView({ code, detail }: Reason, language: Language) {
  const { nights, minStay } = (detail.facts ?? {}) as { nights?: string[]; minStay?: number }
  return { code, title: refusals[code][language], ...(nights ? { nights } : {}), ...(minStay ? { minStay } : {}) }
}
