import { fromPrice } from '@contract/format.ts'
import { rangeText } from '../format/days.ts'
import { nightsBetween } from '../format/nights.ts'
import { pathTo } from '../go.ts'
import { Icon, Rich, Text, View, Way } from '../kit/index.ts'
import { useLanguage } from '../state/language.ts'
import { finding } from '../texts/finding.ts'
import { useTexts } from '../texts/use-texts.ts'
import { distanceText } from './distance.ts'
import './full-ways.css'
import { type HotelCard, ownName, type Stay } from './hotel.ts'
import { useChain } from './service.ts'

interface FullWaysProps {
  hotelId: string
  /** What could not be had. */
  stay: Stay
  /** The search works them out for the first few of a page; without them the calendar is the way on. */
  alternatives: HotelCard['alternatives']
}

/** A branch is full: the nearest dates there, and the nearest sister that has these. */
export function FullWays({ hotelId, stay, alternatives }: FullWaysProps) {
  const t = useTexts(finding)
  const language = useLanguage()
  const chain = useChain()
  const { dates, sister } = alternatives ?? { dates: null, sister: null }
  const perNight = (totalFen: number) =>
    t('fromMoney', { money: fromPrice(totalFen / (nightsBetween(stay.checkIn, stay.checkOut) * stay.rooms)) })
  return (
    <View className="full-ways">
      {dates && (
        <FullWay
          path={pathTo('hotel', { id: hotelId, checkIn: dates.checkIn, checkOut: dates.checkOut })}
          words={t('nearestDates', { dates: rangeText(dates.checkIn, dates.checkOut, language) })}
          price={perNight(dates.totalFen)}
        />
      )}
      {sister && (
        <FullWay
          path={pathTo('hotel', { id: sister.id })}
          words={t('sister', {
            name: ownName(sister.name, chain.name),
            distance: distanceText(sister.distanceM),
          })}
          price={perNight(sister.totalFen)}
        />
      )}
      {!dates && !sister && (
        <FullWay path={pathTo('hotel', { id: hotelId })} words={t(alternatives ? 'noWays' : 'otherDates')} />
      )}
    </View>
  )
}

function FullWay({ path, words, price }: { path: string; words: string; price?: string }) {
  return (
    <Way className="full-way" path={path}>
      <View className="full-way-words">
        <Rich of={words} />
      </View>
      {price && <Text className="full-way-price">{price}</Text>}
      <Icon name="right" size={16} colour="pine" />
    </Way>
  )
}
