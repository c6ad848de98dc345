import type { Image } from '@contract/common.ts'
import type { PicturedCity } from '../../finding/cities.ts'
import type { City } from '../../finding/cities-in.ts'
import { byLetter } from '../../finding/match-city.ts'
import { useChain } from '../../finding/service.ts'
import { Icon, Picture, Tap, View } from '../../kit/index.ts'
import { useTrip } from '../../state/trip.ts'
import { city as texts } from '../../texts/city.ts'
import { finding } from '../../texts/finding.ts'
import { useTexts } from '../../texts/use-texts.ts'
import type { Picked } from './index.tsx'
import { useOtherName } from './latin.ts'

/** All the cities of a small chain, each with a picture. */
export function PicturedCities({
  cities,
  onPick,
}: {
  cities: readonly PicturedCity[]
  onPick: (picked: Picked) => void
}) {
  const t = useTexts(texts)
  const otherName = useOtherName()
  const pictureOf = ({ city }: City) => cities.find((each) => each.city === city)?.hotel?.cover
  return (
    <>
      <CitiesTitle onPick={onPick} />
      <View className="city-rows">
        {byLetter(cities)
          .flatMap((letter) => letter.cities)
          .map((city) => (
            <CityRow key={city.city} of={city} image={pictureOf(city)} other={otherName(city)} onPick={onPick} />
          ))}
      </View>
      <View className="s city-foot">{t('these', { n: cities.length })}</View>
    </>
  )
}

/** What the list is, and the way to everywhere. */
export function CitiesTitle({ onPick }: { onPick: (picked: Picked) => void }) {
  const t = useTexts(texts)
  const say = useTexts(finding)
  const { name } = useChain()
  const { city: now } = useTrip()
  return (
    <View className="gutter between city-head">
      <View as="h2" className="s">
        {name ? t('cities', { name }) : t('citiesOfOurs')}
      </View>
      <Tap className="city-again" onTap={() => onPick({ city: '' })} told={{ pressed: now === '' }}>
        {now === '' && <Icon name="check" size={18} colour="pine" />}
        <View>{say('everywhere')}</View>
      </Tap>
    </View>
  )
}

interface CityRowProps {
  of: City
  image: Image | null | undefined
  other: string
  onPick: (picked: Picked) => void
}

function CityRow({ of: { city, name, hotels }, image, other, onPick }: CityRowProps) {
  const say = useTexts(finding)
  const chosen = useTrip().city === city
  return (
    <Tap className="city-row" onTap={() => onPick({ city })} told={{ pressed: chosen }}>
      <Picture image={image} alt="" width={60} height={60} className="thumb" />
      <View className="grow">
        <View className="h2">{name}</View>
        <View className="s">{other}</View>
      </View>
      <View className="s">{say('hotelsCount', { n: hotels })}</View>
      <View className="city-check">{chosen && <Icon name="check" size={22} colour="pine" />}</View>
    </Tap>
  )
}
