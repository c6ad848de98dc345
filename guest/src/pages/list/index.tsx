import { useReachBottom } from '@tarojs/taro'
import { useEffect, useState } from 'react'
import { call, calls } from '../../api/call.ts'
import { usePages } from '../../api/use-pages.ts'
import { FoundHotel } from '../../finding/found-hotel.tsx'
import { useMarks } from '../../finding/heart.tsx'
import { keepPlace, placeIn, usePlace } from '../../finding/place.ts'
import { useChain } from '../../finding/service.ts'
import { beginWish, listQuery, useWish } from '../../finding/wish.ts'
import { useQuery } from '../../go.ts'
import { Answered, Button, CalendarSheet, Page, ProblemNote, SkeletonCards, View } from '../../kit/index.ts'
import { changeTrip, useTrip } from '../../state/trip.ts'
import { list } from '../../texts/list.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { useCounted } from './facets.ts'
import { FilterSheet } from './filter-sheet.tsx'
import './index.css'
import { NothingFound } from './nothing-found.tsx'
import { Sorts } from './sorts.tsx'
import { TripPill } from './trip-pill.tsx'
import { WishChips } from './wish-chips.tsx'

type Opened = 'dates' | 'filters' | null

export default function List() {
  const t = useTexts(list)
  const begun = useBegun()
  const trip = useTrip()
  const wish = useWish()
  const query = listQuery(trip, wish, usePlace())
  const found = usePages(begun ? `list ${JSON.stringify(query)}` : null, (cursor) =>
    call(calls.searchHotels, { query: { ...query, limit: pageLength, ...(cursor ? { cursor } : { facets: true }) } }),
  )
  const { phone } = useChain()
  const counted = useCounted(found.first.value)
  const [opened, setOpened] = useState<Opened>(null)
  useMarks()
  useReachBottom(() => {
    if (found.hasMore && !found.moreFailure) found.more()
  })
  return (
    <Page title={t('title')} head={<TripPill onDates={() => setOpened('dates')} />}>
      <View as="h1" className="unseen">
        {t('title')}
      </View>
      <Sorts onFilters={() => setOpened('filters')} />
      {begun ? <WishChips tags={counted.facets.tags} /> : <View className="list-gap" />}
      <View className="gutter list-found">
        <Answered of={found.first} skeleton={<SkeletonCards />} phone={phone}>
          {() => (
            <>
              <View className="unseen" role="status">
                {t('found', { n: counted.total ?? found.items.length })}
              </View>
              {found.items.map((hotel, index) => (
                <FoundHotel key={hotel.id} hotel={hotel} stay={trip} first={index < 2} />
              ))}
              {found.items.length === 0 && <NothingFound onDates={() => setOpened('dates')} />}
              {found.moreFailure && <ProblemNote failure={found.moreFailure} />}
              {found.hasMore && (
                <Button kind="ghost" busy={found.loadingMore} onTap={found.more}>
                  {t(found.loadingMore ? 'loadingMore' : 'more')}
                </Button>
              )}
              {!found.hasMore && found.items.length > pageLength && <View className="s list-end">{t('end')}</View>}
            </>
          )}
        </Answered>
      </View>
      <FilterSheet open={opened === 'filters'} onClose={() => setOpened(null)} listed={counted} />
      <CalendarSheet
        open={opened === 'dates'}
        onClose={() => setOpened(null)}
        checkIn={trip.checkIn}
        checkOut={trip.checkOut}
        rooms={trip.rooms}
        onChosen={(checkIn, checkOut) => changeTrip({ checkIn, checkOut })}
      />
    </Page>
  )
}

const pageLength = 20

/** Begins with what the address carries, once; nothing is asked before. */
function useBegun(): boolean {
  const { q, near, area } = useQuery('list')
  const [begun, setBegun] = useState(false)
  useEffect(() => {
    const place = near ? placeIn(near) : null
    if (place) keepPlace(place)
    beginWish({ q: q ?? '', area: area ?? '', nearby: place !== null, sort: place ? 'distance' : 'recommended' })
    setBegun(true)
  }, [])
  return begun
}
