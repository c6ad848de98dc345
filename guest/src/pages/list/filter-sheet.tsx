import { useEffect, useState } from 'react'
import { call, calls } from '../../api/call.ts'
import { useCall } from '../../api/use-call.ts'
import { readCities } from '../../finding/cities.ts'
import { type Party, PartyRows } from '../../finding/party-sheet.tsx'
import { usePlace } from '../../finding/place.ts'
import { changeWish, filtersOn, listQuery, noFilters, useWish, type Wish } from '../../finding/wish.ts'
import { Chips, Pair, Sheet, View } from '../../kit/index.ts'
import { changeTrip, useTrip } from '../../state/trip.ts'
import { list } from '../../texts/list.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { useFacets } from './facets.ts'
import { PriceFilter } from './price-filter.tsx'
import { toggled } from './wish-chips.tsx'

interface Draft extends Party, Pick<Wish, 'area' | 'tags' | 'minFen' | 'maxFen'> {}

/** The filters, tried out before they are taken: the button says how many branches are left. */
export function FilterSheet({ open, onClose }: { open: boolean; onClose: () => void }) {
  const t = useTexts(list)
  const trip = useTrip()
  const wish = useWish()
  const [draft, setDraft] = useState<Draft>({ ...noFilters, rooms: trip.rooms, guests: trip.guests })
  useEffect(() => {
    const { area, tags, minFen, maxFen } = wish
    if (open) setDraft({ area, tags, minFen, maxFen, rooms: trip.rooms, guests: trip.guests })
  }, [open])
  const change = (part: Partial<Draft>) => setDraft({ ...draft, ...part })
  const found = useFound(open, draft)
  const count = filtersOn({ ...wish, ...draft })
  const take = () => {
    const { rooms, guests, ...filters } = draft
    changeTrip({ rooms, guests })
    changeWish(filters)
    onClose()
  }
  return (
    <Sheet
      open={open}
      onClose={onClose}
      title={t('filters')}
      bar={
        <Pair
          shares="second"
          first={{
            word: count > 0 ? t('clearSome', { n: count }) : t('clear'),
            disabled: count === 0,
            onTap: () => change(noFilters),
          }}
          second={{ word: found ?? t('look'), onTap: take }}
        />
      }
    >
      <View className="gutter list-filters">
        <PriceFilter minFen={draft.minFen} maxFen={draft.maxFen} onChange={change} />
        <Areas area={draft.area} onChange={(area) => change({ area })} />
        <Tags tags={draft.tags} onChange={(tags) => change({ tags })} />
        <View as="h3" className="h3 list-filters-title">
          {t('party')}
        </View>
        <PartyRows party={draft} onChange={change} />
      </View>
    </Sheet>
  )
}

/** How many branches the draft leaves, in words; null until it is known. The list asks the same, so it is there at once. */
function useFound(open: boolean, draft: Draft): string | null {
  const t = useTexts(list)
  const query = listQuery(
    { ...useTrip(), rooms: draft.rooms, guests: draft.guests },
    { ...useWish(), ...draft },
    usePlace(),
  )
  const { value } = useCall(open ? `list ${JSON.stringify(query)}` : null, () =>
    call(calls.searchHotels, { query: { ...query, limit: 20 } }),
  )
  if (!value) return null
  const n = value.items.length
  return n === 0 ? t('lookNone') : t(value.nextCursor ? 'lookMore' : 'lookAll', { n })
}

/** The districts of the city, where it has more than one. */
function Areas({ area, onChange }: { area: string; onChange: (area: string) => void }) {
  const t = useTexts(list)
  const { city } = useTrip()
  const { nearby } = useWish()
  const { value } = useCall('cities', readCities)
  const districts = nearby ? [] : (value?.find((each) => each.city === city)?.districts ?? [])
  if (districts.length < 2) return null
  return (
    <>
      <View as="h3" className="h3 list-filters-title">
        {t('areas')}
      </View>
      <Chips
        label={t('areas')}
        items={districts.map((district) => ({ name: district.area, word: district.name }))}
        chosen={[area]}
        onToggle={(name) => onChange(name === area ? '' : name)}
      />
    </>
  )
}

function Tags({ tags, onChange }: { tags: readonly string[]; onChange: (tags: string[]) => void }) {
  const t = useTexts(list)
  const facets = useFacets()
  const offered = [...new Set([...facets.tags, ...tags])]
  if (offered.length === 0) return null
  return (
    <>
      <View as="h3" className="h3 list-filters-title">
        {t('tags')}
      </View>
      <Chips
        label={t('tags')}
        items={offered.map((tag) => ({ name: tag, word: tag }))}
        chosen={tags}
        onToggle={(tag) => onChange(toggled(tags, tag))}
      />
    </>
  )
}
