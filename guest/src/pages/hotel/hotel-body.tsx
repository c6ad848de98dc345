import { useEffect, useState } from 'react'
import { call, calls } from '../../api/call.ts'
import { serverClock } from '../../api/clock.ts'
import { useCall } from '../../api/use-call.ts'
import { PartySheet } from '../../finding/party-sheet.tsx'
import { Answered, CalendarSheet, Dates, Note, PassedDates, View } from '../../kit/index.ts'
import { stayAhead } from '../../state/stay-ahead.ts'
import { changeTrip, type Trip, useTrip } from '../../state/trip.ts'
import { hotel as texts } from '../../texts/hotel.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { Facilities } from './facilities.tsx'
import { Foot } from './foot.tsx'
import { Gallery, picturesOf } from './gallery.tsx'
import { HotelHead } from './hotel-head.tsx'
import { RoomsSkeleton } from './hotel-skeleton.tsx'
import { PartyLine, RoomList } from './room-list.tsx'
import { RoomSheet } from './room-sheet.tsx'
import { cheapest, type Hotel, isFree, type Plan, type RoomType } from './rooms.ts'
import { StuckBar } from './stuck-bar.tsx'
import { TermsSheet } from './terms-sheet.tsx'

/** What lies over the page. */
export type Opened =
  | { what: 'dates'; type?: RoomType }
  | { what: 'party' }
  | { what: 'room'; type: RoomType }
  | { what: 'terms'; plan: Plan }

export interface HotelBodyProps {
  hotel: Hotel
  /** Where the dates come from. */
  asked: 'by address' | 'before'
}

/** A branch: pictures, where it is, what it has, and its rooms for these dates. */
export function HotelBody({ hotel, asked }: HotelBodyProps) {
  const t = useTexts(texts)
  const { checkIn, checkOut, rooms, guests } = useTripAt(hotel)
  const found = useCall(`rooms ${hotel.id} ${checkIn} ${checkOut} ${rooms} ${guests}`, () =>
    call(calls.listRoomTypes, { params: { id: hotel.id }, query: { checkIn, checkOut, rooms, guests } }),
  )
  const types = found.value?.items ?? []
  const [opened, open] = useState<Opened | null>(null)
  const close = () => open(null)
  const openDates = () => open({ what: 'dates' })
  return (
    <>
      <StuckBar name={hotel.name} onDates={openDates} />
      <Gallery pictures={picturesOf(hotel, types)} />
      <View className="hotel-plane">
        <HotelHead hotel={hotel} />
        <Facilities tags={hotel.tags} types={types} />
        <View className="hotel-dates">
          <Dates checkIn={checkIn} checkOut={checkOut} onChange={openDates} />
        </View>
        <PartyLine onTap={() => open({ what: 'party' })} />
        <PassedDates asked={asked} onDates={openDates} className="gutter hotel-note" />
        {hotel.state !== 'open' && (
          <View className="gutter hotel-note">
            <Note kind="warn">{t('shut')}</Note>
          </View>
        )}
        <Answered of={found} skeleton={<RoomsSkeleton />} phone={{ name: hotel.name, number: hotel.phone }}>
          {({ items }) => <RoomList hotel={hotel} types={items} nowMs={serverClock.now()} open={open} />}
        </Answered>
        {(found.value || found.failure) && <Foot hotel={hotel} />}
      </View>
      <CalendarSheet
        open={opened?.what === 'dates'}
        onClose={close}
        checkIn={checkIn}
        checkOut={checkOut}
        rooms={rooms}
        room={pricedBy(opened?.what === 'dates' ? opened.type : undefined, types)}
        onChosen={(from, to) => changeTrip({ checkIn: from, checkOut: to })}
      />
      <PartySheet open={opened?.what === 'party'} onClose={close} />
      <RoomSheet type={opened?.what === 'room' ? opened.type : null} onClose={close} />
      <TermsSheet plan={opened?.what === 'terms' ? opened.plan : null} zone={hotel.zone} onClose={close} />
    </>
  )
}

/** The branch's own day may be ahead of the chain's: a stay that has passed there is moved forward. */
function useTripAt({ today }: Hotel): Trip {
  const trip = useTrip()
  useEffect(() => {
    if (trip.checkIn < today) changeTrip(stayAhead(trip, today))
  }, [trip, today])
  return trip
}

/** Whose prices the calendar shows: the room that was asked about, or the cheapest that can be booked. */
function pricedBy(asked: RoomType | undefined, types: readonly RoomType[]) {
  const open = types.filter(isFree)
  const [type] = asked ? [asked] : [...(open.length > 0 ? open : types)].sort((a, b) => leastFen(a) - leastFen(b))
  const plan = type && cheapest(type.ratePlans)
  return type && plan ? { roomTypeId: type.id, ratePlanId: plan.id, name: type.name } : undefined
}

function leastFen({ ratePlans }: RoomType): number {
  return cheapest(ratePlans)?.totalFen ?? Number.MAX_SAFE_INTEGER
}
