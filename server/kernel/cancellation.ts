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
}

/** A phase of a policy as it applies to one stay: from and until are instants, null where there is no bound. */
export interface DatedPhase {
  from: Instant | null
  until: Instant | null
  kept: Kept
  keptFen: Fen
  refundFen: Fen
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
 * like a discount; the first night is that of every room.
 */
export function keptOfLines(lines: readonly PaidNight[], kept: Kept): Fen[] {
  if (kept.kind === 'all') return lines.map((line) => line.shareFen)
  if (kept.kind === 'nothing') return lines.map(() => 0)
  if (kept.kind === 'first_night') {
    const first = lines.reduce((night, line) => (night === '' || line.night < night ? line.night : night), '')
    return lines.map((line) => (line.night === first ? line.shareFen : 0))
  }
  const shares = lines.map((line) => line.shareFen)
  const whole = shares.reduce((sum, share) => sum + share, 0)
  if (whole === 0) return lines.map(() => 0)
  return spread(Math.floor((whole * kept.percent + 50) / 100), shares)
}

/** What is kept, to the fen, of a stay that is cancelled at that instant. */
export function keptFen(rules: Pick<CancelRules, 'phases'>, stay: CancellableStay, at: Instant): Fen {
  return sum(keptOfLines(stay.lines, keptAt(rules, stay, at)))
}

/** The policy as it applies to a stay, phase by phase. A phase that would end before an earlier one is left out. */
export function policyPhases(rules: Pick<CancelRules, 'phases'>, stay: CancellableStay): DatedPhase[] {
  const whole = sum(stay.lines.map((line) => line.shareFen))
  const dated: DatedPhase[] = []
  let from: Instant | null = null
  for (const phase of rules.phases) {
    const until = phaseEnd(phase, stay.stay.checkIn, stay.clock)
    if (from !== null && until !== null && until <= from) continue
    const kept = sum(keptOfLines(stay.lines, phase.kept))
    dated.push({ from, until, kept: phase.kept, keptFen: kept, refundFen: whole - kept })
    if (until === null) return dated
    from = until
  }
  return [...dated, { from, until: null, kept: { kind: 'all' }, keptFen: whole, refundFen: 0 }]
}

function sum(amounts: readonly Fen[]): Fen {
  return amounts.reduce((total, amount) => total + amount, 0)
}
