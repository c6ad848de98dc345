import { useState } from 'react'
import { useCall } from '../../api/use-call.ts'
import { picturedAtMost, readPlaces } from '../../finding/cities.ts'
import { useChain } from '../../finding/service.ts'
import { changeWish, useWish } from '../../finding/wish.ts'
import { back, replaceWith, useQuery } from '../../go.ts'
import { Answered, navHeightPx, Page, Scroll, SearchField, View } from '../../kit/index.ts'
import { changeTrip } from '../../state/trip.ts'
import { city as texts } from '../../texts/city.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { CityIndex, Letters } from './city-index.tsx'
import './index.css'
import { Located } from './located.tsx'
import { PicturedCities } from './pictured-cities.tsx'
import { keepRecent, RecentCities } from './recent-cities.tsx'
import { Suggestions } from './suggestions.tsx'

/** A city, or one district of it; the city empty: everywhere. */
export interface Picked {
  city: string
  area?: string
}

export default function City() {
  const t = useTexts(texts)
  const pick = usePick()
  const { phone } = useChain()
  const [typed, setTyped] = useState('')
  const [showing, setShowing] = useState('')
  const places = useCall('places', readPlaces)
  const all = places.value?.all ?? []
  const many = all.length > picturedAtMost
  const q = typed.trim()
  return (
    <Page title={t('title')}>
      <View className="city-body" style={{ height: `calc(100vh - ${navHeightPx}px)` }}>
        <View className="city-search">
          <SearchField value={typed} onChange={setTyped} label={t('search')} placeholder={t('searchHint')} />
        </View>
        <Scroll axis="y" className="city-scroll" showing={showing}>
          {q !== '' ? (
            <Suggestions q={q} cities={all} onPick={pick} />
          ) : (
            <>
              <Located onPick={pick} />
              <Answered of={places} phone={phone}>
                {({ cities }) => (
                  <>
                    <RecentCities known={all} onPick={pick} />
                    {many ? <CityIndex cities={all} onPick={pick} /> : <PicturedCities cities={cities} onPick={pick} />}
                  </>
                )}
              </Answered>
            </>
          )}
        </Scroll>
        {many && q === '' && <Letters cities={all} onShow={setShowing} />}
      </View>
    </Page>
  )
}

/** A choice goes back to where it was asked for; a district is only a list’s. */
function usePick(): (picked: Picked) => void {
  const { from } = useQuery('city')
  const { nearby, sort } = useWish()
  return ({ city, area = '' }) => {
    changeTrip({ city })
    if (city) keepRecent(city)
    // The list under this page asks anew; what it was narrowed to in another city goes.
    if (from === 'list') changeWish({ area, nearby: false, sort: nearby ? 'recommended' : sort })
    if (from !== 'list' && area) replaceWith('list', { area })
    else back()
  }
}
