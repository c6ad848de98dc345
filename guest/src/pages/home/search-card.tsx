import { useState } from 'react'
import { cityText } from '../../format/city.ts'
import { go, pathTo } from '../../go.ts'
import { Button, Dates, Icon, Input, Note, Tap, Text, View, Way } from '../../kit/index.ts'
import { whereAmI } from '../../platform/location'
import { useTrip } from '../../state/trip.ts'
import { home } from '../../texts/home.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { PartySheet } from './party-sheet.tsx'

/** Where, when, what and how many; the one main button of the page. */
export function SearchCard({ onDates }: { onDates: () => void }) {
  const t = useTexts(home)
  const { city, checkIn, checkOut, rooms, guests } = useTrip()
  const [q, setQ] = useState('')
  const [party, setParty] = useState(false)
  const where = city ? cityText(city) : t('everywhere')
  const search = () => go('list', { q: q.trim() })
  return (
    <View className="card home-search">
      <View className="home-where">
        <Way className="home-city" path={pathTo('city')} label={t('chooseCity', { city: where })}>
          <Text className="home-city-name">{where}</Text>
          <Icon name="down" size={18} colour="ink-3" />
        </Way>
        <Near />
      </View>
      <View className="home-part">
        <Dates checkIn={checkIn} checkOut={checkOut} onChange={onDates} />
      </View>
      <View className="home-part home-line">
        <Icon name="search" size={20} colour="ink-3" />
        <Input
          className="home-keyword"
          kind="search"
          value={q}
          onChange={setQ}
          onDone={search}
          label={t('keyword')}
          placeholder={t('keywordHint')}
          maxLength={60}
        />
      </View>
      <Tap className="home-part home-line home-party" onTap={() => setParty(true)}>
        <Icon name="users" size={20} colour="ink-3" />
        <View className="grow">{t('party', { rooms, guests })}</View>
        <Icon name="right" size={18} colour="ink-3" />
      </Tap>
      <Button size="large" className="home-go" onTap={search}>
        {t('search')}
      </Button>
      <View as="ul" className="home-promises">
        {(['promisePrice', 'promiseHold'] as const).map((promise) => (
          <View as="li" key={promise} className="home-promise">
            <Icon name="check" size={14} colour="pine" />
            <View>{t(promise)}</View>
          </View>
        ))}
      </View>
      <PartySheet open={party} onClose={() => setParty(false)} />
    </View>
  )
}

/** Asks for the place only when tapped; a no has its own words and the city beside it as the way on. */
function Near() {
  const t = useTexts(home)
  const [state, setState] = useState<'idle' | 'finding' | 'refused' | 'unknown'>('idle')
  const find = async () => {
    setState('finding')
    const place = await whereAmI()
    if (typeof place === 'string') return setState(place)
    setState('idle')
    go('list', { near: `${place.lat.toFixed(5)},${place.lng.toFixed(5)}` })
  }
  return (
    <>
      <Tap className="home-near" onTap={() => void find()} disabled={state === 'finding'}>
        <Icon name="near" size={18} colour="pine" />
        <View>{t(state === 'finding' ? 'nearFinding' : 'near')}</View>
      </Tap>
      {(state === 'refused' || state === 'unknown') && (
        <View className="home-near-note">
          <Note kind="plain" icon="pin" role="status">
            {t(state === 'refused' ? 'nearRefused' : 'nearUnknown')}
          </Note>
        </View>
      )}
    </>
  )
}
