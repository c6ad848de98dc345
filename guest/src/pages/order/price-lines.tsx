import { money } from '@contract/format.ts'
import { type ReactNode, useState } from 'react'
import { dayText, weekdayText } from '../../format/days.ts'
import { Price, Tap, View } from '../../kit/index.ts'
import { useLanguage } from '../../state/language.ts'
import { order as texts } from '../../texts/order.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { breakfastText } from './room-words.ts'
import './price-lines.css'

export interface PriceLinesProps {
  /** The price of one room for each night. */
  nights: readonly { night: string; priceFen: number }[]
  rooms: number
  breakfast: number
  subtotalFen: number
  discountFen: number
  /** The coupon's name, where it is known. */
  coupon?: string | undefined
  totalFen: number
  /** What the sum is: to pay, paid. */
  total: string
}

const shownAtFirst = 7

/** What a total is made of: every night, what is included, what is off, and the sum. */
export function PriceLines(props: PriceLinesProps) {
  const t = useTexts(texts)
  const { nights, rooms, breakfast, subtotalFen, discountFen, coupon, totalFen, total } = props
  const n = nights.length
  const stay = t('stay', { rooms: t('nightsCount', { n }), nights: t('roomsCount', { n: rooms }) })
  return (
    <View className="price-lines">
      <Nights nights={nights} rooms={rooms} />
      {breakfast > 0 && (
        <PriceLine quiet name={t('breakfastIncluded', { breakfast: breakfastText(breakfast, t), n })}>
          {t('included')}
        </PriceLine>
      )}
      <View className="line price-lines-line" />
      <PriceLine name={t('subtotal', { stay })}>{money(subtotalFen)}</PriceLine>
      {discountFen > 0 && (
        <PriceLine off name={coupon ?? t('couponOff')}>
          {money(-discountFen)}
        </PriceLine>
      )}
      <View className="line price-lines-line" />
      <View className="price-lines-sum">
        <View className="h3">{total}</View>
        <Price amountFen={totalFen} size={24} />
      </View>
    </View>
  )
}

function Nights({ nights, rooms }: Pick<PriceLinesProps, 'nights' | 'rooms'>) {
  const t = useTexts(texts)
  const language = useLanguage()
  const [all, setAll] = useState(false)
  const shown = all || nights.length <= shownAtFirst + 1 ? nights : nights.slice(0, shownAtFirst)
  return (
    <>
      {shown.map(({ night, priceFen }) => (
        <PriceLine key={night} name={`${dayText(night, language)} ${weekdayText(night, language)}`}>
          {rooms === 1 ? money(priceFen) : t('nightRooms', { price: money(priceFen), n: rooms })}
        </PriceLine>
      ))}
      {shown.length < nights.length && (
        <Tap className="link price-lines-all" onTap={() => setAll(true)}>
          {t('showAllNights', { n: nights.length })}
        </Tap>
      )}
    </>
  )
}

interface PriceLineProps {
  name: string
  children: ReactNode
  quiet?: boolean
  /** What a coupon takes off. */
  off?: boolean
}

/** A name and its sum. */
export function PriceLine({ name, children, quiet, off }: PriceLineProps) {
  return (
    <View className={`price-line ${quiet ? 's' : ''}`}>
      <View className="grow">{name}</View>
      <View className={off ? 'seal price-line-sum' : 'price-line-sum'}>{children}</View>
    </View>
  )
}
