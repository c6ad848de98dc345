import { call, calls } from '../../api/call.ts'
import { useCall } from '../../api/use-call.ts'
import { useDistrictWords } from '../../finding/cities.ts'
import { distanceText } from '../../finding/distance.ts'
import type { HotelCard } from '../../finding/hotel.ts'
import { LocatingNote } from '../../finding/locating-note.tsx'
import { placeText, useLocating } from '../../finding/place.ts'
import { cityText } from '../../format/city.ts'
import { Icon, ProblemNote, Tap, Text, View } from '../../kit/index.ts'
import { city as texts } from '../../texts/city.ts'
import { finding } from '../../texts/finding.ts'
import { useTexts } from '../../texts/use-texts.ts'
import type { Picked } from './index.tsx'

/** Farther than this nobody is in the city of the branch. */
const withinM = 50_000

/** The city the guest is in, by the branch that is nearest. The place is asked for only when tapped. */
export function Located({ onPick }: { onPick: (picked: Picked) => void }) {
  const t = useTexts(texts)
  const say = useTexts(finding)
  const { place, state, find } = useLocating()
  const nearest = useCall(place && `nearest ${placeText(place)}`, async () => {
    const { items } = await call(calls.searchHotels, { query: { ...place!, sort: 'distance', limit: 1 } })
    return items[0] ?? null
  })
  const busy = state === 'finding' || (place !== null && nearest.loading && nearest.value === undefined)
  return (
    <View className="gutter">
      <View className="city-located">
        <Icon name="near" size={20} colour="pine" />
        {nearest.value ? (
          <Nearest hotel={nearest.value} onPick={onPick} />
        ) : (
          <Tap className="city-located-tap city-locate" onTap={() => void find()} disabled={busy}>
            {say(busy ? 'locating' : 'locate')}
          </Tap>
        )}
        {nearest.value && (
          <Tap className="city-again" onTap={() => void find()} disabled={busy}>
            {busy ? say('locating') : t('locateAgain')}
          </Tap>
        )}
      </View>
      <LocatingNote state={state} />
      {nearest.failure && !nearest.value && <ProblemNote failure={nearest.failure} />}
    </View>
  )
}

function Nearest({ hotel, onPick }: { hotel: HotelCard; onPick: (picked: Picked) => void }) {
  const t = useTexts(texts)
  const districtWords = useDistrictWords()
  const { city, cityName, area, distanceM } = hotel
  const near = distanceM !== null && distanceM <= withinM
  return (
    <Tap className="city-located-tap" onTap={() => onPick({ city })}>
      <Text className="strong">{cityText(cityName)}</Text>
      <Text className="s">
        {near
          ? t('nearDistrict', { district: districtWords(area) })
          : t('nearestHouse', { distance: distanceText(distanceM ?? 0) })}
      </Text>
    </Tap>
  )
}
