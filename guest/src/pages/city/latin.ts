import { useMemo } from 'react'
import { call, calls } from '../../api/call.ts'
import { useCall } from '../../api/use-call.ts'
import { cityText } from '../../format/city.ts'

/** The cities’ names in English by the API’s own: what guests type, and what stands below a Chinese name. */
export function useLatinNames(): ReadonlyMap<string, string> {
  const { value } = useCall('cities in English', async () => {
    return (await call(calls.listAreas, { headers: { 'accept-language': 'en' } })).items
  })
  return useMemo(() => new Map((value ?? []).map(({ city, cityName }) => [city, cityName])), [value])
}

/** The name of a city in the other language: Chengdu below 成都, 成都 below Chengdu; empty where it is the same. */
export function useOtherName(): (city: { city: string; name: string }) => string {
  const latin = useLatinNames()
  return ({ city, name }) => {
    const english = latin.get(city) ?? ''
    return name === english ? cityText(city) : english
  }
}
