import { useDistrictWords } from '../../finding/cities.ts'
import { plainMoney } from '../../finding/hotel.ts'
import { changeWish, useWish, type Wish } from '../../finding/wish.ts'
import { Chips, View } from '../../kit/index.ts'
import { list } from '../../texts/list.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { useFacets } from './facets.ts'

const tagsAtMost = 6

/** What is asked for, each to be taken back with a tap, and the tags most branches here have. */
export function WishChips() {
  const t = useTexts(list)
  const wish = useWish()
  const { tags } = useFacets()
  const districtWords = useDistrictWords()
  const offered = tags.filter((tag) => !wish.tags.includes(tag)).slice(0, tagsAtMost)
  const price = priceWords(wish, t)
  const items = [
    ...(wish.q ? [{ name: 'q', word: t('keyword', { q: wish.q }) }] : []),
    ...(wish.area ? [{ name: 'area', word: districtWords(wish.area) }] : []),
    ...(price ? [{ name: 'price', word: price }] : []),
    ...[...wish.tags, ...offered].map((tag) => ({ name: `tag ${tag}`, word: tag })),
  ]
  if (items.length === 0) return <View className="list-gap" />
  const toggle = (name: string) => {
    if (name === 'q') changeWish({ q: '' })
    else if (name === 'area') changeWish({ area: '' })
    else if (name === 'price') changeWish({ minFen: null, maxFen: null })
    else changeWish({ tags: toggled(wish.tags, name.slice('tag '.length)) })
  }
  const chosen = ['q', 'area', 'price', ...wish.tags.map((tag) => `tag ${tag}`)]
  return (
    <View className="list-chips">
      <Chips label={t('filters')} items={items} chosen={chosen} onToggle={toggle} lay="line" crossed />
    </View>
  )
}

export function toggled(tags: readonly string[], tag: string): string[] {
  return tags.includes(tag) ? tags.filter((each) => each !== tag) : [...tags, tag]
}

type SayList = ReturnType<typeof useTexts<keyof (typeof list)['zh']>>

/** `¥300 – ¥500`, or one end of it; empty where any price will do. */
export function priceWords({ minFen, maxFen }: Pick<Wish, 'minFen' | 'maxFen'>, t: SayList): string {
  if (minFen !== null && maxFen !== null) return `${plainMoney(minFen)} – ${plainMoney(maxFen)}`
  if (minFen !== null) return t('priceAbove', { money: plainMoney(minFen) })
  return maxFen === null ? '' : t('priceBelow', { money: plainMoney(maxFen) })
}
