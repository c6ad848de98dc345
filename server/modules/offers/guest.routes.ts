import { instantText, type Language, textIn } from '../../../contract/format.ts'
import * as contract from '../../../contract/guest/offers.ts'
import { refusals } from '../../../contract/refusals.ts'
import type { Db } from '../../database/handle.ts'
import { type Route, route } from '../../http/route.ts'
import { type DatedPhase, policyPhases } from '../../kernel/cancellation.ts'
import { priceLines } from '../../kernel/lines.ts'
import { Refusal } from '../../kernel/refusal.ts'
import { hotelDay, isNight, nightsBetween, type Stay } from '../../kernel/stay.ts'
import type { Clock } from '../../ports/clock.ts'
import type { FilesModule } from '../files/index.ts'
import type { CancelPolicy, Hotels } from '../hotels/index.ts'
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
          .map((offer) => planView(offer, { stay, rooms, language })),
      }))
      return { ...stay, items }
    }),

    route(contract.getCalendar, async ({ params, query }) => {
      for (const [field, night] of Object.entries({ from: query.from, to: query.to })) {
        if (night && !isNight(night)) throw new Refusal('booking_invalid', { fields: { [field]: 'not_a_date' } })
      }
      return offers.calendar({ roomTypeId: params.id, ...query })
    }),

    route(contract.makeQuote, async ({ body, caller, language }) => {
      for (const field of ['checkIn', 'checkOut'] as const) {
        if (!isNight(body[field])) throw new Refusal('booking_invalid', { fields: { [field]: 'not_a_date' } })
      }
      const nights = nightsBetween(body.checkIn, body.checkOut)
      if (nights < 1 || nights > 90)
        throw new Refusal('booking_invalid', {
          fields: { checkOut: nights < 1 ? 'not_after_check_in' : 'too_many_nights' },
        })
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
        cancelPolicy: policyView(made.policy, made.phases, language),
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
  { stay, rooms, language }: { stay: Stay; rooms: number; language: Language },
) {
  const lines = priceLines({ nights: priced.nights, rooms, discountFen: 0 })
  const phases = policyPhases(basics.policy, { stay, clock: basics.hotel.clock, lines })
  const roomNights = priced.nights.length * rooms
  return {
    id: basics.plan.id,
    name: textIn(language, basics.plan.name),
    breakfast: basics.plan.breakfast,
    cancelPolicy: policyView(basics.policy, phases, language),
    totalFen: priced.subtotalFen,
    averageFen: Math.floor((priced.subtotalFen * 2 + roomNights) / (roomNights * 2)),
    roomsLeft: priced.roomsLeft,
    ...(priced.reason ? { refusal: reasonView(priced.reason, language) } : {}),
  }
}

function reasonView({ code, detail }: Reason, language: Language) {
  const { nights, minStay } = (detail.facts ?? {}) as { nights?: string[]; minStay?: number }
  return { code, title: refusals[code][language], ...(nights ? { nights } : {}), ...(minStay ? { minStay } : {}) }
}

function policyView(policy: CancelPolicy, phases: readonly DatedPhase[], language: Language) {
  return {
    id: policy.id,
    name: textIn(language, policy.name),
    phases: phases.map(({ from, until, kept, keptFen, refundFen }) => ({
      from: from === null ? null : instantText(from),
      until: until === null ? null : instantText(until),
      kept,
      keptFen,
      refundFen,
    })),
    noShow: policy.noShow,
  }
}
