import { pinyin } from 'pinyin-pro'
import type { HotelDoc } from '../../ports/search.ts'

/** Chance that repeats itself: the same seed draws the same. */
export interface Dice {
  /** 0 up to, not including, `count`. */
  below(count: number): number
  pick<Thing>(things: readonly Thing[]): Thing
  /** The part, or nothing, half the time each. */
  maybe<Part extends object>(part: Part): Part | Record<string, never>
}

export function createDice(seed: number): Dice {
  let state = seed | 1
  const below = (count: number) => {
    // Marsaglia's xorshift with 13, 17, 5.
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) % count
  }
  return {
    below,
    pick: (things) => things[below(things.length)]!,
    maybe: (part) => (below(2) === 0 ? part : {}),
  }
}

const first = [...'春太宽红天锦银东西南北长重朝绿白金玉龙凤云江湖海山石桥']
const second = [...'熙古窄星府里泰门安京沙庆阳林马湾台泉溪城关岸道街场口坝']
const english = ['Taikoo Li', 'Chunxi Road', 'Grand', 'Riverside', "People's Park", 'Café Lane', 'Convention Center']

/**
 * A place name; with a hotel, instead something a guest may type to find it: some of its Chinese, the pinyin or the
 * initials of that, whole or begun, or a begun English word.
 */
export function wordFrom(dice: Dice, hotel?: HotelDoc): { zh: string; en: string; typed: string } {
  const zh = dice.pick(first) + dice.pick(second) + (dice.below(3) === 0 ? dice.pick(first) : '')
  return { zh, en: dice.pick(english), typed: hotel ? typedFrom(dice, hotel) : zh }
}

function typedFrom(dice: Dice, hotel: HotelDoc): string {
  const texts = [
    hotel.name.zh,
    hotel.name.zh,
    hotel.address.zh,
    hotel.name.en ?? hotel.city,
    hotel.area,
    hotel.tags[0]?.zh ?? '',
  ]
  const text = [...dice.pick(texts)]
  const from = dice.below(text.length + 1)
  const some = text.slice(from, from + 1 + dice.below(4)).join('')
  const spelled = pinyin(some, { toneType: 'none', type: 'array', v: true })
  const whole = spelled.join('')
  const ways = [
    some,
    some,
    whole,
    whole.slice(0, 1 + dice.below(whole.length + 1)),
    spelled.map((one) => one[0]).join(''),
  ]
  return dice.below(40) === 0 ? dice.pick(['', '。', '没有这里', 'zzz', 'ＷＩＦＩ']) : dice.pick(ways).toUpperCase()
}
