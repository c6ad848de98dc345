import { call, calls } from '../api/call.ts'
import { useCall } from '../api/use-call.ts'
import { cityText } from '../format/city.ts'
import { useLanguage } from '../state/language.ts'
import { type City, citiesIn, districtOf } from './cities-in.ts'
import type { HotelCard } from './hotel.ts'

/** A city and the branch that is cheapest to begin from; null where none can be booked. */
export interface PicturedCity extends City {
  hotel: HotelCard | null
}

/** With so few cities each is shown with a picture. */
export const picturedAtMost = 6

/** Every city with branches, those with most first. */
export async function readCities(): Promise<City[]> {
  return citiesIn((await call(calls.listAreas)).items)
}

/** Every city, and the ones with most branches once more with a picture and a price. */
export async function readPlaces(): Promise<{ cities: PicturedCity[]; all: City[] }> {
  const all = await readCities()
  const cities = await Promise.all(
    all.slice(0, picturedAtMost).map(async (city): Promise<PicturedCity> => {
      const { items } = await call(calls.searchHotels, { query: { city: city.city, sort: 'price', limit: 1 } })
      return { ...city, hotel: items[0] ?? null }
    }),
  )
  return { cities, all }
}

/** Says a city in the guest’s language; by its own, Chinese name until the others are known. */
export function useCityWords(): (city: string) => string {
  const { value } = useCall(useLanguage() === 'en' ? 'cities' : null, readCities)
  return (city) => value?.find((each) => each.city === city)?.name ?? cityText(city)
}

/** Says a district in the guest’s language; by its own, Chinese name until the others are known. */
export function useDistrictWords(): (area: string) => string {
  const { value } = useCall(useLanguage() === 'en' ? 'cities' : null, readCities)
  return (area) =>
    value?.flatMap(({ districts }) => districts).find((district) => district.area === area)?.name ?? districtOf(area)
}
