import road from '@brand/art/empty-road.svg'
import { useState } from 'react'
import { useCall } from '../../api/use-call.ts'
import { useShownAgain } from '../../api/use-shown-again.ts'
import { FoundHotel } from '../../finding/found-hotel.tsx'
import { useMarks } from '../../finding/heart.tsx'
import { usePlace } from '../../finding/place.ts'
import { useChain } from '../../finding/service.ts'
import { rangeText } from '../../format/days.ts'
import { go } from '../../go.ts'
import { Answered, Button, CalendarSheet, Empty, Page, SignedIn, Tap, View } from '../../kit/index.ts'
import { useLanguage } from '../../state/language.ts'
import { changeTrip, useTrip } from '../../state/trip.ts'
import { favourites as texts } from '../../texts/favourites.ts'
import { useTexts } from '../../texts/use-texts.ts'
import './index.css'
import { readFavourites } from './read-favourites.ts'

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

const atOnce = 20

/** The branches the member has marked, newest first, with what they cost on the dates of the search. */
function Marked() {
  const t = useTexts(texts)
  const language = useLanguage()
  const trip = useTrip()
  const { checkIn, checkOut, rooms, guests } = trip
  const place = usePlace()
  const { phone } = useChain()
  const [count, setCount] = useState(atOnce)
  const [choosing, setChoosing] = useState(false)
  const found = useCall(`favourites ${count} ${checkIn} ${checkOut} ${rooms} ${guests}`, () =>
    readFavourites({ trip, place, count }),
  )
  useMarks()
  useShownAgain(found)
  return (
    <View className="gutter favourites">
      <Answered of={found} phone={phone}>
        {({ hotels, more }) =>
          hotels.length === 0 ? (
            <Empty picture={road} title={t('none')} text={t('noneText')}>
              <Button onTap={() => go('home')}>{t('search')}</Button>
            </Empty>
          ) : (
            <>
              <View className="between">
                <View className="s">{t('pricesFor')}</View>
                <Tap className="favourites-dates" onTap={() => setChoosing(true)}>
                  {rangeText(checkIn, checkOut, language)}
                </Tap>
              </View>
              {hotels.map(({ hotel, shut }, index) => (
                <FoundHotel key={hotel.id} hotel={hotel} stay={trip} first={index < 2} shut={shut} />
              ))}
              {more && (
                <Button kind="ghost" busy={found.loading} onTap={() => setCount(count + atOnce)}>
                  {t('more')}
                </Button>
              )}
            </>
          )
        }
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
