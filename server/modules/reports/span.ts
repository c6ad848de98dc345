import { reportNightsAtMost } from '../../../contract/admin/reports.ts'
import type { Handle } from '../../database/handle.ts'
import { Refusal } from '../../kernel/refusal.ts'
import { addNights, isNight, type Night, nightsBetween, nightsOf } from '../../kernel/stay.ts'
import type { Hotel, Hotels } from '../hotels/index.ts'

/** Nights from the first, before the second. */
export interface NightSpan {
  from: Night
  to: Night
}

/** What a report is about: which nights, of which branches the caller may see. */
export interface ReportWish extends NightSpan {
  hotelId?: string | undefined
  /** The branches whose reports the caller may read. */
  hotelIds: 'all' | readonly string[]
}

/** Refusal: `report_invalid` with the fields. */
export function checkSpan({ from, to }: NightSpan): void {
  const fields: Record<string, string> = {}
  if (!isNight(from)) fields.from = 'not_a_date'
  if (!isNight(to)) fields.to = 'not_a_date'
  if (Object.keys(fields).length === 0) {
    const nights = nightsBetween(from, to)
    if (nights < 1) fields.to = 'not_after_from'
    if (nights > reportNightsAtMost) fields.to = 'too_many_nights'
  }
  if (Object.keys(fields).length > 0) throw new Refusal('report_invalid', { fields })
}

/** The nights of a span, without writing it as a stay. */
export function nightsIn({ from, to }: NightSpan): Night[] {
  return nightsOf({ checkIn: from, checkOut: to })
}

/** A span in stretches of at most so many nights, so that no statement looks at much more. */
export function stretches({ from, to }: NightSpan, nights: number): NightSpan[] {
  const parts: NightSpan[] = []
  for (let at = from; at < to; at = addNights(at, nights)) {
    const end = addNights(at, nights)
    parts.push({ from: at, to: end < to ? end : to })
  }
  return parts
}

const hotelsAtOnce = 100
const pagesAtMost = 1_000

/** The branches of a report by the manager's sort, archived ones too. Refusal: `not_found` for one of others. */
export async function branchesOf(
  handle: Handle,
  hotels: Pick<Hotels, 'hotel' | 'hotelsAfter'>,
  { hotelId, hotelIds }: ReportWish,
): Promise<Hotel[]> {
  if (hotelId !== undefined) {
    const hotel = hotelIds === 'all' || hotelIds.includes(hotelId) ? await hotels.hotel(handle, hotelId) : null
    if (!hotel) throw new Refusal('not_found')
    return [hotel]
  }
  const all: Hotel[] = []
  let after = ''
  for (let page = 0; page < pagesAtMost; page += 1) {
    const ids = hotelIds === 'all' ? undefined : hotelIds
    const found = await hotels.hotelsAfter(handle, { after, limit: hotelsAtOnce, ids })
    all.push(...found)
    if (found.length < hotelsAtOnce) break
    after = found.at(-1)!.id
  }
  return all.sort((a, b) => a.sort - b.sort || (a.id < b.id ? -1 : 1))
}
