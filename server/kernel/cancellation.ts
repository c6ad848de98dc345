import { type Fen, spread } from './money.ts'
import { addNights, type HotelClock, type Instant, instantAt, type Night, type Stay } from './stay.ts'

/** How much of the price is kept when a stay does not take place. */
export type Kept =
  | { kind: 'nothing' }
  | { kind: 'first_night' }
  | { kind: 'percent'; percent: number }
  | { kind: 'all' }

/** Until so many days before check-in, at that hour in hotel time, so much is kept; the last phase has no end. */
export interface CancelPhase {
  untilDaysBefore: number | null
  untilHour: number | null
  kept: Kept
}

/** The phases by time, each ending later than the one before, and what is kept of a guest who never came. */
export interface CancelRules {
  phases: readonly CancelPhase[]
  noShow: Kept
}

/** What a policy is applied to: the stay, where it is, and the money of its nights. */
export interface CancellableStay {
  stay: Pick<Stay, 'checkIn'>
  clock: HotelClock
  lines: readonly PaidNight[]
}

/** One room for one night, with what is charged for it. */
export interface PaidNight {
  night: Night
  shareFen: Fen
  /** Of the share, what went back before. */
  refundedFen?: Fen
}

/** What a rule does with the money of one stay. */
export interface Outcome {
  kept: Kept
  keptFen: Fen
  refundFen: Fen
}

/** A phase of a policy as it applies to one stay: from and until are instants, null where there is no bound. */
export interface DatedPhase extends Outcome {
  from: Instant | null
  until: Instant | null
}

/** A policy as it applies to one stay. */
export interface AppliedRules {
  phases: DatedPhase[]
  noShow: Outcome
}

/** When a phase ends, in hotel time; null for the last one. */
export function phaseEnd(phase: CancelPhase, checkIn: Night, clock: HotelClock): Instant | null {
  if (phase.untilDaysBefore === null) return null
  return instantAt(addNights(checkIn, -phase.untilDaysBefore), (phase.untilHour ?? 0) * 60, clock.zone)
}

/** What the policy keeps of a stay that is cancelled at that instant; everything when no phase covers it. */
export function keptAt(
  rules: Pick<CancelRules, 'phases'>,
  { stay, clock }: Pick<CancellableStay, 'stay' | 'clock'>,
  at: Instant,
): Kept {
  for (const phase of rules.phases) {
    const end = phaseEnd(phase, stay.checkIn, clock)
    if (end === null || at < end) return phase.kept
  }
  return { kind: 'all' }
}

/**
 * What is kept of each line. A percent is kept of the whole, rounded half up to the fen, and spread over the lines
 * like a discount; the first night is that of every room, and the first that costs anything.
 */
export function keptOfLines(lines: readonly PaidNight[], kept: Kept): Fen[] {
  if (kept.kind === 'all') return lines.map((line) => line.shareFen)
  if (kept.kind === 'nothing') return lines.map(() => 0)
  if (kept.kind === 'first_night') {
    const charged = lines.filter((line) => line.shareFen > 0).map((line) => line.night)
    const first = charged.reduce((night, other) => (night === '' || other < night ? other : night), '')
    return lines.map((line) => (line.night === first ? line.shareFen : 0))
  }
  const shares = lines.map((line) => line.shareFen)
  const whole = shares.reduce((sum, share) => sum + share, 0)
  if (whole === 0) return lines.map(() => 0)
  return spread(Math.floor((whole * kept.percent + 50) / 100), shares)
}

/** What goes back of each line when so much is kept: what is left of it, never less than nothing. */
export function backOfLines(lines: readonly PaidNight[], kept: Kept): Fen[] {
  const keptFen = keptOfLines(lines, kept)
  return lines.map(({ shareFen, refundedFen = 0 }, index) => Math.max(0, shareFen - keptFen[index]! - refundedFen))
}

/** What keeping so much does to a stay, to the fen: the figures of `backOfLines` as sums. */
export function outcomeOf(lines: readonly PaidNight[], kept: Kept): Outcome {
  const refundFen = sum(backOfLines(lines, kept))
  const left = sum(lines.map(({ shareFen, refundedFen = 0 }) => shareFen - refundedFen))
  return { kept, keptFen: left - refundFen, refundFen }
}

/** The policy as it applies to a stay. A phase that would end before an earlier one is left out. */
export function applyRules(rules: CancelRules, stay: CancellableStay): AppliedRules {
  return { phases: datedPhases(rules, stay), noShow: outcomeOf(stay.lines, rules.noShow) }
}

function datedPhases(rules: CancelRules, { stay, clock, lines }: CancellableStay): DatedPhase[] {
  const dated: DatedPhase[] = []
  let from: Instant | null = null
  for (const phase of rules.phases) {
    const until = phaseEnd(phase, stay.checkIn, clock)
    if (from !== null && until !== null && until <= from) continue
    dated.push({ from, until, ...outcomeOf(lines, phase.kept) })
    if (until === null) return dated
    from = until
  }
  return [...dated, { from, until: null, ...outcomeOf(lines, { kind: 'all' }) }]
}

function sum(amounts: readonly Fen[]): Fen {
  return amounts.reduce((total, amount) => total + amount, 0)
}
