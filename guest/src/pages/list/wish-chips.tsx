import type { SayOf } from '@contract/texts.ts'
import { useDistrictWords } from '../../finding/cities.ts'
import { plainMoney } from '../../finding/hotel.ts'
import { changeWish, useWish, type Wish } from '../../finding/wish.ts'
import { Chips, View } from '../../kit/index.ts'
import { list } from '../../texts/list.ts'
import { useTexts } from '../../texts/use-texts.ts'
import type { Facets } from './facets.ts'

const tagsAtMost = 6

/** What is asked for, each to be taken back with a tap, and the tags most branches here have. */
export function WishChips({ tags }: { tags: Facets['tags'] }) {
  const t = useTexts(list)
  const wish = useWish()
  const districtWords = useDistrictWords()
  const offered = tags.map(({ name }) => name).filter((tag) => !wish.tags.includes(tag))
  const price = priceWords(wish, t)
  const items = [
    ...(wish.q ? [{ name: 'q', word: t('keyword', { q: wish.q }) }] : []),
    ...(wish.area ? [{ name: 'area', word: districtWords(wish.area) }] : []),
    ...(price ? [{ name: 'price', word: price }] : []),
    ...(wish.freeCancellation ? [{ name: 'free', word: t('freeCancellation') }] : []),
    ...(wish.breakfast > 0 ? [{ name: 'breakfast', word: breakfastWords(wish.breakfast, t) }] : []),
    ...wish.beds.map((bed) => ({ name: `bed ${bed}`, word: bed })),
    ...[...wish.tags, ...offered.slice(0, tagsAtMost)].map((tag) => ({ name: `tag ${tag}`, word: tag })),
  ]
  if (items.length === 0) return <View className="list-gap" />
  const chosen = items.map(({ name }) => name).filter((name) => !offered.some((tag) => name === `tag ${tag}`))
  return (
    <View className="list-chips">
      <Chips
        label={t('filters')}
        items={items}
        chosen={chosen}
        onToggle={(name) => toggle(wish, name)}
        lay="line"
        crossed
      />
    </View>
  )
}

function toggle(wish: Wish, name: string): void {
  if (name === 'q') changeWish({ q: '' })
  else if (name === 'area') changeWish({ area: '' })
  else if (name === 'price') changeWish({ minFen: null, maxFen: null })
  else if (name === 'free') changeWish({ freeCancellation: false })
  else if (name === 'breakfast') changeWish({ breakfast: 0 })
  else if (name.startsWith('bed ')) changeWish({ beds: toggled(wish.beds, name.slice('bed '.length)) })
  else changeWish({ tags: toggled(wish.tags, name.slice('tag '.length)) })
}

export function toggled(names: readonly string[], name: string): string[] {
  return names.includes(name) ? names.filter((each) => each !== name) : [...names, name]
}

type SayList = SayOf<typeof list>

export function breakfastWords(breakfast: number, t: SayList): string {
  return t(breakfast > 1 ? 'twoBreakfasts' : 'withBreakfast')
}

/** `¥300 – ¥500`, or one end of it; empty where any price will do. */
export function priceWords({ minFen, maxFen }: Pick<Wish, 'minFen' | 'maxFen'>, t: SayList): string {
  if (minFen !== null && maxFen !== null) return `${plainMoney(minFen)} – ${plainMoney(maxFen)}`
  if (minFen !== null) return t('priceAbove', { money: plainMoney(minFen) })
  return maxFen === null ? '' : t('priceBelow', { money: plainMoney(maxFen) })
}
