import { Icon, type IconName, View } from '../../kit/index.ts'
import { useLanguage } from '../../state/language.ts'
import { hotel as texts } from '../../texts/hotel.ts'
import { useTexts } from '../../texts/use-texts.ts'
import type { RoomType } from './rooms.ts'

/** Which picture goes with a word of a branch: the words of a text, by spaces; what none knows gets a check. */
const pictures = [
  { icon: 'wifi', words: 'wordsWifi' },
  { icon: 'park', words: 'wordsParking' },
  { icon: 'bowl', words: 'wordsBreakfast' },
  { icon: 'tea', words: 'wordsTea' },
  { icon: 'wash', words: 'wordsLaundry' },
  { icon: 'desk', words: 'wordsDesk' },
  { icon: 'home', words: 'wordsYard' },
  { icon: 'build', words: 'wordsHigh' },
  { icon: 'pin', words: 'wordsNear' },
] as const satisfies readonly { icon: IconName; words: string }[]

const shownAtMost = 12
/** In one row: English words are longer. */
const inRow = { zh: 6, en: 4 }

/** What the branch has, and what every one of its rooms has. */
export function Facilities({ tags, types }: { tags: readonly string[]; types: readonly RoomType[] }) {
  const t = useTexts(texts)
  const language = useLanguage()
  const [first, ...others] = types
  const everywhere = (first?.facilities ?? []).filter((each) => others.every((type) => type.facilities.includes(each)))
  const shown = [...new Set([...tags, ...everywhere])].slice(0, shownAtMost)
  if (shown.length === 0) return <View className="hotel-gap" />
  const iconOf = (word: string): IconName =>
    pictures.find(({ words }) =>
      t(words)
        .split(' ')
        .some((each) => word.toLowerCase().includes(each)),
    )?.icon ?? 'check'
  return (
    <View as="ul" className="hotel-facilities" label={t('facilities')}>
      {shown.map((word) => (
        <View
          as="li"
          key={word}
          className="hotel-facility"
          style={{ width: `${100 / Math.min(shown.length, inRow[language])}%` }}
        >
          <Icon name={iconOf(word)} size={22} colour="ink-2" />
          <View className="hotel-facility-word">{word}</View>
        </View>
      ))}
    </View>
  )
}
