/** Nights are kept in pages of four weeks, so that a page of untouched nights looks the same wherever it lies. */
const pageNights = 28
const maxSharedPages = 20_000

/** A whole number for every night for ever: what is usual, and own pages where some night differs. */
export interface Nights {
  usual: Int32Array
  pages: Map<number, Int32Array> | null
}

/** Makes nights that all follow a week (Sunday first). Those of the same week share one page. */
export function createUsualNights(): (week: readonly number[]) => Nights {
  const shared = new Map<string, Int32Array>()
  return (week) => {
    const key = week.join()
    let page = shared.get(key)
    if (!page) {
      // Day 0, the first of January 1970, was a Thursday.
      page = Int32Array.from({ length: pageNights }, (_, day) => week[(day + 4) % 7]!)
      if (shared.size >= maxSharedPages) shared.clear()
      shared.set(key, page)
    }
    return { usual: page, pages: null }
  }
}

/** Sets one night; copies its page first if it was the shared one. Pages that ended before `oldestDay` are let go. */
export function setNight(nights: Nights, change: { day: number; value: number; oldestDay: number }) {
  const { day, value } = change
  const pageNo = Math.floor(day / pageNights)
  let page = nights.pages?.get(pageNo)
  if (!page) {
    if (nights.usual[day % pageNights] === value) return
    page = nights.usual.slice()
    nights.pages = keptPages(nights.pages, Math.floor(change.oldestDay / pageNights))
    nights.pages.set(pageNo, page)
  }
  page[day % pageNights] = value
}

function keptPages(pages: Map<number, Int32Array> | null, oldestPageNo: number): Map<number, Int32Array> {
  const kept = pages ?? new Map<number, Int32Array>()
  for (const pageNo of kept.keys()) if (pageNo < oldestPageNo) kept.delete(pageNo)
  return kept
}

export function valueOn(nights: Nights, day: number): number {
  return pageOf(nights, day)[day % pageNights]!
}

/** The least value from one day to before another. */
export function leastOf(nights: Nights, from: number, until: number): number {
  let least = Number.MAX_SAFE_INTEGER
  for (let day = from; day < until; ) {
    const page = pageOf(nights, day)
    const end = endInPage(day, until)
    for (let at = day % pageNights; at < end; at += 1) if (page[at]! < least) least = page[at]!
    day += end - (day % pageNights)
  }
  return least
}

/** The sum from one day to before another, or -1 if any value is negative. */
export function sumOf(nights: Nights, from: number, until: number): number {
  let sum = 0
  for (let day = from; day < until; ) {
    const page = pageOf(nights, day)
    const end = endInPage(day, until)
    for (let at = day % pageNights; at < end; at += 1) {
      if (page[at]! < 0) return -1
      sum += page[at]!
    }
    day += end - (day % pageNights)
  }
  return sum
}

function pageOf(nights: Nights, day: number): Int32Array {
  return nights.pages?.get(Math.floor(day / pageNights)) ?? nights.usual
}

function endInPage(day: number, until: number): number {
  const at = day % pageNights
  return Math.min(pageNights, at + until - day)
}
