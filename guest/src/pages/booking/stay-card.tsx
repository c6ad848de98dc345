import { chainZone } from '../../format/days.ts'
import { Block, Card, Dates, Picture, Skeleton, View } from '../../kit/index.ts'
import { booking as texts } from '../../texts/booking.ts'
import { order as orderTexts } from '../../texts/order.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { breakfastText, joined } from '../order/room-words.ts'
import { TermsLine } from '../order/terms-line.tsx'
import type { RoomDetail } from '../order/use-order.ts'
import type { Booking } from './use-booking.ts'

export interface StayCardProps {
  booking: Booking
  room: RoomDetail
  ratePlanId: string
  onDates: () => void
}

/** What is booked: where, which room, when, and until when it is free to cancel. */
export function StayCard({ booking: { hotel, trip, quote }, room, ratePlanId, onDates }: StayCardProps) {
  const t = useTexts(texts)
  const say = useTexts(orderTexts)
  const plan = room.ratePlans.find(({ id }) => id === ratePlanId)
  const breakfast = plan ? breakfastText(plan.breakfast, say) : ''
  return (
    <Card>
      <View className="booking-room">
        <Picture image={room.images[0]} alt="" width={72} height={72} className="thumb" />
        <View className="grow">
          <View className="s">{hotel?.name ?? ''}</View>
          <View as="h2" className="h2">
            {room.name}
          </View>
          <View className="s">{joined([t('area', { n: room.areaM2 }), room.bed, plan?.name, breakfast], say)}</View>
        </View>
      </View>
      <View className="line booking-line" />
      <Dates checkIn={trip.checkIn} checkOut={trip.checkOut} onChange={onDates} />
      {quote.value && (
        <View className="booking-terms">
          <TermsLine phases={quote.value.cancelPolicy.phases} zone={hotel?.zone ?? chainZone} />
        </View>
      )}
    </Card>
  )
}

export function BookingSkeleton() {
  return (
    <Skeleton className="gutter">
      <View className="booking-blocks">
        <Block width="full" height={188} dark />
        <Block width="full" height={280} />
        <Block width="full" height={200} />
      </View>
    </Skeleton>
  )
}
