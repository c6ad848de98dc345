import type { GuestOrder, MyOrder } from '@contract/guest/orders.ts'
import type { SayOf } from '@contract/texts.ts'
import { rangeText } from '../../format/days.ts'
import { nightsBetween } from '../../format/nights.ts'
import { pathTo } from '../../go.ts'
import { Picture, Price, State, View, Way } from '../../kit/index.ts'
import { useLanguage } from '../../state/language.ts'
import { orders } from '../../texts/orders.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { OrderFoot, type OrderFootProps } from './order-foot.tsx'

/** An order in the list: where, what, when and how much lead to it; below them what can be done now. */
export function OrderCard(props: OrderFootProps & { of: MyOrder }) {
  const { of: order } = props
  const t = useTexts(orders)
  const language = useLanguage()
  return (
    <View as="li" className="card orders-card">
      <Way className="orders-open" path={pathTo('order', { id: order.id })}>
        <View className="between">
          <View className="s">{order.hotelName}</View>
          <State of={order.status} />
        </View>
        <View className="orders-body">
          <Picture image={order.image} alt="" width={72} height={72} className="orders-picture" />
          <View className="orders-words">
            <View className="orders-line">
              <View as="h2" className="h2 orders-room">
                {order.roomTypeName}
              </View>
              <Price amountFen={order.totalFen} size={16} />
            </View>
            <View className="s">{stayText(order, { language, t })}</View>
            <RoomNumbers of={order} />
          </View>
        </View>
      </Way>
      <OrderFoot {...props} />
    </View>
  )
}

function RoomNumbers({ of: { status, guests } }: { of: GuestOrder }) {
  const t = useTexts(orders)
  const numbers = guests.flatMap(({ roomNumber }) => roomNumber ?? [])
  if (status !== 'checked_in' || numbers.length === 0) return null
  return <View className="s">{t('rooms', { numbers: numbers.join(' ') })}</View>
}

type SayOrders = SayOf<typeof orders>

function stayText(
  { checkIn, checkOut, rooms }: GuestOrder,
  { language, t }: { language: 'zh' | 'en'; t: SayOrders },
): string {
  const said = { dates: rangeText(checkIn, checkOut, language), n: nightsBetween(checkIn, checkOut), rooms }
  return t(rooms > 1 ? 'stayRooms' : 'stay', said)
}
