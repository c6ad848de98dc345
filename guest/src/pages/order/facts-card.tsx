import { useState } from 'react'
import { momentText } from '../../format/days.ts'
import { Card, Mark, Row, Sheet, View } from '../../kit/index.ts'
import { useLanguage } from '../../state/language.ts'
import { order as texts } from '../../texts/order.ts'
import { useTexts } from '../../texts/use-texts.ts'
import './facts-card.css'
import { PriceLines } from './price-lines.tsx'
import { breakfastText } from './room-words.ts'
import type { OrderOfGuest } from './story.ts'
import { useCouponName } from './use-order.ts'

/** What was agreed: guests, phone, arrival, remark, price. */
export function FactsCard({ order }: { order: OrderOfGuest }) {
  const t = useTexts(texts)
  const language = useLanguage()
  const [open, setOpen] = useState(false)
  const coupon = useCouponName(open && order.discountFen > 0 ? order.couponId : null)
  const names = order.guests.map(({ guestName }) => guestName)
  return (
    <>
      <Card plain className="facts">
        {order.rooms === 1 && <Row name={t('factGuests')}>{names[0] ?? ''}</Row>}
        {order.contactPhoneMasked && <Row name={t('factPhone')}>{order.contactPhoneMasked}</Row>}
        {order.arrivalTime && <Row name={t('factArrival')}>{t('factArrivalAbout', { time: order.arrivalTime })}</Row>}
        {order.remark && <Row name={t('factRemark')}>{order.remark}</Row>}
        <Row name={t('factBreakfast')}>{breakfastText(order.breakfast, t)}</Row>
        <Row name={t('factPlaced')}>{momentText(order.placedAt, { zone: order.zone, language })}</Row>
        <Row onTap={() => setOpen(true)}>{t('details')}</Row>
      </Card>
      <Sheet open={open} onClose={() => setOpen(false)} title={t('details')} note={t('detailsNote')}>
        <View className="gutter facts-price">
          <Card>
            <PriceLines {...order} coupon={coupon} total={t(order.paidFen > 0 ? 'totalPaid' : 'totalDue')} />
          </Card>
        </View>
      </Sheet>
    </>
  )
}

const roomStates = {
  expected: { colour: 'pine', word: 'roomExpected' },
  in: { colour: 'sky', word: 'roomIn' },
  out: { colour: 'ink', word: 'roomOut' },
} as const

/** Each room of an order of several: its guest, its number, where it stands. */
export function RoomsCard({ order }: { order: OrderOfGuest }) {
  const t = useTexts(texts)
  if (order.rooms === 1) return null
  const live = order.status === 'paid' || order.status === 'checked_in' || order.status === 'finished'
  return (
    <Card plain>
      {order.guests.map(({ id, guestName, roomNumber, state }) => (
        <Row
          key={id}
          icon="bed"
          end={live ? <Mark colour={roomStates[state].colour}>{t(roomStates[state].word)}</Mark> : undefined}
        >
          <View>{guestName}</View>
          {roomNumber && <View className="xs">{t('roomNumber', { n: roomNumber })}</View>}
        </Row>
      ))}
    </Card>
  )
}
