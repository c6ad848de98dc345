import { useState } from 'react'
import type { City } from '../../finding/cities-in.ts'
import { Tap, View } from '../../kit/index.ts'
import { keep, readKept } from '../../state/kept.ts'
import { city as texts } from '../../texts/city.ts'
import { useTexts } from '../../texts/use-texts.ts'
import type { Picked } from './index.tsx'

const keptAtMost = 6

/** The cities the guest looked at last, as far as there are branches still. */
export function RecentCities({ known, onPick }: { known: readonly City[]; onPick: (picked: Picked) => void }) {
  const t = useTexts(texts)
  const [recent] = useState(recentCities)
  const there = recent.flatMap((name) => known.find(({ city }) => city === name) ?? [])
  return there.length > 0 ? <CityChips title={t('recent')} cities={there} onPick={onPick} /> : null
}

export function CityChips({
  title,
  cities,
  onPick,
}: {
  title: string
  cities: readonly City[]
  onPick: (picked: Picked) => void
}) {
  return (
    <View className="gutter">
      <View as="h2" className="s city-title">
        {title}
      </View>
      <View className="city-chips">
        {cities.map(({ city, name }) => (
          <Tap key={city} className="city-chip" onTap={() => onPick({ city })}>
            {name}
          </Tap>
        ))}
      </View>
    </View>
  )
}

export function keepRecent(city: string): void {
  keep('cities-1', [city, ...recentCities().filter((each) => each !== city)].slice(0, keptAtMost))
}

function recentCities(): string[] {
  const found = readKept('cities-1')
  return Array.isArray(found) ? found.filter((each): each is string => typeof each === 'string') : []
}
