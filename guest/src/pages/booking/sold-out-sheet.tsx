import gate from '@brand/art/empty-gate.svg'
import type { Image } from '@contract/common.ts'
import { money } from '@contract/format.ts'
import { useCall } from '../../api/use-call.ts'
import { dayText } from '../../format/days.ts'
import { nightsBetween } from '../../format/nights.ts'
import { go, replaceWith } from '../../go.ts'
import { Answered, Block, Icon, Pair, Picture, Price, px, Sheet, Skeleton, Tap, View } from '../../kit/index.ts'
import { keepDraft } from '../../state/bookings.ts'
import { useLanguage } from '../../state/language.ts'
import { changeTrip } from '../../state/trip.ts'
import { booking as texts } from '../../texts/booking.ts'
import { useTexts } from '../../texts/use-texts.ts'
import type { RoomDetail } from '../order/use-order.ts'
import { findSwaps, type Swapped } from './find-swaps.ts'
import './sold-out-sheet.css'
import type { DatesSwap, RoomSwap } from './swaps.ts'
import type { Booking, Room } from './use-booking.ts'

export interface SoldOutSheetProps {
  open: boolean
  onClose: () => void
  booking: Booking
  wish: Room
  room: RoomDetail
  nights: readonly string[]
  /** Somebody was faster a moment ago, or the nights were full before. */
  because: 'taken' | 'full'
  /** Opens the calendar of this room. */
  onDates: () => void
}

/** The last room went: what is safe, and three things one could take instead. */
export function SoldOutSheet(props: SoldOutSheetProps) {
  const t = useTexts(texts)
  const language = useLanguage()
  const { open, onClose, wish, nights, because, onDates } = props
  const first = nights[0]
  const when = first ? dayText(first, language) : ''
  const title =
    because === 'taken'
      ? t(nights.length > 1 ? 'takenMany' : 'takenOne', { day: when })
      : t(nights.length > 1 ? 'fullMany' : 'fullOne', { day: when })
  return (
    <Sheet
      open={open}
      onClose={onClose}
      title={title}
      bar={
        <Pair
          first={{ word: t('otherDates'), onTap: onDates }}
          second={{ word: t('otherRooms'), onTap: () => go('hotel', { id: wish.hotelId }) }}
        />
      }
    >
      <View className="gutter sold-out">
        <View
          className="sold-out-picture"
          told={{ hidden: true }}
          style={{ width: px(200), height: px(125), backgroundImage: `url("${gate}")` }}
        />
        <View className="s sold-out-text" role="alert">
          {t(because === 'taken' ? 'takenText' : 'fullText')}
        </View>
        <Swaps {...props} />
      </View>
    </Sheet>
  )
}

function Swaps({ open, onClose, booking, wish, room }: SoldOutSheetProps) {
  const t = useTexts(texts)
  const { checkIn, checkOut } = booking.trip
  const key = open ? `swaps ${wish.ratePlanId} ${checkIn} ${checkOut} ${booking.form.rooms}` : null
  const found = useCall(key, () => findSwaps(booking, wish))
  const takeDates = (swap: DatesSwap) => {
    changeTrip({ checkIn: swap.checkIn, checkOut: swap.checkOut })
    booking.place.clear()
    onClose()
  }
  return (
    <Answered of={found} skeleton={<SwapsSkeleton />}>
      {({ room: other, shorter, shifted, sister }) => (
        <View className="stack">
          {other && <RoomCard swap={other} booking={booking} hotelId={wish.hotelId} />}
          {shorter && <DatesCard swap={shorter} room={room} kind="shorter" onTap={() => takeDates(shorter)} />}
          {shifted && <DatesCard swap={shifted} room={room} kind="shifted" onTap={() => takeDates(shifted)} />}
          {sister && <SisterCard sister={sister} nights={nightsBetween(checkIn, checkOut)} />}
          {!other && !shorter && !shifted && !sister && <View className="s">{t('noSwaps')}</View>}
        </View>
      )}
    </Answered>
  )
}

function RoomCard({
  swap: { room, plan },
  booking,
  hotelId,
}: {
  swap: RoomSwap<Image>
  booking: Booking
  hotelId: string
}) {
  const t = useTexts(texts)
  const { trip, form, quote } = booking
  const more = plan.totalFen - (quote.value?.subtotalFen ?? plan.totalFen)
  const difference = more === 0 ? '' : t(more > 0 ? 'swapMore' : 'swapLess', { money: money(Math.abs(more)) })
  return (
    <SwapCard
      image={room.images[0]}
      title={t('swapRoom', { room: room.name, n: nightsBetween(trip.checkIn, trip.checkOut) })}
      roomsLeft={plan.roomsLeft}
      note={difference}
      totalFen={plan.totalFen}
      onTap={() => {
        keepDraft(plan.id, { ...form, couponId: undefined })
        replaceWith('booking', { hotelId, roomTypeId: room.id, ratePlanId: plan.id })
      }}
    />
  )
}

interface DatesCardProps {
  swap: DatesSwap
  room: RoomDetail
  kind: 'shorter' | 'shifted'
  onTap: () => void
}

function DatesCard({ swap, room, kind, onTap }: DatesCardProps) {
  const t = useTexts(texts)
  const language = useLanguage()
  const n = nightsBetween(swap.checkIn, swap.checkOut)
  const day = dayText(swap.checkIn, language)
  return (
    <SwapCard
      image={room.images[0]}
      title={t(kind === 'shorter' ? 'swapShorter' : 'swapShifted', { day, n })}
      roomsLeft={swap.roomsLeft}
      note={t('swapSame', { room: room.name, n })}
      totalFen={swap.totalFen}
      onTap={onTap}
    />
  )
}

function SisterCard({ sister, nights }: { sister: NonNullable<Swapped['sister']>; nights: number }) {
  const t = useTexts(texts)
  return (
    <SwapCard
      image={sister.cover}
      title={sister.name}
      roomsLeft={sister.roomsLeft}
      note={t('swapSister', { n: nights })}
      totalFen={sister.totalFen}
      onTap={() => go('hotel', { id: sister.id })}
    />
  )
}

interface SwapCardProps {
  image: Image | null | undefined
  title: string
  roomsLeft: number | null
  note: string
  totalFen: number | null
  onTap: () => void
}

const fewRooms = 3

function SwapCard({ image, title, roomsLeft, note, totalFen, onTap }: SwapCardProps) {
  const t = useTexts(texts)
  const few = roomsLeft !== null && roomsLeft <= fewRooms
  return (
    <Tap className="card swap" onTap={onTap}>
      <Picture image={image} alt="" width={64} height={64} className="thumb" />
      <View className="grow">
        <View className="h3">{title}</View>
        {roomsLeft !== null && (
          <View className={few ? 'xs seal strong' : 'xs'}>{t(few ? 'onlyLeft' : 'roomsLeft', { n: roomsLeft })}</View>
        )}
        {note && <View className="xs">{note}</View>}
      </View>
      {totalFen !== null && <Price amountFen={totalFen} as="night" size={20} />}
      <Icon name="right" size={18} colour="ink-3" />
    </Tap>
  )
}

function SwapsSkeleton() {
  return (
    <Skeleton>
      <View className="stack">
        <Block width="full" height={90} dark />
        <Block width="full" height={90} />
        <Block width="full" height={90} />
      </View>
    </Skeleton>
  )
}
