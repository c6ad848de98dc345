import { backOfLines, type Kept } from '../../kernel/cancellation.ts'
import { type Fen, spread } from '../../kernel/money.ts'
import type { Night } from '../../kernel/stay.ts'
import type { OrderLine } from './order.ts'

/** Part of a line that goes back, through the payment that paid the line. */
export interface RefundPart {
  roomIndex: number
  night: Night
  paymentId: string
  amountFen: Fen
}

/**
 * What goes back of paid lines when so much is kept, line by line: the same lines the price was made of. A percent is
 * kept of the whole, rounded half up to the fen, and spread over the lines like a discount.
 */
export function refundParts(lines: readonly OrderLine[], kept: Kept): RefundPart[] {
  const paid = lines.filter((line) => line.paymentId !== null)
  const backFen = backOfLines(paid, kept)
  return paid.flatMap((line, index) => {
    const amountFen = backFen[index]!
    if (amountFen === 0) return []
    return [{ roomIndex: line.roomIndex, night: line.night, paymentId: line.paymentId!, amountFen }]
  })
}

/**
 * An amount taken from what is left of some paid lines, in proportion to it: how a person's gift is made of lines.
 * The amount must not exceed what is left.
 */
export function partsOfAmount(lines: readonly OrderLine[], amountFen: Fen): RefundPart[] {
  const open = lines.filter((line) => line.paymentId !== null && line.shareFen > line.refundedFen)
  const left = open.map((line) => line.shareFen - line.refundedFen)
  if (amountFen > sumFen(left)) throw new RangeError('more than what is left of the lines')
  return spread(amountFen, left).flatMap((part, index) => {
    const line = open[index]!
    if (part === 0) return []
    return [{ roomIndex: line.roomIndex, night: line.night, paymentId: line.paymentId!, amountFen: part }]
  })
}

/** Nights given up: what is left of those that were paid for goes back, those that were not are no longer due. */
export function givenUp(lines: readonly OrderLine[]): { parts: RefundPart[]; waivedFen: Fen } {
  const parts = lines.flatMap(({ roomIndex, night, paymentId, shareFen, refundedFen }) => {
    const amountFen = shareFen - refundedFen
    return paymentId === null || amountFen === 0 ? [] : [{ roomIndex, night, paymentId, amountFen }]
  })
  const unpaid = lines.filter(({ paymentId }) => paymentId === null)
  return { parts, waivedFen: sumFen(unpaid.map(({ shareFen }) => shareFen)) }
}

/** The parts of each payment. */
export function byPayment(parts: readonly RefundPart[]): Map<string, RefundPart[]> {
  return Map.groupBy(parts, (part) => part.paymentId)
}

export function sumFen(amounts: readonly Fen[]): Fen {
  return amounts.reduce((sum, amount) => sum + amount, 0)
}
