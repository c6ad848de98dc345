import { order as texts } from '../../texts/order.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { PriceLines } from '../order/price-lines.tsx'
import type { RoomDetail } from '../order/use-order.ts'
import type { Quote } from './use-quote.ts'

export interface QuotedPriceProps {
  quote: Quote
  room: RoomDetail
  ratePlanId: string
  rooms: number
}

/** What the total of a quote is made of. */
export function QuotedPrice({ quote, room, ratePlanId, rooms }: QuotedPriceProps) {
  const t = useTexts(texts)
  const breakfast = room.ratePlans.find(({ id }) => id === ratePlanId)?.breakfast ?? 0
  const coupon = quote.coupons.find(({ id }) => id === quote.couponId)?.name
  return <PriceLines {...quote} rooms={rooms} breakfast={breakfast} coupon={coupon} total={t('totalDue')} />
}
