import road from '@brand/art/empty-road.svg'
import { useReachBottom } from '@tarojs/taro'
import { useState } from 'react'
import { call, calls } from '../../api/call.ts'
import { usePages } from '../../api/use-pages.ts'
import { useShownAgain } from '../../api/use-shown-again.ts'
import { FoundHotel } from '../../finding/found-hotel.tsx'
import { useMarks } from '../../finding/heart.tsx'
import type { Stay } from '../../finding/hotel.ts'
import { usePlace } from '../../finding/place.ts'
import { useChain } from '../../finding/service.ts'
import { rangeText } from '../../format/days.ts'
import { go } from '../../go.ts'
import { Answered, Button, CalendarSheet, Empty, Page, ProblemNote, SignedIn, Tap, View } from '../../kit/index.ts'
import { useLanguage } from '../../state/language.ts'
import { changeTrip, useTrip } from '../../state/trip.ts'
import { favourites as texts } from '../../texts/favourites.ts'
import { useTexts } from '../../texts/use-texts.ts'
import './index.css'

export default function Favourites() {
  const t = useTexts(texts)
  return (
    <Page title={t('title')}>
      <SignedIn>
        <Marked />
      </SignedIn>
    </Page>
  )
}

const pageLength = 20

/** The branches the member has marked, newest first, with what they cost on the dates of the search. */
function Marked() {
  const t = useTexts(texts)
  const trip = useTrip()
  const { checkIn, checkOut, rooms, guests } = trip
  const query = { checkIn, checkOut, rooms, guests, ...usePlace() }
  const { phone } = useChain()
  const [choosing, setChoosing] = useState(false)
  const found = usePages(`favourites ${JSON.stringify(query)}`, (cursor) =>
    call(calls.listFavourites, { query: { ...query, limit: pageLength, cursor } }),
  )
  useMarks()
  useShownAgain(found.first)
  useReachBottom(() => {
    if (found.hasMore && !found.moreFailure) found.more()
  })
  return (
    <View className="gutter favourites">
      <Answered of={found.first} phone={phone}>
        {() => (
          <>
            {found.items.length === 0 ? <None /> : <PricedFor stay={trip} onDates={() => setChoosing(true)} />}
            {found.items.map((hotel, index) => (
              <FoundHotel key={hotel.id} hotel={hotel} stay={trip} first={index < 2} shut={hotel.state === 'closed'} />
            ))}
            {found.moreFailure && <ProblemNote failure={found.moreFailure} />}
            {found.hasMore && (
              <Button kind="ghost" busy={found.loadingMore} onTap={found.more}>
                {t('more')}
              </Button>
            )}
          </>
        )}
      </Answered>
      <CalendarSheet
        open={choosing}
        onClose={() => setChoosing(false)}
        checkIn={checkIn}
        checkOut={checkOut}
        rooms={rooms}
        onChosen={(from, to) => changeTrip({ checkIn: from, checkOut: to })}
      />
    </View>
  )
}

function None() {
  const t = useTexts(texts)
  return (
    <Empty picture={road} title={t('none')} text={t('noneText')}>
      <Button onTap={() => go('home')}>{t('search')}</Button>
    </Empty>
  )
}

/** Which nights the prices are for, and the way to others. */
function PricedFor({ stay, onDates }: { stay: Stay; onDates: () => void }) {
  const t = useTexts(texts)
  const language = useLanguage()
  return (
    <View className="between">
      <View className="s">{t('pricesFor')}</View>
      <Tap className="favourites-dates" onTap={onDates}>
        {rangeText(stay.checkIn, stay.checkOut, language)}
      </Tap>
    </View>
  )
}
