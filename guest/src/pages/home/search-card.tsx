import { keywordAtMost } from '@contract/bounds.ts'
import { useState } from 'react'
import { useCityWords } from '../../finding/cities.ts'
import { LocatingNote } from '../../finding/locating-note.tsx'
import { PartySheet, usePartyWords } from '../../finding/party-sheet.tsx'
import { placeText, useLocating } from '../../finding/place.ts'
import { wholeMinutes } from '../../format/days.ts'
import { go, pathTo } from '../../go.ts'
import { Button, Dates, Icon, Input, Tap, Text, View, Way } from '../../kit/index.ts'
import { useBookingBounds } from '../../state/site.ts'
import { useTrip } from '../../state/trip.ts'
import { finding } from '../../texts/finding.ts'
import { home } from '../../texts/home.ts'
import { useTexts } from '../../texts/use-texts.ts'

/** Where, when, what and how many; the one main button of the page. */
export function SearchCard({ onDates }: { onDates: () => void }) {
  const t = useTexts(home)
  const say = useTexts(finding)
  const cityWords = useCityWords()
  const partyWords = usePartyWords()
  const { city, checkIn, checkOut, rooms, guests } = useTrip()
  const bounds = useBookingBounds()
  const [q, setQ] = useState('')
  const [party, setParty] = useState(false)
  const where = city ? cityWords(city) : say('everywhere')
  const search = () => go('list', { q: q.trim() })
  return (
    <View className="card home-search">
      <View className="home-where">
        <Way className="home-city" path={pathTo('city')} label={say('chooseCity', { city: where })}>
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
          maxLength={keywordAtMost}
        />
      </View>
      <Tap className="home-part home-line home-party" onTap={() => setParty(true)}>
        <Icon name="users" size={20} colour="ink-3" />
        <View className="grow">{partyWords({ rooms, guests })}</View>
        <Icon name="right" size={18} colour="ink-3" />
      </Tap>
      <Button size="large" className="home-go" onTap={search}>
        {t('search')}
      </Button>
      <View as="ul" className="home-promises">
        <Promised>{t('promisePrice')}</Promised>
        {bounds && <Promised>{t('promiseHold', { n: wholeMinutes(bounds.payWindowSeconds * 1000) })}</Promised>}
      </View>
      <PartySheet open={party} onClose={() => setParty(false)} />
    </View>
  )
}

function Promised({ children }: { children: string }) {
  return (
    <View as="li" className="home-promise">
      <Icon name="check" size={14} colour="pine" />
      <View>{children}</View>
    </View>
  )
}

/** Asks for the place only when tapped; a no has its own words and the city beside it as the way on. */
function Near() {
  const t = useTexts(home)
  const { state, find } = useLocating()
  const search = async () => {
    const place = await find()
    if (place) go('list', { near: placeText(place) })
  }
  return (
    <>
      <Tap className="home-near" onTap={() => void search()} disabled={state === 'finding'}>
        <Icon name="near" size={18} colour="pine" />
        <View>{t(state === 'finding' ? 'nearFinding' : 'near')}</View>
      </Tap>
      {(state === 'refused' || state === 'unknown') && (
        <View className="home-near-note">
          <LocatingNote state={state} />
        </View>
      )}
    </>
  )
}
