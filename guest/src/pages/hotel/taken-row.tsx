import { fromPrice } from '@contract/format.ts'
import type { ReactNode } from 'react'
import { call, calls } from '../../api/call.ts'
import { useCall } from '../../api/use-call.ts'
import { rangeText } from '../../format/days.ts'
import { addNights } from '../../format/nights.ts'
import { Button, Tap, View } from '../../kit/index.ts'
import { useLanguage } from '../../state/language.ts'
import { useBookingBounds } from '../../state/site.ts'
import { changeTrip, useTrip } from '../../state/trip.ts'
import { finding } from '../../texts/finding.ts'
import { hotel as texts } from '../../texts/hotel.ts'
import { useTexts } from '../../texts/use-texts.ts'
import type { Opened } from './hotel-body.tsx'
import { nearestFree, nearestWithin } from './next-free.ts'
import { cheapest, type Plan, type RoomType } from './rooms.ts'

interface TakenRowProps {
  type: RoomType
  /** The one plan it is about; without it all of the room’s. */
  plan?: Plan
  refusal: NonNullable<Plan['refusal']>
  open: (what: Opened) => void
}

/** Not to be had as asked: why, and the smallest change that helps. */
export function TakenRow({ type, plan, refusal, open }: TakenRowProps) {
  const t = useTexts(texts)
  const say = useTexts(finding)
  const { checkIn, guests } = useTrip()
  const bounds = useBookingBounds()
  const { code, minStay: n } = refusal
  const needed = Math.ceil(guests / type.guests)
  if (code === 'min_stay' && n) {
    const longer = () => changeTrip({ checkOut: addNights(checkIn, n) })
    return (
      <Row title={plan?.name ?? t('minStay', { n })} text={plan && t('minStay', { n })}>
        <Button kind="ghost" onTap={longer}>
          {t('stayLonger', { nights: say('nights', { n }) })}
        </Button>
      </Row>
    )
  }
  if (code === 'too_many_guests') {
    return (
      <Row title={t('tooMany', { n: guests })} text={t('sleeps', { n: type.guests })}>
        {bounds && needed <= bounds.roomsAtMost && (
          <Button kind="ghost" onTap={() => changeTrip({ rooms: needed })}>
            {t('takeRooms', { rooms: say('rooms', { n: needed }) })}
          </Button>
        )}
      </Row>
    )
  }
  const why = code === 'rooms_sold_out' ? t('taken') : refusal.title
  // What is not sold at all has no other day.
  if (code === 'stay_not_sellable') return <Row title={plan?.name ?? why} text={plan && why} />
  return (
    <Row title={plan?.name ?? why} text={plan ? why : <NearestDays type={type} />}>
      <Button kind="ghost" onTap={() => open({ what: 'dates', type })}>
        {t('otherDates')}
      </Button>
    </Row>
  )
}

function Row({ title, text, children }: { title: string; text?: ReactNode; children?: ReactNode }) {
  return (
    <View className="hotel-plan">
      <View className="hotel-plan-words">
        <View className="h3 ink-2">{title}</View>
        {text && <View className="xs hotel-plan-food">{text}</View>}
      </View>
      {children}
    </View>
  )
}

/** The nearest days that have this room as long; a tap takes them. */
function NearestDays({ type }: { type: RoomType }) {
  const t = useTexts(texts)
  const language = useLanguage()
  const { checkIn, checkOut, rooms } = useTrip()
  const ratePlanId = cheapest(type.ratePlans)?.id
  const days = useCall(`days ${type.id} ${ratePlanId} ${checkIn} ${checkOut}`, async () => {
    const query = { ratePlanId, from: addNights(checkIn, -nearestWithin), to: addNights(checkOut, nearestWithin + 1) }
    return (await call(calls.getCalendar, { params: { id: type.id }, query })).items
  })
  const free = days.value && nearestFree(days.value, { checkIn, checkOut, rooms })
  if (!free) return null
  const said = { dates: rangeText(free.checkIn, free.checkOut, language), money: fromPrice(free.averageFen) }
  return (
    <Tap
      className="hotel-nearest"
      onTap={() => changeTrip({ checkIn: free.checkIn, checkOut: free.checkOut })}
      label={t('takeDates', said)}
    >
      {t('nearestDays', said)}
    </Tap>
  )
}
