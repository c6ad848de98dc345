import type { Fen } from '../../kernel/money.ts'
import { spread } from '../../kernel/money.ts'
import { addNights, type HotelClock, type Instant, instantAt, type Night } from '../../kernel/stay.ts'
import type { CancelPhase, CancelPolicy, Kept, OrderLine } from './order.ts'

/** When a phase ends, in hotel time; null for the last one. */
export function phaseEnd(phase: CancelPhase, checkIn: Night, clock: HotelClock): Instant | null {
  if (phase.untilDaysBefore === null) return null
  return instantAt(addNights(checkIn, -phase.untilDaysBefore), (phase.untilHour ?? 0) * 60, clock.zone)
}

/** What the frozen policy keeps of a stay that is cancelled at that instant. */
export function keptAt(policy: CancelPolicy, stay: { checkIn: Night; clock: HotelClock }, at: Instant): Kept {
  for (const phase of policy.phases) {
    const end = phaseEnd(phase, stay.checkIn, stay.clock)
    if (end === null || at < end) return phase.kept
  }
  return { kind: 'all' }
}

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
  const paid = lines.filter((line) => line.paymentId !== null && line.shareFen > 0)
  const keptFen = keptOfLines(paid, kept)
  return paid.flatMap((line, index) => {
    const amountFen = line.shareFen - keptFen[index]! - line.refundedFen
    if (amountFen <= 0) return []
    return [{ roomIndex: line.roomIndex, night: line.night, paymentId: line.paymentId!, amountFen }]
  })
}

function keptOfLines(lines: readonly OrderLine[], kept: Kept): Fen[] {
  if (kept.kind === 'all') return lines.map((line) => line.shareFen)
  if (kept.kind === 'nothing') return lines.map(() => 0)
  if (kept.kind === 'first_night') {
    const first = lines.reduce((night, line) => (night === '' || line.night < night ? line.night : night), '')
    return lines.map((line) => (line.night === first ? line.shareFen : 0))
  }
  if (lines.length === 0) return []
  const shares = lines.map((line) => line.shareFen)
  const whole = sumFen(shares)
  return spread(Math.floor((whole * kept.percent + 50) / 100), shares)
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

/** The parts of each payment. */
export function byPayment(parts: readonly RefundPart[]): Map<string, RefundPart[]> {
  return Map.groupBy(parts, (part) => part.paymentId)
}

export function sumFen(amounts: readonly Fen[]): Fen {
  return amounts.reduce((sum, amount) => sum + amount, 0)
}
