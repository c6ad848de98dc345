import type { Fen } from '../../../kernel/money.ts'
import { addNights, hotelDay, type Instant, type Night } from '../../../kernel/stay.ts'
import { type Cancellation, previewCancellation } from '../cancel-order.ts'
import type { WholeOrder } from '../reads.ts'
import { givenUp, type RefundPart, sumFen } from '../refund-parts.ts'
import { laterNight } from './desk.ts'

export interface EarlyDeparture {
  checkOut: Night
  refundFen: Fen
  waivedFen: Fen
  parts: RefundPart[]
}

/** What cancelling, and what leaving on that day, would return at that instant: by the rules of the verbs themselves. */
export function previewReturns(
  { order, lines }: WholeOrder,
  { at, checkOut }: { at: Instant; checkOut: Night | undefined },
): { cancellation: Cancellation | null; earlyDeparture: EarlyDeparture | null } {
  const cancellation = previewCancellation(order, lines, at)
  const earliest = laterNight(hotelDay(at, order.terms.clock), addNights(order.checkIn, 1))
  const day = checkOut ?? earliest
  const canLeave = order.status === 'checked_in' && day >= earliest && day < order.checkOut
  const { parts, waivedFen } = givenUp(lines.filter(({ night, stock }) => night >= day && stock !== 'released'))
  const refundFen = sumFen(parts.map(({ amountFen }) => amountFen))
  return {
    cancellation: cancellation.cancellable ? cancellation : null,
    earlyDeparture: canLeave ? { checkOut: day, refundFen, waivedFen, parts } : null,
  }
}
