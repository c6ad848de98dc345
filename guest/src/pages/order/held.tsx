import { hotelTime } from '../../format/days.ts'
import { Countdown, Rich, State, shareLeft, useTimeLeft, View } from '../../kit/index.ts'
import { order as texts } from '../../texts/order.ts'
import { useTexts } from '../../texts/use-texts.ts'
import './held.css'
import type { OrderOfGuest } from './story.ts'

/** The time that is left to pay, large, with what becomes of the room afterwards. `onOver` once, when it is up. */
export function Held({ order, onOver }: { order: OrderOfGuest; onOver: () => void }) {
  const t = useTexts(texts)
  const until = hotelTime(order.payBefore, order.zone).clock
  return (
    <View className="held">
      <State of={order.status} />
      <View as="h2" className="held-left">
        <Countdown until={order.payBefore} size="large" onOver={onOver} />
      </View>
      <View className="s">
        <Rich of={t(order.couponId ? 'heldCoupon' : 'held', { until })} />
      </View>
      <HeldBar order={order} />
    </View>
  )
}

function HeldBar({ order: { placedAt, payBefore } }: { order: OrderOfGuest }) {
  const left = useTimeLeft(payBefore)
  const share = shareLeft(left, Date.parse(payBefore) - Date.parse(placedAt))
  return (
    <View className="held-bar" told={{ hidden: true }}>
      <View className="held-share" style={{ width: `${Math.round(share * 1000) / 10}%` }} />
    </View>
  )
}
