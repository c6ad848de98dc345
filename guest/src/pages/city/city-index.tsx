import type { City } from '../../finding/cities-in.ts'
import { byLetter } from '../../finding/match-city.ts'
import { Icon, Tap, Text, View } from '../../kit/index.ts'
import { useTrip } from '../../state/trip.ts'
import { city as texts } from '../../texts/city.ts'
import { finding } from '../../texts/finding.ts'
import { useTexts } from '../../texts/use-texts.ts'
import type { Picked } from './index.tsx'
import { useOtherName } from './latin.ts'
import { CitiesTitle } from './pictured-cities.tsx'
import { CityChips } from './recent-cities.tsx'

const hotAtMost = 8

/** The cities of a large chain: those with most branches, then all from A to Z. */
export function CityIndex({ cities, onPick }: { cities: readonly City[]; onPick: (picked: Picked) => void }) {
  const t = useTexts(texts)
  const otherName = useOtherName()
  return (
    <View className="city-indexed">
      <CityChips title={t('hot')} cities={cities.slice(0, hotAtMost)} onPick={onPick} />
      <CitiesTitle onPick={onPick} />
      {byLetter(cities).map(({ letter, cities: own }) => (
        <View key={letter} id={idOf(letter)} className="city-letter">
          <View as="h3" className="s gutter city-letter-name">
            {letter}
          </View>
          <View className="city-rows">
            {own.map((city) => (
              <IndexRow key={city.city} of={city} other={otherName(city)} onPick={onPick} />
            ))}
          </View>
        </View>
      ))}
    </View>
  )
}

interface IndexRowProps {
  of: City
  other: string
  onPick: (picked: Picked) => void
}

function IndexRow({ of: { city, name, hotels }, other, onPick }: IndexRowProps) {
  const say = useTexts(finding)
  const chosen = useTrip().city === city
  return (
    <Tap className="city-row city-row-low" onTap={() => onPick({ city })} told={{ pressed: chosen }}>
      <View className="grow">
        <Text>{name}</Text> <Text className="s">{other}</Text>
      </View>
      {chosen && <Icon name="check" size={20} colour="pine" />}
      <View className="s">{say('hotelsCount', { n: hotels })}</View>
    </Tap>
  )
}

/** The letters there are, at the edge: a tap goes to one. */
export function Letters({ cities, onShow }: { cities: readonly City[]; onShow: (id: string) => void }) {
  const t = useTexts(texts)
  return (
    <View as="nav" className="city-letters" label={t('letters')}>
      {byLetter(cities).map(({ letter }) => (
        <Tap
          key={letter}
          className="city-letters-one"
          label={t('toLetter', { letter })}
          onTap={() => {
            // Told anew also when the guest has scrolled on since the same letter.
            onShow('')
            setTimeout(() => onShow(idOf(letter)), 0)
          }}
        >
          {letter}
        </Tap>
      ))}
    </View>
  )
}

function idOf(letter: string): string {
  return `city-letter-${letter === '#' ? 'other' : letter}`
}
