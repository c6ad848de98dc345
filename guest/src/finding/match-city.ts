import { type City, type District, districtOf } from './cities-in.ts'

export interface Matches {
  cities: City[]
  districts: { city: City; district: District }[]
}

const citiesAtMost = 8
const districtsAtMost = 6

/**
 * What a guest may mean by what was typed: part of a name in Chinese, or how it begins in Latin letters. `latin` knows
 * the names in English by the API’s own.
 */
export function matchCities(cities: readonly City[], typed: string, latin: ReadonlyMap<string, string>): Matches {
  const word = typed.trim()
  if (word === '') return { cities: [], districts: [] }
  const letters = lettersOf(word)
  const means = (names: readonly string[]) =>
    names.some((name) => (letters === '' ? name.includes(word) : lettersOf(name).startsWith(letters)))
  const districts = cities.flatMap((city) =>
    city.districts.filter(({ name, area }) => means([name, districtOf(area)])).map((district) => ({ city, district })),
  )
  return {
    cities: cities.filter(({ city, name }) => means([city, name, latin.get(city) ?? ''])).slice(0, citiesAtMost),
    districts: districts.slice(0, districtsAtMost),
  }
}

/** As typed without thinking: no case, no spaces, no marks. */
function lettersOf(text: string): string {
  return text.toLowerCase().replace(/[^a-z]/g, '')
}

/** Cities from A to Z, those with most branches first under a letter; cities without one at the end. */
export function byLetter(cities: readonly City[]): { letter: string; cities: City[] }[] {
  const letters = new Map<string, City[]>()
  for (const city of cities) letters.set(city.initial, [...(letters.get(city.initial) ?? []), city])
  return [...letters]
    .map(([letter, own]) => ({ letter, cities: own }))
    .sort((a, b) => Number(a.letter === '#') - Number(b.letter === '#') || (a.letter < b.letter ? -1 : 1))
}
