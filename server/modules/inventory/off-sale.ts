import type { Tx } from '../../database/handle.ts'
import { Refusal } from '../../kernel/refusal.ts'
import type { Night } from '../../kernel/stay.ts'
import { makeNight } from './store/moves.ts'
import { countOffSale, type OffSale, raiseOnSale, takeOffSale } from './store/off-sale.ts'

/**
 * One room of a type fewer on sale, on each of these nights, whoever set their total (it follows the daily stock
 * still). Where rooms are not counted nothing is taken. Answers the nights it was taken from. Refusal:
 * `stock_below_booked` with the nights that have no free room (I6); none is taken then.
 */
export async function lowerStock(
  tx: Tx,
  wish: { roomTypeId: string; nights: readonly Night[]; dailyStock: number | null },
): Promise<Night[]> {
  const { roomTypeId, dailyStock } = wish
  if (dailyStock === null) return []
  const full: OffSale[] = []
  for (const night of [...wish.nights].sort()) {
    await makeNight(tx, { roomTypeId, night, defaultTotal: dailyStock })
    if (!(await takeOffSale(tx, { roomTypeId, night }))) full.push(await countOffSale(tx, { roomTypeId, night }))
  }
  if (full.length > 0) throw new Refusal('stock_below_booked', { facts: { nights: full } })
  return [...wish.nights]
}

/** On sale again, on each of these nights: what `lowerStock` took. */
export async function raiseStock(
  tx: Tx,
  wish: { roomTypeId: string; nights: readonly Night[]; dailyStock: number | null },
): Promise<void> {
  const { roomTypeId, dailyStock } = wish
  for (const night of [...wish.nights].sort()) {
    if (!(await raiseOnSale(tx, { roomTypeId, night, dailyStock })))
      throw new Error(`no room of ${roomTypeId} was off sale on ${night}`)
  }
}
