import Taro, { useRouter } from '@tarojs/taro'
import { tabs } from './tabs.ts'

/** Every page, and what its address may carry. */
export interface Pages {
  home: Record<never, never>
  city: { from?: 'list' }
  list: { q?: string; near?: string; area?: string }
  hotel: { id: string; checkIn?: string; checkOut?: string }
  calendar: { roomTypeId?: string; ratePlanId?: string }
  booking: { hotelId: string; roomTypeId: string; ratePlanId: string }
  pay: { id: string }
  order: { id: string }
  orders: { tab?: string }
  coupons: Record<never, never>
  favourites: Record<never, never>
  invoices: { orderId?: string }
  me: Record<never, never>
  notices: Record<never, never>
  legal: { what: 'privacy' | 'terms' }
  missing: Record<never, never>
}

export type PageName = keyof Pages
type Carried<Name extends PageName> =
  Record<never, never> extends Pages[Name] ? [query?: Pages[Name]] : [query: Pages[Name]]

/** The address of a page, for `Way`: `pathTo('hotel', { id })`. */
export function pathTo<Name extends PageName>(name: Name, ...[query]: Carried<Name>): string {
  const pairs = Object.entries((query ?? {}) as Record<string, string | undefined>)
    .filter((pair): pair is [string, string] => pair[1] !== undefined && pair[1] !== '')
    .map((pair) => pair.map(encodeURIComponent).join('='))
  return `/pages/${name}/index${pairs.length > 0 ? `?${pairs.join('&')}` : ''}`
}

/** Opens a page on top of this one; a page of the tab bar takes the place of all. */
export function go<Name extends PageName>(name: Name, ...query: Carried<Name>): void {
  const url = pathTo(name, ...query)
  // A tab takes nothing along in a mini-program, so what it carries opens it anew.
  if (!isTab(name)) void Taro.navigateTo({ url }).catch(() => Taro.redirectTo({ url }))
  else if (url.includes('?')) void Taro.reLaunch({ url })
  else void Taro.switchTab({ url })
}

/** Opens a page in the place of this one: back does not return here, as after an order is placed. */
export function replaceWith<Name extends PageName>(name: Name, ...query: Carried<Name>): void {
  const url = pathTo(name, ...query)
  void (isTab(name) ? Taro.switchTab({ url }) : Taro.redirectTo({ url }))
}

function isTab(name: PageName): boolean {
  return tabs.some((tab) => tab === name)
}

/** Back to where the guest came from, or home when this page was opened from outside. */
export function back(): void {
  if (Taro.getCurrentPages().length > 1) void Taro.navigateBack()
  else void Taro.switchTab({ url: pathTo('home') })
}

/** What the address of this page carries: `useQuery('hotel').id`. */
export function useQuery<Name extends PageName>(_name: Name): Partial<Pages[Name]> {
  const { params } = useRouter()
  const entries = Object.entries(params).flatMap(([key, value]) =>
    typeof value === 'string' ? [[key, decoded(value)]] : [],
  )
  return Object.fromEntries(entries)
}

/** Taro hands on what stands in the address. An address by another hand may hold a % that means nothing. */
function decoded(value: string): string {
  try {
    return decodeURIComponent(value)
  } catch {
    return value
  }
}
