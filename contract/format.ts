import { weekdayOf } from './nights.ts'

/** Formatters that server, guest and admin share. Pure: the zone and the language are given, never guessed. */

export type Language = 'zh' | 'en'

/** A text of a branch, type, plan or coupon in the caller's language; Chinese where English is missing. */
export function textIn(language: Language, text: { zh: string; en?: string | undefined }): string {
  return language === 'en' ? (text.en ?? text.zh) : text.zh
}

/** `¥1,234.50`: two decimals wherever money is charged or refunded. */
export function money(amountFen: number): string {
  const yuan = Math.floor(Math.abs(amountFen) / 100)
  const rest = String(Math.abs(amountFen) % 100).padStart(2, '0')
  return `${amountFen < 0 ? '−' : ''}¥${grouped(yuan)}.${rest}`
}

/** `¥388` for a price from which something is sold: whole yuan, rounded up so that it is never less than charged. */
export function fromPrice(amountFen: number): string {
  return `¥${grouped(Math.ceil(amountFen / 100))}`
}

const weekdays = {
  zh: ['周日', '周一', '周二', '周三', '周四', '周五', '周六'],
  en: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'],
} as const
/** As English writes them within a date. */
export const monthsEn = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const

/** `11月25日 周三`, `Wed 25 Nov`. */
export function dayName(night: string, language: Language): string {
  const month = Number(night.slice(5, 7))
  const day = Number(night.slice(8, 10))
  const weekday = weekdayOf(night)
  if (language === 'en') return `${weekdays.en[weekday]} ${day} ${monthsEn[month - 1]}`
  return `${month}月${day}日 ${weekdays.zh[weekday]}`
}

/** RFC 3339 in UTC. */
export function instantText(at: number): string {
  return new Date(at).toISOString()
}

/** The same for what has not happened, or never ends. */
export function instantOrNull(at: number | null): string | null {
  return at === null ? null : instantText(at)
}

function grouped(whole: number): string {
  return String(whole).replace(/\B(?=(\d{3})+$)/g, ',')
}
