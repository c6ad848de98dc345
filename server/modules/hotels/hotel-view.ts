import { type Language, textIn } from '../../../contract/format.ts'
import type { Hotel } from './hotel.ts'
import { placeName } from './place-names.ts'

/** A branch in one language, without its pictures. */
export function hotelView(hotel: Hotel, language: Language) {
  return {
    id: hotel.id,
    name: textIn(language, hotel.name),
    state: hotel.state,
    tags: hotel.tags.map((tag) => textIn(language, tag)),
    phone: hotel.phone,
    description: textIn(language, hotel.description),
    province: hotel.province,
    city: hotel.city,
    cityName: placeName(hotel.city, language),
    district: hotel.district,
    area: areaOf(hotel),
    address: textIn(language, hotel.address),
    lat: hotel.lat,
    lng: hotel.lng,
    zone: hotel.clock.zone,
  }
}

/** Municipalities are their own province: their name is said once. */
export function areaOf({ province, city, district }: Pick<Hotel, 'province' | 'city' | 'district'>): string {
  return [...new Set([province, city, district])].filter((part) => part !== '').join(' ')
}

/** Minutes after midnight as `14:00`. */
export function clockText(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
}
