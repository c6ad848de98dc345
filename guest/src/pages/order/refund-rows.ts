import type { calls } from '../../../../contract/generated/guest-calls.ts'
import type { ReplyOf } from '../../../../contract/operation.ts'
import type { OrderOfGuest } from './story.ts'

export type Preview = ReplyOf<typeof calls.previewCancellation>

/** A night of all rooms: its price, what the discount took off, what was charged, and what of it comes back. */
export interface RefundRow {
  night: string
  priceFen: number
  offFen: number
  chargedFen: number
  refundFen: number
}

/** The nights of an order with what each returns: every figure is the server's. */
export function refundRows({ nights }: Pick<OrderOfGuest, 'nights'>, preview: Preview): RefundRow[] {
  const back = new Map(preview.nights.map(({ night, refundFen }) => [night, refundFen]))
  return nights.map(({ night, discountFen, chargedFen }) => ({
    night,
    priceFen: discountFen + chargedFen,
    offFen: discountFen,
    chargedFen,
    refundFen: back.get(night) ?? 0,
  }))
}
