import { dayName, type Language, monthsEn } from '../../../contract/format.ts'
import { addNights } from './nights.ts'

/** `11月25日`, `25 Nov`. */
export function dayText(night: string, language: Language): string {
  const { month, day } = partsOf(night)
  return language === 'en' ? `${day} ${monthsEn[month - 1]}` : `${month}月${day}日`
}

/** `周三`, `Wed`. */
export function weekdayText(night: string, language: Language): string {
  const whole = dayName(night, language)
  return language === 'en' ? whole.slice(0, 3) : whole.slice(whole.indexOf(' ') + 1)
}

/** `11月25日 – 27日`, `25 – 27 Nov`; with both months where they differ. */
export function rangeText(from: string, to: string, language: Language): string {
  const sameMonth = from.slice(0, 7) === to.slice(0, 7)
  if (!sameMonth) return `${dayText(from, language)} – ${dayText(to, language)}`
  const { day: last } = partsOf(to)
  return language === 'en'
    ? `${partsOf(from).day} – ${dayText(to, language)}`
    : `${dayText(from, language)} – ${last}日`
}

/** `2026年11月`, `November 2026` cut to `Nov 2026`. */
export function monthText(month: string, language: Language): string {
  const year = month.slice(0, 4)
  const number = Number(month.slice(5, 7))
  return language === 'en' ? `${monthsEn[number - 1]} ${year}` : `${year}年${number}月`
}

/** An instant at the hotel: its day there and its time of day. */
export interface HotelTime {
  night: string
  /** `HH:mm`. */
  clock: string
}

/**
 * An RFC 3339 instant, or ms since 1970, in the hotel's zone. Phones' mini-programs have no zones beside their own, so
 * the zones of China stand here; elsewhere `Intl` is asked where there is one.
 */
export function hotelTime(instant: string | number, zone: string): HotelTime {
  const at = typeof instant === 'number' ? instant : Date.parse(instant)
  const local = new Date(at + offsetMs(at, zone)).toISOString()
  return { night: local.slice(0, 10), clock: local.slice(11, 16) }
}

/** `今天 09:41`, `11月24日 18:00`, `24 Nov 18:00`: an instant at the hotel, as its guest reads it. */
export function momentText(
  instant: string | number,
  { zone, language, today }: { zone: string; language: Language; today?: string | undefined },
): string {
  const { night, clock } = hotelTime(instant, zone)
  if (night === today) return `${language === 'en' ? 'Today' : '今天'} ${clock}`
  if (today && night === addNights(today, 1)) return `${language === 'en' ? 'Tomorrow' : '明天'} ${clock}`
  return `${dayText(night, language)} ${clock}`
}

/** A length of time as it is told: whole minutes, one at the least. */
export function wholeMinutes(ms: number): number {
  return Math.max(1, Math.round(ms / 60_000))
}

/** Where the chain is: the zone of what carries none of its own. */
export const chainZone = 'Asia/Shanghai'

const eastMinutes: Record<string, number> = {
  [chainZone]: 480,
  'Asia/Chongqing': 480,
  'Asia/Hong_Kong': 480,
  'Asia/Macau': 480,
  'Asia/Taipei': 480,
  'Asia/Urumqi': 360,
  UTC: 0,
}

function offsetMs(at: number, zone: string): number {
  const known = eastMinutes[zone]
  if (known !== undefined) return known * 60_000
  if (typeof Intl === 'undefined' || !Intl.DateTimeFormat) return 480 * 60_000
  const parts = Object.fromEntries(
    new Intl.DateTimeFormat('en-CA', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
    })
      .formatToParts(at)
      .map(({ type, value }) => [type, Number(value)]),
  )
  const { year = 1970, month = 1, day = 1, hour = 0, minute = 0 } = parts
  return Date.UTC(year, month - 1, day, hour, minute) - Math.floor(at / 60_000) * 60_000
}

function partsOf(night: string): { month: number; day: number } {
  return { month: Number(night.slice(5, 7)), day: Number(night.slice(8, 10)) }
}
