import { money } from '@contract/format.ts'
import type { ReactNode } from 'react'
import { nightsBetween } from '../../format/nights.ts'
import { Pass, Price, View } from '../../kit/index.ts'
import { order as texts } from '../../texts/order.ts'
import { useTexts } from '../../texts/use-texts.ts'
import './order-pass.css'
import { PriceLine } from './price-lines.tsx'
import { breakfastText, joined, stayText } from './room-words.ts'
import type { OrderOfGuest } from './story.ts'
import { useCouponName } from './use-order.ts'

/** The order as a ticket; the stub below its perforation is the page's. */
export function OrderPass({ order, stub }: { order: OrderOfGuest; stub?: ReactNode }) {
  const t = useTexts(texts)
  const names = [...new Set(order.guests.map(({ guestName }) => guestName))].slice(0, 3).join(t('list'))
  return (
    <Pass
      hotelName={order.hotelName}
      title={t('roomTitle', { room: order.roomTypeName, rooms: t('roomsCount', { n: order.rooms }) })}
      note={joined([breakfastText(order.breakfast, t), order.ratePlanName, names], t)}
      image={order.image}
      checkIn={order.checkIn}
      checkOut={order.checkOut}
      stub={stub}
    />
  )
}

/** The stub before payment: what the sum is made of. */
export function MoneyStub({ order }: { order: OrderOfGuest }) {
  const t = useTexts(texts)
  const coupon = useCouponName(order.discountFen > 0 ? order.couponId : null)
  const nights = t('nightsCount', { n: nightsBetween(order.checkIn, order.checkOut) })
  return (
    <View>
      <PriceLine name={t('roomsTotal', { nights: order.rooms === 1 ? nights : stayText(order, t) })}>
        {money(order.subtotalFen)}
      </PriceLine>
      {order.discountFen > 0 && (
        <PriceLine off name={coupon ?? t('couponOff')}>
          {money(-order.discountFen)}
        </PriceLine>
      )}
      <View className="order-pass-sum">
        <View className="h3">{t('totalDue')}</View>
        <Price amountFen={order.totalFen} size={28} />
      </View>
    </View>
  )
}
