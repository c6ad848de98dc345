import { pinyin } from 'pinyin-pro'
import type { Language } from '../../../contract/format.ts'
import { remembered } from '../../../contract/remembered.ts'

/** Names that Pinyin does not give: the spelling in use, by the standard of geographical names (GB/T 17693). */
const given: Readonly<Record<string, string>> = {
  陕西: 'Shaanxi',
  香港: 'Hong Kong',
  澳门: 'Macao',
  内蒙古: 'Inner Mongolia',
  西藏: 'Tibet',
  新疆: 'Xinjiang',
  拉萨: 'Lhasa',
  日喀则: 'Shigatse',
  哈尔滨: 'Harbin',
  齐齐哈尔: 'Qiqihar',
  呼和浩特: 'Hohhot',
  鄂尔多斯: 'Ordos',
  呼伦贝尔: 'Hulunbuir',
  乌鲁木齐: 'Urumqi',
  喀什: 'Kashgar',
  吐鲁番: 'Turpan',
  重庆: 'Chongqing',
  厦门: 'Xiamen',
}
/** What kind of place it is, behind a name of two characters at least. */
const kind =
  /(?<=^.{2,})(?:特别行政区|(?:维吾尔|壮族|回族)?自治区|(?:\p{Script=Han}{1,3}族){1,3}自治[州县]|地区|新区|[省市区县盟])$/u

/** A province, city or district as it is called in a language: 成都市 is Chengdu. */
export function placeName(place: string, language: Language): string {
  return language === 'zh' ? place : inEnglish(place)
}

/** Spelling takes a while, and the same places are asked for with every list. */
const inEnglish = remembered(10_000, (place: string) => {
  const bare = place.replace(kind, '')
  return given[bare] ?? spelled(bare)
})

/** The letter under which a place stands in a list from A to Z. */
export function placeInitial(place: string): string {
  const letter = inEnglish(place).charAt(0).toUpperCase()
  return letter >= 'A' && letter <= 'Z' ? letter : '#'
}

/** One word, with an apostrophe where a syllable begins with a vowel: Xi'an. */
function spelled(name: string): string {
  const syllables = pinyin(name, { toneType: 'none', type: 'array', nonZh: 'consecutive' })
  const word = syllables.reduce(
    (text, syllable) => text + (text && /^[aeo]/.test(syllable) ? `'${syllable}` : syllable),
    '',
  )
  return word.charAt(0).toUpperCase() + word.slice(1)
}
