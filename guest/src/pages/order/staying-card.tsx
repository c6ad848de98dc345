import { money } from '@contract/format.ts'
import { addressText } from '../../finding/hotel.ts'
import { Card, Picture, Row, View } from '../../kit/index.ts'
import { callPhone } from '../../platform/away'
import { useLanguage } from '../../state/language.ts'
import { order as texts } from '../../texts/order.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { navigateTo } from './address-card.tsx'
import { groupedNo } from './order-no.ts'
import { breakfastText } from './room-words.ts'
import type { OrderOfGuest } from './story.ts'
import './staying-card.css'
import type { HotelOfOrder } from './use-order.ts'

/** The room one stays in, large. */
export function StayingCard({ order }: { order: OrderOfGuest }) {
  const t = useTexts(texts)
  const rooms = t('roomsCount', { n: order.rooms })
  return (
    <Card plain>
      <Picture image={order.image} alt={order.roomTypeName} width="full" height={168} />
      <View className="staying-words">
        <View className="s">{order.hotelName}</View>
        <View as="h2" className="h2">
          {t('roomTitle', { room: order.roomTypeName, rooms })}
        </View>
        <View className="s">{groupedNo(order.orderNo)}</View>
      </View>
    </Card>
  )
}

/** What one needs while staying: breakfast, the desk, the way back, and what is still open. */
export function StayingRows({ order, hotel }: { order: OrderOfGuest; hotel: HotelOfOrder | undefined }) {
  const t = useTexts(texts)
  const language = useLanguage()
  return (
    <Card plain>
      {order.balanceFen > 0 && (
        <Row icon="wallet" end={<View className="strong seal">{money(order.balanceFen)}</View>}>
          {t('totalBalance')}
        </Row>
      )}
      <Row icon="bowl">{breakfastText(order.breakfast, t)}</Row>
      {hotel && (
        <Row icon="desk" onTap={() => callPhone(hotel.phone)}>
          <View>{t('callHotel')}</View>
          <View className="xs">{hotel.phone}</View>
        </Row>
      )}
      {hotel && (
        <Row icon="pin" onTap={() => navigateTo(hotel, language)}>
          <View>{addressText(hotel, language)}</View>
          <View className="xs">{hotel.name}</View>
        </Row>
      )}
    </Card>
  )
}
