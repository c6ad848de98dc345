import type { SayOf } from '@contract/texts.ts'
import type { CouponScope } from '../../../../contract/guest/coupons.ts'
import type { kit } from '../../texts/kit.ts'

type Scoped = Pick<CouponScope, 'hotels' | 'roomTypes' | 'ratePlans'>

/** Where a coupon counts, in a few words: anywhere, or its narrowest places by the name of the first. */
export function scopeText(scope: Scoped, t: SayOf<typeof kit>): string {
  const narrowest = narrowestOf(scope)
  if (!narrowest) return t('couponAnywhere')
  const [first] = narrowest.named
  if (!first) return t('couponSomewhere')
  const place = 'hotelName' in first ? `${first.hotelName} ${roomOf(first)}` : first.name
  return narrowest.total === 1 ? t('couponAt', { place }) : t('couponAtMany', { place, n: narrowest.total - 1 })
}

/** The one branch a coupon counts at; null when there are more, or none is known. */
export function onlyHotelOf(scope: Scoped): string | null {
  const narrowest = narrowestOf(scope)
  if (!narrowest || narrowest.named.length < narrowest.total) return null
  const [first, ...others] = new Set(narrowest.named.map(hotelOf))
  return first !== undefined && others.length === 0 ? first : null
}

function narrowestOf({ hotels, roomTypes, ratePlans }: Scoped) {
  return ratePlans ?? roomTypes ?? hotels
}

function hotelOf(place: { id: string; hotelId?: string }): string {
  return place.hotelId ?? place.id
}

function roomOf(place: { name: string; roomTypeName?: string }): string {
  return place.roomTypeName === undefined ? place.name : `${place.roomTypeName} ${place.name}`
}
