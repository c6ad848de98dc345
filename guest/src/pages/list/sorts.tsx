import { LocatingNote } from '../../finding/locating-note.tsx'
import { useLocating } from '../../finding/place.ts'
import { changeWish, filtersOn, type Sort, useWish } from '../../finding/wish.ts'
import { Icon, Tabs, Tap, View } from '../../kit/index.ts'
import { list } from '../../texts/list.ts'
import { useTexts } from '../../texts/use-texts.ts'

/** The orders of the list, and the way to the filters. Distance asks where the guest is when it is chosen. */
export function Sorts({ onFilters }: { onFilters: () => void }) {
  const t = useTexts(list)
  const wish = useWish()
  const { place, state, find } = useLocating()
  const count = filtersOn(wish)
  const choose = async (sort: Sort) => {
    if (sort === 'distance' && !place && !(await find())) return
    changeWish({ sort })
  }
  return (
    <>
      <View className="list-sorts">
        <Tabs
          label={t('sorts')}
          now={wish.sort}
          items={[
            { name: 'recommended', word: t('recommended') },
            { name: 'price', word: t('byPrice') },
            { name: 'distance', word: t(state === 'finding' ? 'locating' : 'byDistance') },
          ]}
          onChange={(sort) => void choose(sort)}
          end={
            <Tap className="list-filter" onTap={onFilters}>
              <Icon name="filter" size={18} colour="pine" />
              <View>{count > 0 ? t('filtersOn', { n: count }) : t('filters')}</View>
            </Tap>
          }
        />
      </View>
      {(state === 'refused' || state === 'unknown') && (
        <View className="gutter list-note">
          <LocatingNote state={state} />
        </View>
      )}
    </>
  )
}
