import { useEffect } from 'react'
import { serverClock } from '../../api/clock.ts'
import { chainZone } from '../../format/days.ts'
import { CalendarSheet, Card, Sheet, TermsBar, View } from '../../kit/index.ts'
import { changeTrip } from '../../state/trip.ts'
import { booking as texts } from '../../texts/booking.ts'
import { order as orderTexts } from '../../texts/order.ts'
import { useTexts } from '../../texts/use-texts.ts'
import type { RoomDetail } from '../order/use-order.ts'
import { CouponSheet } from './coupons.tsx'
import { QuotedPrice } from './quoted-price.tsx'
import { SoldOutSheet } from './sold-out-sheet.tsx'
import { soldOutNights } from './swaps.ts'
import type { Booking, Room } from './use-booking.ts'

/** Which sheet lies over the booking. */
export type Opened = 'dates' | 'coupons' | 'price' | 'rules' | 'swaps' | null

export interface SheetsProps {
  booking: Booking
  wish: Room
  room: RoomDetail
  onOpen: (what: Opened) => void
  open: Opened
  soldOut: SoldOut
}

/** The sheets of a booking: dates, coupons, price, rules, and what one could take instead. */
export function BookingSheets({ booking, wish, room, open, onOpen, soldOut }: SheetsProps) {
  const t = useTexts(texts)
  const say = useTexts(orderTexts)
  const { trip, form, quote, hotel, change, place } = booking
  const { roomTypeId, ratePlanId } = wish
  const close = () => onOpen(null)
  return (
    <>
      <CalendarSheet
        open={open === 'dates'}
        onClose={close}
        checkIn={trip.checkIn}
        checkOut={trip.checkOut}
        rooms={form.rooms}
        room={{ roomTypeId, ratePlanId, name: room.name }}
        onChosen={(checkIn, checkOut) => {
          place.clear()
          changeTrip({ checkIn, checkOut })
        }}
      />
      <SoldOutSheet
        open={open === 'swaps'}
        onClose={close}
        booking={booking}
        wish={wish}
        room={room}
        nights={soldOut.nights}
        because={soldOut.because}
        onDates={() => onOpen('dates')}
      />
      {quote.value && (
        <>
          <CouponSheet
            open={open === 'coupons'}
            onClose={close}
            quote={quote.value}
            onChosen={(couponId) => change({ couponId })}
          />
          <Sheet open={open === 'price'} onClose={close} title={say('details')} note={t('promise')}>
            <View className="gutter booking-sheet">
              <Card>
                <QuotedPrice quote={quote.value} room={room} ratePlanId={ratePlanId} rooms={form.rooms} />
              </Card>
            </View>
          </Sheet>
          <Sheet open={open === 'rules'} onClose={close} title={t('rulesTitle')} note={quote.value.cancelPolicy.name}>
            <View className="gutter booking-sheet">
              <Card>
                <TermsBar policy={quote.value.cancelPolicy} zone={hotel?.zone ?? chainZone} nowMs={serverClock.now()} />
              </Card>
            </View>
          </Sheet>
        </>
      )}
    </>
  )
}

export interface SoldOut {
  nights: string[]
  because: 'taken' | 'full'
}

/** Which nights are gone; tells when there is something to show at once. */
export function useSoldOut({ place, quote }: Booking, onSoldOut: () => void): SoldOut {
  const taken = place.failure?.code === 'rooms_sold_out' ? place.failure : null
  const full = quote.failure?.code === 'rooms_sold_out' ? quote.failure : null
  const failure = taken ?? full
  useEffect(() => {
    if (failure) onSoldOut()
  }, [failure])
  return { nights: soldOutNights(failure?.problem.nights), because: taken ? 'taken' : 'full' }
}
