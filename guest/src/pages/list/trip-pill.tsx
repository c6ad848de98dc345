import { useCityWords } from '../../finding/cities.ts'
import { useWish } from '../../finding/wish.ts'
import { rangeText } from '../../format/days.ts'
import { nightsBetween } from '../../format/nights.ts'
import { pathTo } from '../../go.ts'
import { Tap, Text, View, Way } from '../../kit/index.ts'
import { useLanguage } from '../../state/language.ts'
import { useTrip } from '../../state/trip.ts'
import { finding } from '../../texts/finding.ts'
import { list } from '../../texts/list.ts'
import { useTexts } from '../../texts/use-texts.ts'

/** Where and when, always in sight: each leads to where it is changed. */
export function TripPill({ onDates }: { onDates: () => void }) {
  const t = useTexts(list)
  const say = useTexts(finding)
  const language = useLanguage()
  const cityWords = useCityWords()
  const { city, checkIn, checkOut } = useTrip()
  const { nearby } = useWish()
  const where = nearby ? t('nearby') : city ? cityWords(city) : say('everywhere')
  const n = nightsBetween(checkIn, checkOut)
  const dates = language === 'en' ? rangeText(checkIn, checkOut, language) : `${short(checkIn)} – ${short(checkOut)}`
  return (
    <View className="list-pill">
      <Way className="list-city" path={pathTo('city', { from: 'list' })} label={say('chooseCity', { city: where })}>
        {where}
      </Way>
      <View className="list-pill-line" />
      <Tap className="list-dates" onTap={onDates}>
        <Text className="unseen">{t('changeDates')}</Text>
        {t('dates', { dates, nights: say('nights', { n }) })}
      </Tap>
    </View>
  )
}

/** `11.25`: in the narrow bar only, where a calendar is one tap away. */
function short(night: string): string {
  return `${Number(night.slice(5, 7))}.${Number(night.slice(8, 10))}`
}
