import { useEffect, useState } from 'react'
import { useCall } from '../../api/use-call.ts'
import { readCities } from '../../finding/cities.ts'
import { type Party, PartyRows } from '../../finding/party-sheet.tsx'
import { changeWish, type Filters, filtersOn, noFilters, useWish } from '../../finding/wish.ts'
import { Chips, Pair, Sheet, View } from '../../kit/index.ts'
import { changeTrip, useTrip } from '../../state/trip.ts'
import { list } from '../../texts/list.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { type Counted, type Facets, useTried } from './facets.ts'
import { PriceFilter } from './price-filter.tsx'
import { breakfastWords, toggled } from './wish-chips.tsx'

type Draft = Party & Filters

/** The filters, tried out before they are taken: the button says how many branches are left. `listed`: what the list counted. */
export function FilterSheet({ open, onClose, listed }: { open: boolean; onClose: () => void; listed: Counted }) {
  const t = useTexts(list)
  const trip = useTrip()
  const wish = useWish()
  const [draft, setDraft] = useState<Draft>({ ...filtersOf(wish), rooms: trip.rooms, guests: trip.guests })
  useEffect(() => {
    if (open) setDraft({ ...filtersOf(wish), rooms: trip.rooms, guests: trip.guests })
  }, [open])
  const change = (part: Partial<Draft>) => setDraft({ ...draft, ...part })
  const { total, facets } = useTried(open ? draft : null, listed)
  const count = filtersOn(draft)
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
          second={{
            word: total === null ? t('look') : total === 0 ? t('lookNone') : t('lookAll', { n: total }),
            onTap: take,
          }}
        />
      }
    >
      <View className="gutter list-filters">
        <PriceFilter scale={facets.prices} minFen={draft.minFen} maxFen={draft.maxFen} onChange={change} />
        <Terms {...draft} onChange={change} />
        <Counts title={t('beds')} counts={facets.beds} chosen={draft.beds} onChange={(beds) => change({ beds })} />
        <Areas area={draft.area} onChange={(area) => change({ area })} />
        <Counts title={t('tags')} counts={facets.tags} chosen={draft.tags} onChange={(tags) => change({ tags })} />
        <View as="h3" className="h3 list-filters-title">
          {t('party')}
        </View>
        <PartyRows party={draft} onChange={change} />
      </View>
    </Sheet>
  )
}

function filtersOf({ area, tags, freeCancellation, breakfast, beds, minFen, maxFen }: Filters): Filters {
  return { area, tags, freeCancellation, breakfast, beds, minFen, maxFen }
}

type TermsAsked = Pick<Filters, 'freeCancellation' | 'breakfast'>

const breakfasts = [1, 2]

/** What the price is to include, and how late one may think again. */
function Terms({
  freeCancellation,
  breakfast,
  onChange,
}: TermsAsked & { onChange: (part: Partial<TermsAsked>) => void }) {
  const t = useTexts(list)
  return (
    <>
      <View as="h3" className="h3 list-filters-title">
        {t('cancellation')}
      </View>
      <Chips
        label={t('cancellation')}
        items={[{ name: 'free', word: t('freeCancellation') }]}
        chosen={freeCancellation ? ['free'] : []}
        onToggle={() => onChange({ freeCancellation: !freeCancellation })}
      />
      <View as="h3" className="h3 list-filters-title">
        {t('breakfast')}
      </View>
      <Chips
        label={t('breakfast')}
        items={[
          { name: '0', word: t('anyBreakfast') },
          ...breakfasts.map((each) => ({ name: String(each), word: breakfastWords(each, t) })),
        ]}
        chosen={[String(breakfast)]}
        onToggle={(name) => onChange({ breakfast: Number(name) })}
      />
    </>
  )
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

/** Choices with how many branches each leaves; those that are chosen stay, also where none is left. */
function Counts({
  title,
  counts,
  chosen,
  onChange,
}: {
  title: string
  counts: Facets['tags']
  chosen: readonly string[]
  onChange: (chosen: string[]) => void
}) {
  const t = useTexts(list)
  const others = chosen.filter((name) => !counts.some((each) => each.name === name))
  const offered = [...counts, ...others.map((name) => ({ name, hotels: 0 }))]
  if (offered.length === 0) return null
  return (
    <>
      <View as="h3" className="h3 list-filters-title">
        {title}
      </View>
      <Chips
        label={title}
        items={offered.map(({ name, hotels }) => ({ name, word: t('counted', { name, n: hotels }) }))}
        chosen={chosen}
        onToggle={(name) => onChange(toggled(chosen, name))}
      />
    </>
  )
}
