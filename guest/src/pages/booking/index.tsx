import gate from '@brand/art/empty-gate.svg'
import { money } from '@contract/format.ts'
import { useEffect, useState } from 'react'
import { wholeMinutes } from '../../format/days.ts'
import { go, pathTo, useQuery } from '../../go.ts'
import {
  Answered,
  Button,
  Card,
  Empty,
  Page,
  PassedDates,
  PayBar,
  Row,
  SignedIn,
  Tap,
  View,
  Way,
} from '../../kit/index.ts'
import { focusOn } from '../../platform/focus'
import { useSession } from '../../state/session.ts'
import { readSite, useSite } from '../../state/site.ts'
import { acceptedTerms } from '../../state/terms.ts'
import { booking as texts } from '../../texts/booking.ts'
import { order as orderTexts } from '../../texts/order.ts'
import { useTexts } from '../../texts/use-texts.ts'
import type { RoomDetail } from '../order/use-order.ts'
import { CouponRow } from './coupons.tsx'
import { fieldId, GuestsCard } from './guests-card.tsx'
import './index.css'
import { QuotedPrice } from './quoted-price.tsx'
import { Said } from './said.tsx'
import { BookingSheets, type Opened, useSoldOut } from './sheets.tsx'
import { BookingSkeleton, StayCard } from './stay-card.tsx'
import { type Booking as BookingState, type Room, useBooking } from './use-booking.ts'
import { Waiting } from './waiting.tsx'

export default function Booking() {
  const t = useTexts(texts)
  const { hotelId = '', roomTypeId = '', ratePlanId = '' } = useQuery('booking')
  const wish = { hotelId, roomTypeId, ratePlanId }
  const { member } = useSession()
  const booking = useBooking(wish, member ? 'member' : 'nobody')
  const [open, setOpen] = useState<Opened>(null)
  const soldOut = useSoldOut(booking, () => setOpen('swaps'))
  const { room, waiting, hotel } = booking
  const named = hotelId !== '' && roomTypeId !== '' && ratePlanId !== ''
  const missing = !named || (room.failure?.code === 'not_found' && !room.value)
  const offered = room.value?.ratePlans.some(({ id }) => id === ratePlanId) === true
  return (
    <Page
      title={t('title')}
      bar={member && offered && !waiting && <Bar booking={booking} onDetails={() => setOpen('price')} />}
    >
      <SignedIn>
        {waiting ? (
          <Waiting booking={booking} />
        ) : missing ? (
          <NotOffered hotelId={hotelId} />
        ) : (
          <Answered of={room} skeleton={<BookingSkeleton />} phone={hotel && { name: hotel.name, number: hotel.phone }}>
            {(found) =>
              offered ? (
                <>
                  <Form booking={booking} wish={wish} room={found} onOpen={setOpen} />
                  <BookingSheets
                    booking={booking}
                    wish={wish}
                    room={found}
                    open={open}
                    onOpen={setOpen}
                    soldOut={soldOut}
                  />
                </>
              ) : (
                <NotOffered hotelId={hotelId} />
              )
            }
          </Answered>
        )}
      </SignedIn>
    </Page>
  )
}

interface FormProps {
  booking: BookingState
  wish: Room
  room: RoomDetail
  onOpen: (what: Opened) => void
}

function Form({ booking, wish, room, onOpen }: FormProps) {
  const t = useTexts(texts)
  const say = useTexts(orderTexts)
  const { quote, form } = booking
  return (
    <View className="gutter booking">
      <StayCard booking={booking} room={room} ratePlanId={wish.ratePlanId} onDates={() => onOpen('dates')} />
      <PassedDates asked="before" onDates={() => onOpen('dates')} />
      <Said booking={booking} wish={wish} onDates={() => onOpen('dates')} onSwaps={() => onOpen('swaps')} />
      <GuestsCard booking={booking} />
      <Card plain>
        {(quote.value || quote.loading) && <CouponRow quote={quote.value} onTap={() => onOpen('coupons')} />}
        <Row name={t('invoice')}>
          <View className="booking-hint">{t('invoiceHint')}</View>
        </Row>
      </Card>
      {quote.value && (
        <Card>
          <View className="between booking-price-head">
            <View as="h2" className="h2">
              {say('details')}
            </View>
            <View className="xs">{t('promise')}</View>
          </View>
          <QuotedPrice quote={quote.value} room={room} ratePlanId={wish.ratePlanId} rooms={form.rooms} />
        </Card>
      )}
      <Agreement onRules={() => onOpen('rules')} />
    </View>
  )
}

/** What one agrees to by booking. The version is kept; when another one is shown than last time, it says so. */
function Agreement({ onRules }: { onRules: () => void }) {
  const t = useTexts(texts)
  const site = useSite()
  useEffect(() => {
    // Without its version the terms are still there to read.
    readSite().catch(() => undefined)
  }, [])
  const before = acceptedTerms()
  const renewed = site !== null && before !== null && before.version !== site.termsVersion
  return (
    <View className="xs booking-agree">
      {site && <View>{t('hold', { n: wholeMinutes(site.booking.payWindowSeconds * 1000) })}</View>}
      <View>
        {t('agree')}
        <Way className="booking-link" path={pathTo('legal', { what: 'terms' })}>
          {t('terms')}
        </Way>
        {t('between')}
        <Way className="booking-link" path={pathTo('legal', { what: 'privacy' })}>
          {t('privacy')}
        </Way>
        {t('between')}
        <Tap className="booking-link" onTap={onRules}>
          {t('rules')}
        </Tap>
      </View>
      {renewed && <View className="seal">{t('termsRenewed')}</View>}
    </View>
  )
}

function Bar({ booking, onDetails }: { booking: BookingState; onDetails: () => void }) {
  const t = useTexts(texts)
  const { quote, place, submit, agreedFen } = booking
  const { value } = quote
  const again = agreedFen !== null && value !== undefined && !quote.loading
  return (
    <PayBar
      amountFen={value?.totalFen ?? null}
      note={value && value.discountFen > 0 ? t('off', { money: money(value.discountFen) }) : undefined}
      onDetails={value && onDetails}
    >
      <Button
        size="large"
        wide
        busy={place.running}
        disabled={!value}
        onTap={() => {
          const wrong = submit()
          if (wrong) focusOn(fieldId(wrong))
        }}
      >
        {place.running ? t('submitting') : again ? t('submitAgain') : t('submit')}
      </Button>
    </PayBar>
  )
}

function NotOffered({ hotelId }: { hotelId: string }) {
  const t = useTexts(texts)
  return (
    <Empty picture={gate} title={t('notOffered')} text={t('notOfferedText')}>
      {hotelId ? (
        <Button onTap={() => go('hotel', { id: hotelId })}>{t('otherRooms')}</Button>
      ) : (
        <Button onTap={() => go('home')}>{t('home')}</Button>
      )}
    </Empty>
  )
}
