import { dayName, type Language } from '../../../contract/format.ts'
import { addNights } from '../../../contract/nights.ts'

/** An instant where the hotel is: its calendar day and its time of day. The browser's own zone is never asked. */
export interface HotelTime {
  day: string
  /** `HH:mm`. */
  clock: string
}

export function hotelTime(instant: string | number, zone: string): HotelTime {
  const parts = Object.fromEntries(
    formatFor(zone)
      .formatToParts(typeof instant === 'number' ? instant : Date.parse(instant))
      .map(({ type, value }) => [type, value]),
  )
  return { day: `${parts.year}-${parts.month}-${parts.day}`, clock: `${parts.hour}:${parts.minute}` }
}

/** The hotel's day: until its day ends, some hours after midnight, it is still the one before. */
export function hotelDay(instant: number, { zone, dayEndsAtMinutes }: { zone: string; dayEndsAtMinutes: number }) {
  const { day, clock } = hotelTime(instant, zone)
  const minutes = Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3))
  return minutes < dayEndsAtMinutes ? addNights(day, -1) : day
}

/** `11月25日`, `25 Nov`: a day without its weekday. */
export function shortDay(night: string, language: Language): string {
  const [first = '', ...rest] = dayName(night, language).split(' ')
  return language === 'en' ? rest.join(' ') : first
}

/** `11月25日 – 27日`, `25 – 27 Nov`; with both months where they differ. */
export function rangeText(from: string, to: string, language: Language): string {
  const [first, last] = [shortDay(from, language), shortDay(to, language)]
  if (from.slice(0, 7) !== to.slice(0, 7)) return `${first} – ${last}`
  return language === 'en' ? `${Number(from.slice(8))} – ${last}` : `${first} – ${last.replace(/^\d+\D/, '')}`
}

/** `11月24日 18:00`, `24 Nov 18:00`. */
export function momentText(instant: string, { zone, language }: { zone: string; language: Language }): string {
  const { day, clock } = hotelTime(instant, zone)
  return `${shortDay(day, language)} ${clock}`
}

const formats = new Map<string, Intl.DateTimeFormat>()

function formatFor(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone)
  if (known) return known
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  })
  formats.set(zone, format)
  return format
}
