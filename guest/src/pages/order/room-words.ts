import type { SayOf } from '@contract/texts.ts'
import { nightsBetween } from '../../format/nights.ts'
import type { order as texts } from '../../texts/order.ts'
import type { OrderOfGuest } from './story.ts'

export type SayOrder = SayOf<typeof texts>

/** What a plan says of breakfast. */
export function breakfastText(breakfast: number, t: SayOrder): string {
  if (breakfast === 0) return t('breakfastNone')
  if (breakfast === 1) return t('breakfastOne')
  return breakfast === 2 ? t('breakfastTwo') : t('breakfastMany', { n: breakfast })
}

/** Words with a point between them, each said once. */
export function joined(words: readonly (string | null | undefined)[], t: SayOrder): string {
  return [...new Set(words.filter(Boolean))].join(t('dot'))
}

/** `1 间 × 2 晚`. */
export function stayText(order: Pick<OrderOfGuest, 'rooms' | 'checkIn' | 'checkOut'>, t: SayOrder): string {
  const nights = t('nightsCount', { n: nightsBetween(order.checkIn, order.checkOut) })
  return t('stay', { rooms: t('roomsCount', { n: order.rooms }), nights })
}

/** Sentences one after the other; the empty ones are left out. */
export function sentences(said: readonly string[], t: SayOrder): string {
  return said.filter(Boolean).reduce((first, next) => (first ? t('joined', { first, next }) : next), '')
}
