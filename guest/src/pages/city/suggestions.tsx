import { useEffect, useState } from 'react'
import { call, calls } from '../../api/call.ts'
import { useCall } from '../../api/use-call.ts'
import type { City } from '../../finding/cities-in.ts'
import { addressText, type HotelCard } from '../../finding/hotel.ts'
import { matchCities } from '../../finding/match-city.ts'
import { usePlace } from '../../finding/place.ts'
import { cityText } from '../../format/city.ts'
import { pathTo } from '../../go.ts'
import { Icon, ProblemNote, Tap, Text, View, Way } from '../../kit/index.ts'
import { useLanguage } from '../../state/language.ts'
import { city as texts } from '../../texts/city.ts'
import { finding } from '../../texts/finding.ts'
import { useTexts } from '../../texts/use-texts.ts'
import type { Picked } from './index.tsx'
import { useLatinNames, useOtherName } from './latin.ts'

interface SuggestionsProps {
  q: string
  cities: readonly City[]
  onPick: (picked: Picked) => void
}

const hotelsAtMost = 8
const settledMs = 250

/** What was typed may be a city, a district or a branch: all of them at once, the branches a moment later. */
export function Suggestions({ q, cities, onPick }: SuggestionsProps) {
  const t = useTexts(texts)
  const hotels = useHotels(q)
  const found = matchCities(cities, q, useLatinNames())
  // Initials are the search's to read: whose branches it finds is a city that was meant.
  const known = found.cities.length + found.districts.length > 0
  const meant = known ? found.cities : citiesOf(hotels.value ?? [], cities)
  const places = meant.length + found.districts.length
  return (
    <View role="status">
      {places > 0 && (
        <View className="city-rows">
          {meant.map((city) => (
            <CitySuggestion key={city.city} of={city} onPick={onPick} />
          ))}
          {found.districts.map(({ city, district }) => (
            <PlaceRow
              key={district.area}
              name={district.name}
              beside={city.name}
              count={district.hotels}
              onTap={() => onPick({ city: city.city, area: district.area })}
            />
          ))}
        </View>
      )}
      {hotels.value && hotels.value.length > 0 && <Hotels hotels={hotels.value} />}
      {places === 0 && hotels.value?.length === 0 && <View className="s city-foot">{t('nothing', { q })}</View>}
      {hotels.failure && (
        <View className="gutter city-title">
          <ProblemNote failure={hotels.failure} />
        </View>
      )}
    </View>
  )
}

function CitySuggestion({ of: city, onPick }: { of: City; onPick: (picked: Picked) => void }) {
  const otherName = useOtherName()
  return (
    <PlaceRow name={city.name} beside={otherName(city)} count={city.hotels} onTap={() => onPick({ city: city.city })} />
  )
}

interface PlaceRowProps {
  name: string
  beside: string
  count: number
  onTap: () => void
}

function PlaceRow({ name, beside, count, onTap }: PlaceRowProps) {
  const say = useTexts(finding)
  return (
    <Tap className="city-row city-row-low" onTap={onTap}>
      <Icon name="pin" size={20} colour="ink-3" />
      <View className="grow">
        <Text className="strong">{name}</Text> <Text className="s">{beside}</Text>
      </View>
      <View className="s">{say('hotelsCount', { n: count })}</View>
    </Tap>
  )
}

function Hotels({ hotels }: { hotels: readonly HotelCard[] }) {
  const t = useTexts(texts)
  const language = useLanguage()
  return (
    <>
      <View as="h2" className="s gutter city-title">
        {t('hotels')}
      </View>
      <View className="city-rows">
        {hotels.map((hotel) => (
          <Way key={hotel.id} className="city-row city-row-low" path={pathTo('hotel', { id: hotel.id })}>
            <Icon name="home" size={20} colour="ink-3" />
            <View className="grow">
              <View className="strong">{hotel.name}</View>
              <View className="s">{`${cityText(hotel.cityName)} ${addressText(hotel, language)}`}</View>
            </View>
            <Icon name="right" size={18} colour="ink-3" />
          </Way>
        ))}
      </View>
    </>
  )
}

/** Branches by name, address, tag or pinyin, once the guest stops typing for a moment. */
function useHotels(q: string) {
  const place = usePlace()
  const [settled, setSettled] = useState('')
  useEffect(() => {
    const timer = setTimeout(() => setSettled(q), settledMs)
    return () => clearTimeout(timer)
  }, [q])
  const answer = useCall(settled ? `typed ${settled}` : null, async () => {
    const query = { q: settled, limit: hotelsAtMost, ...(place ?? {}) }
    return (await call(calls.searchHotels, { query })).items
  })
  // What was found for other letters says nothing about these.
  return settled === q ? answer : { value: undefined, failure: null }
}

function citiesOf(hotels: readonly HotelCard[], cities: readonly City[]): City[] {
  return cities.filter(({ city }) => hotels.some((hotel) => hotel.city === city))
}
