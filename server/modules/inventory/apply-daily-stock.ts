import type { Tx } from '../../database/handle.ts'
import { Refusal } from '../../kernel/refusal.ts'
import { hotelDay } from '../../kernel/stay.ts'
import type { Hotels } from '../hotels/index.ts'
import { defaultNightsForWriting, writeDefaultTotal } from './store/defaults.ts'

/**
 * A type's daily stock is another one: the nights from the hotel's day on whose total nobody set follow it. It is not
 * lowered below what is held and sold. Runs in the transaction that writes the type. Refusals: `stock_below_booked`
 * with the nights, `not_found`.
 */
export async function applyDailyStock(
  tx: Tx,
  { hotels }: { hotels: Pick<Hotels, 'hotel'> },
  change: { roomTypeId: string; hotelId: string; dailyStock: number | null },
): Promise<void> {
  const hotel = await hotels.hotel(tx, change.hotelId)
  if (!hotel) throw new Refusal('not_found')
  const { roomTypeId, dailyStock } = change
  const from = hotelDay(tx.now, hotel.clock)
  const nights = await defaultNightsForWriting(tx, { roomTypeId, from, dailyStock })
  const over = nights.filter(({ booked, total }) => total !== null && booked > total)
  if (over.length > 0) {
    throw new Refusal('stock_below_booked', {
      fields: { dailyStock: 'below_booked' },
      facts: { nights: over.map(({ night, booked }) => ({ night, booked })) },
    })
  }
  const written = await writeDefaultTotal(tx, { roomTypeId, from, dailyStock })
  if (written !== nights.length) throw new Error(`${written} of ${nights.length} nights of ${roomTypeId} follow`)
}
