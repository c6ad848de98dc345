import type { GuestOrder } from '@contract/guest/orders.ts'
import { call, calls } from '../../api/call.ts'
import { useCall } from '../../api/use-call.ts'
import { dayText } from '../../format/days.ts'
import { nightsBetween } from '../../format/nights.ts'
import { pathTo } from '../../go.ts'
import { Mark, Picture, View, Way } from '../../kit/index.ts'
import { useLanguage } from '../../state/language.ts'
import { me } from '../../texts/me.ts'
import { useTexts } from '../../texts/use-texts.ts'

/** Where the member is now, or goes next: the way to that order. */
export function NextTrip({ order }: { order: GuestOrder }) {
  const t = useTexts(me)
  const language = useLanguage()
  const { value: hotel } = useCall(`hotel ${order.hotelId}`, () =>
    call(calls.getHotel, { params: { id: order.hotelId } }),
  )
  const here = order.status === 'checked_in'
  // A day is not torn apart at the end of a line.
  const day = dayText(here ? order.checkOut : order.checkIn, language).replace(' ', '\u00a0')
  return (
    <Way className="card me-trip" path={pathTo('order', { id: order.id })}>
      <View className="grow">
        <Mark colour={here ? 'sky' : 'pine'}>{t(here ? 'here' : 'next')}</Mark>
        <View as="h2" className="h2 me-trip-title">
          {t(here ? 'hereTitle' : 'nextTitle', { hotel: order.hotelName, day })}
        </View>
        <View className="s">
          {t('stay', { room: order.roomTypeName, n: nightsBetween(order.checkIn, order.checkOut) })}
        </View>
      </View>
      <Picture image={hotel?.images[0]} alt="" width={76} height={76} className="me-trip-picture" />
    </Way>
  )
}
