import type { calls } from '../../../../contract/generated/guest-calls.ts'
import type { ReplyOf } from '../../../../contract/operation.ts'
import type { OrderOfGuest } from './story.ts'

export type Preview = ReplyOf<typeof calls.previewCancellation>

/** A night of all rooms: its price, what the discount took off where that is known, and what comes back. */
export interface RefundRow {
  night: string
  priceFen: number
  offFen: number | null
  refundFen: number
}

/**
 * The nights of an order with what each returns. How the discount is spread over the nights is the server's to say: it
 * is read off what comes back whole, and off what is kept where that is one night alone; elsewhere it stays unsaid.
 */
export function refundRows(
  order: Pick<OrderOfGuest, 'nights' | 'rooms' | 'discountFen'>,
  preview: Preview,
): RefundRow[] {
  const back = new Map(preview.nights.map(({ night, refundFen }) => [night, refundFen]))
  return order.nights.map(({ night, priceFen }, at) => {
    const price = priceFen * order.rooms
    const refundFen = back.get(night) ?? 0
    const shareFen = shareOf(preview, { refundFen, first: at === 0 })
    return { night, priceFen: price, offFen: order.discountFen === 0 ? 0 : shareFen && price - shareFen, refundFen }
  })
}

function shareOf(
  { kept, keptFen }: Preview,
  { refundFen, first }: { refundFen: number; first: boolean },
): number | null {
  if (kept.kind === 'nothing') return refundFen
  if (kept.kind !== 'first_night') return null
  return first ? keptFen : refundFen
}
