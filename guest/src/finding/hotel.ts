import { fromPrice, type Language, money } from '@contract/format.ts'
import type { calls } from '@contract/generated/guest-calls.ts'
import type { ReplyOf } from '@contract/operation.ts'
import { districtOf } from './cities-in.ts'

/** A branch as the search shows it. */
export type HotelCard = ReplyOf<typeof calls.searchHotels>['items'][number]

/** The nights and rooms a price is for. */
export interface Stay {
  checkIn: string
  checkOut: string
  rooms: number
}

/** From this many rooms on nobody needs to hurry. */
export const fewRooms = 3

/** A price among words: whole yuan where it comes out even, to the fen where it does not. */
export function plainMoney(amountFen: number): string {
  return amountFen % 100 === 0 ? fromPrice(amountFen) : money(amountFen)
}

/** The branch's own part of its name: 成都槐里店 of 驿站·成都槐里店. */
export function ownName(name: string, chainName: string): string {
  const rest = chainName && name.startsWith(chainName) ? name.slice(chainName.length).replace(/^[\s·•\-–—]+/, '') : ''
  return rest || name
}

/** Where a branch is, as one writes it: the district first in Chinese; English addresses carry their own. */
export function addressText({ area, address }: Pick<HotelCard, 'area' | 'address'>, language: Language): string {
  const district = districtOf(area)
  return language === 'en' || address.startsWith(district) ? address : `${district}${address}`
}

/** The whole address, for a map or to paste: from the province down in Chinese, up to the city in English. */
export function wholeAddress(
  { area, address, cityName }: Pick<HotelCard, 'area' | 'address' | 'cityName'>,
  language: Language,
): string {
  return language === 'en' ? `${address}, ${cityName}` : `${area}${address}`
}

/** Short facts in one line, with a dot between them. */
export function dotted(parts: readonly string[], language: Language): string {
  return parts.filter(Boolean).join(language === 'en' ? ' · ' : '·')
}
