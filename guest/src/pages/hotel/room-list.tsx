import { useState } from 'react'
import { call, calls } from '../../api/call.ts'
import { useCall } from '../../api/use-call.ts'
import { FullWays } from '../../finding/full-ways.tsx'
import { usePartyWords } from '../../finding/party-sheet.tsx'
import { Button, Chips, Icon, SectionTitle, Tap, View } from '../../kit/index.ts'
import { useTrip } from '../../state/trip.ts'
import { hotel as texts } from '../../texts/hotel.ts'
import { useTexts } from '../../texts/use-texts.ts'
import type { Opened } from './hotel-body.tsx'
import { RoomCard } from './room-card.tsx'
import { bedsOf, fitting, type Hotel, isFree, type Likes, noLikes, type RoomType } from './rooms.ts'

interface RoomListProps {
  hotel: Hotel
  types: readonly RoomType[]
  nowMs: number
  open: (what: Opened) => void
}

/** The rooms for these dates, narrowed by what the guest likes; when all are taken, where and when else. */
export function RoomList({ hotel, types, nowMs, open }: RoomListProps) {
  const t = useTexts(texts)
  const [likes, setLikes] = useState<Likes>(noLikes)
  const shown = fitting(types, likes, nowMs)
  return (
    <View className="gutter hotel-rooms">
      <SectionTitle end={t('hours', { from: hotel.checkInFrom, until: hotel.checkOutUntil })}>
        {t('choose')}
      </SectionTitle>
      {types.some(isFree) ? (
        <LikeChips types={types} likes={likes} onChange={setLikes} nowMs={nowMs} />
      ) : (
        types.length > 0 && hotel.state === 'open' && <AllTaken hotel={hotel} />
      )}
      {shown.map((type) => (
        <RoomCard key={type.id} hotel={hotel} type={type} nowMs={nowMs} open={open} />
      ))}
      {types.length === 0 && <View className="s hotel-none">{t('noRooms')}</View>}
      {types.length > 0 && shown.length === 0 && (
        <View className="hotel-none">
          <View className="s">{t('noneFits')}</View>
          <Button kind="ghost" onTap={() => setLikes(noLikes)}>
            {t('allRooms')}
          </Button>
        </View>
      )}
    </View>
  )
}

/** How many rooms and guests the prices are for. */
export function PartyLine({ onTap }: { onTap: () => void }) {
  const trip = useTrip()
  const words = usePartyWords()(trip)
  return (
    <Tap className="hotel-party" onTap={onTap}>
      <Icon name="users" size={18} colour="ink-3" />
      <View className="grow">{words}</View>
      <Icon name="right" size={18} colour="ink-3" />
    </Tap>
  )
}

interface LikeChipsProps {
  types: readonly RoomType[]
  likes: Likes
  onChange: (likes: Likes) => void
  nowMs: number
}

/** Only what makes a difference here: no chip for what all rooms have, or none. */
function LikeChips({ types, likes, onChange, nowMs }: LikeChipsProps) {
  const t = useTexts(texts)
  const plans = types.flatMap(({ ratePlans }) => ratePlans).length
  const divides = (like: Partial<Likes>) => {
    const left = fitting(types, { ...noLikes, ...like }, nowMs).flatMap(({ ratePlans }) => ratePlans).length
    return left > 0 && left < plans
  }
  const items = [
    ...(divides({ breakfast: true }) ? [{ name: 'breakfast', word: t('withBreakfast') }] : []),
    ...(divides({ free: true }) ? [{ name: 'free', word: t('freeCancel') }] : []),
    ...bedsOf(types).map((bed) => ({ name: `bed ${bed}`, word: bed })),
  ]
  if (items.length === 0) return null
  const chosen = [likes.breakfast ? 'breakfast' : '', likes.free ? 'free' : '', `bed ${likes.bed}`]
  const toggle = (name: string) => {
    const bed = name.startsWith('bed ') ? name.slice('bed '.length) : null
    if (bed !== null) onChange({ ...likes, bed: bed === likes.bed ? '' : bed })
    else if (name === 'free') onChange({ ...likes, free: !likes.free })
    else onChange({ ...likes, breakfast: !likes.breakfast })
  }
  return (
    <View className="hotel-likes">
      <Chips label={t('likes')} items={items} chosen={chosen} onToggle={toggle} crossed />
    </View>
  )
}

/** No room is left: the search knows the nearest dates here and the nearest sister that has these. */
function AllTaken({ hotel }: { hotel: Hotel }) {
  const t = useTexts(texts)
  const { checkIn, checkOut, rooms, guests } = useTrip()
  const found = useCall(`instead ${hotel.id} ${checkIn} ${checkOut} ${rooms} ${guests}`, async () => {
    const query = { city: hotel.city, q: hotel.name, checkIn, checkOut, rooms, guests, limit: 5 }
    const { items } = await call(calls.searchHotels, { query })
    return items.find(({ id }) => id === hotel.id)?.alternatives ?? null
  })
  return (
    <View className="card card-padded hotel-taken" role="status">
      <View as="h3" className="h3">
        {t('allTaken')}
      </View>
      <View className="s hotel-taken-text">{t('allTakenText')}</View>
      {found.value && <FullWays hotelId={hotel.id} stay={{ checkIn, checkOut, rooms }} alternatives={found.value} />}
    </View>
  )
}
