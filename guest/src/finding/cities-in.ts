import type { calls } from '@contract/generated/guest-calls.ts'
import type { ReplyOf } from '@contract/operation.ts'
import { cityText } from '../format/city.ts'

/** A part of a city that has branches. */
export interface District {
  /** As `searchHotels` wants it. */
  area: string
  /** In the guest’s language. */
  name: string
  hotels: number
}

export interface City {
  /** As the API knows it, whatever the language. */
  city: string
  /** In the guest’s language. */
  name: string
  /** Under which it stands in a list: `A` to `Z`, `#` for others. */
  initial: string
  hotels: number
  districts: District[]
}

type Areas = ReplyOf<typeof calls.listAreas>['items']

/** The cities of some districts, those with most branches first. */
export function citiesIn(areas: Areas): City[] {
  const cities = new Map<string, City>()
  for (const { province, city, district, cityName, districtName, initial, hotels } of areas) {
    const known = cities.get(city)
    // Municipalities are their own province: the API’s areas say their name once.
    const area = [...new Set([province, city, district])].filter(Boolean).join(' ')
    const own = district ? [{ area, name: districtName, hotels }] : []
    cities.set(city, {
      city,
      name: cityText(cityName),
      initial,
      hotels: (known?.hotels ?? 0) + hotels,
      districts: [...(known?.districts ?? []), ...own],
    })
  }
  return [...cities.values()].sort((a, b) => b.hotels - a.hotels)
}

/** The district at the end of an area: 青羊区 of 四川省 成都市 青羊区. */
export function districtOf(area: string): string {
  return area.slice(area.lastIndexOf(' ') + 1)
}
