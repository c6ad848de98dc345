import { setImmediate } from 'node:timers/promises'
import type { RevenueReport } from '../../../contract/admin/reports.ts'
import type { Handle } from '../../database/handle.ts'
import { addNights, type HotelClock, hotelDay, type Instant, instantAt, type Night } from '../../kernel/stay.ts'
import type { Hotel } from '../hotels/index.ts'
import type { Orders } from '../orders/index.ts'
import type { PaymentMethod, Payments } from '../payments/index.ts'
import { type NightSpan, nightsIn, stretches } from './span.ts'

export interface MoneyDeps {
  orders: { figures: Pick<Orders['figures'], 'arrivalsFrom' | 'orderIdsArriving'> }
  payments: { till: Pick<Payments['till'], 'paidByMethod' | 'refundedByMethod' | 'moneyOfSubjects'> }
}

type DayMoney = RevenueReport['payments'][number]

/**
 * Money in and back by hotel day and method. Of a whole chain on one clock the till is read by time alone; otherwise
 * each branch's orders are asked for theirs, however long ago they were, so that late money is found too.
 */
export async function moneyByDay(
  handle: Handle,
  deps: MoneyDeps,
  { hotels, span, whole }: { hotels: readonly Hotel[]; span: NightSpan; whole: 'chain' | 'some' },
): Promise<DayMoney[]> {
  const book = dayBook()
  const clocks = new Set(hotels.map(({ clock }) => `${clock.zone} ${clock.dayEndsAtMinutes}`))
  if (whole === 'chain' && clocks.size === 1) await readTill(handle, deps, { clock: hotels[0]!.clock, span, book })
  else for (const hotel of hotels) await askOrders(handle, deps, { hotel, span, book })
  return book.days()
}

type DayBook = ReturnType<typeof dayBook>

function dayBook() {
  const rows = new Map<string, DayMoney>()
  return {
    add(entry: { day: Night; method: PaymentMethod; direction: 'in' | 'back'; amountFen: number }): void {
      const { day, method, direction, amountFen } = entry
      const key = `${day} ${method}`
      const row = rows.get(key) ?? { day, method, paidFen: 0, refundedFen: 0 }
      row[direction === 'in' ? 'paidFen' : 'refundedFen'] += amountFen
      rows.set(key, row)
    },
    days: () => [...rows].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row),
  }
}

/** The instants between which it is that hotel day. */
export function instantsOf(day: Night, { zone, dayEndsAtMinutes }: HotelClock): { from: Instant; to: Instant } {
  return {
    from: instantAt(day, dayEndsAtMinutes, zone),
    to: instantAt(addNights(day, 1), dayEndsAtMinutes, zone),
  }
}

async function readTill(
  handle: Handle,
  { payments: { till } }: MoneyDeps,
  { clock, span, book }: { clock: HotelClock; span: NightSpan; book: DayBook },
): Promise<void> {
  for (const day of nightsIn(span)) {
    const time = instantsOf(day, clock)
    for (const sum of await till.paidByMethod(handle, time)) book.add({ ...sum, day, direction: 'in' })
    for (const sum of await till.refundedByMethod(handle, time)) book.add({ ...sum, day, direction: 'back' })
    await setImmediate()
  }
}

const arrivalsAtOnce = 31
const ordersAtOnce = 256

async function askOrders(
  handle: Handle,
  { orders: { figures }, payments: { till } }: MoneyDeps,
  { hotel, span, book }: { hotel: Hotel; span: NightSpan; book: DayBook },
): Promise<void> {
  const arrivals = await figures.arrivalsFrom(handle, hotel.id)
  if (!arrivals) return
  const time = { from: instantsOf(span.from, hotel.clock).from, to: instantsOf(span.to, hotel.clock).from }
  for (const part of stretches({ from: arrivals.first, to: addNights(arrivals.last, 1) }, arrivalsAtOnce)) {
    const ids = await figures.orderIdsArriving(handle, { hotelId: hotel.id, ...part })
    for (let at = 0; at < ids.length; at += ordersAtOnce) {
      const subjectIds = ids.slice(at, at + ordersAtOnce)
      for (const entry of await till.moneyOfSubjects(handle, { subjectIds, ...time })) {
        book.add({ ...entry, day: hotelDay(entry.at, hotel.clock) })
      }
      await setImmediate()
    }
  }
}
