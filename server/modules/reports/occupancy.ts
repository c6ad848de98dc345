import type { OccupancyReport } from '../../../contract/admin/reports.ts'
import { type Language, textIn } from '../../../contract/format.ts'
import type { Handle } from '../../database/handle.ts'
import { weekdayOf } from '../../kernel/stay.ts'
import type { Hotel } from '../hotels/index.ts'
import { type BranchFigures, branchFigures, type FiguresDeps } from './branch-figures.ts'
import { addTo, type Figures, noFigures, rateOf, roomsOf } from './figures.ts'
import { type NightSpan, nightsIn, stretches } from './span.ts'

export interface Asked {
  hotels: readonly Hotel[]
  span: NightSpan
  language: Language
}

interface Bookings {
  bookings: number
  cancelled: number
}

const arrivalsAtOnce = 31

/** How full the branches are and at what price: by night, by branch, and by type and weekday. */
export async function occupancyReport(handle: Handle, deps: FiguresDeps, asked: Asked): Promise<OccupancyReport> {
  const { span, language } = asked
  const nights = nightsIn(span)
  const byNight = nights.map(noFigures)
  const total = noFigures()
  const allBookings: Bookings = { bookings: 0, cancelled: 0 }
  const report: Pick<OccupancyReport, 'hotels' | 'roomTypes'> = { hotels: [], roomTypes: [] }
  for await (const branch of branchFigures(handle, deps, asked)) {
    const { hotel, types } = branch
    const sum = sumOf(branch, byNight)
    addTo(total, sum)
    const bookings = await bookingsOf(handle, deps, { hotelId: hotel.id, span })
    allBookings.bookings += bookings.bookings
    allBookings.cancelled += bookings.cancelled
    report.hotels.push({
      ...named(hotel, language),
      rooms: types.reduce((all, { rooms }) => all + rooms, 0),
      ...roomsOf(sum),
      ...withRate(bookings),
    })
    report.roomTypes.push(...types.map((type) => weekdaysOf(type, { nights, language })))
  }
  return {
    ...span,
    total: { ...roomsOf(total), ...withRate(allBookings) },
    nights: byNight.map((figures, index) => ({ night: nights[index]!, ...roomsOf(figures) })),
    ...report,
  }
}

export function named({ id, name, state }: Hotel, language: Language) {
  return { id, name: textIn(language, name), state }
}

/** The sum of a branch; its nights are added to those of all branches. */
export function sumOf({ types }: BranchFigures, byNight: readonly Figures[]): Figures {
  const sum = noFigures()
  for (const { nights } of types) {
    for (const [index, figures] of nights.entries()) {
      addTo(sum, figures)
      addTo(byNight[index]!, figures)
    }
  }
  return sum
}

async function bookingsOf(
  handle: Handle,
  { orders }: FiguresDeps,
  { hotelId, span }: { hotelId: string; span: NightSpan },
): Promise<Bookings> {
  const sum: Bookings = { bookings: 0, cancelled: 0 }
  for (const stretch of stretches(span, arrivalsAtOnce)) {
    const { bookings, cancelled } = await orders.figures.bookingsOf(handle, { hotelId, ...stretch })
    sum.bookings += bookings
    sum.cancelled += cancelled
  }
  return sum
}

function withRate({ bookings, cancelled }: Bookings) {
  return { bookings, cancelled, cancellationRate: rateOf(cancelled, bookings) }
}

function weekdaysOf(
  { type, nights: figures }: BranchFigures['types'][number],
  { nights, language }: { nights: readonly string[]; language: Language },
): OccupancyReport['roomTypes'][number] {
  const sums = Array.from({ length: 7 }, noFigures)
  for (const [index, night] of nights.entries()) addTo(sums[weekdayOf(night)]!, figures[index]!)
  return {
    id: type.id,
    hotelId: type.hotelId,
    name: textIn(language, type.name),
    weekdays: sums.map(({ roomsAvailable, roomsSold }) => ({
      roomsAvailable,
      roomsSold,
      occupancy: rateOf(roomsSold, roomsAvailable),
    })),
  }
}
