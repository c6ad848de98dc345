import { Type } from 'typebox'
import { Fen, Instant, Nullable, OneOf } from './common.ts'

/** How much of the price is kept when a stay does not take place. */
export const Kept = Type.Object({
  kind: OneOf(['nothing', 'first_night', 'percent', 'all']),
  percent: Type.Optional(Type.Integer()),
})

/** A phase of a policy as it applies to one stay, with that stay's money. */
export const DatedPhase = Type.Object({
  from: Nullable(Instant),
  until: Nullable(Instant),
  kept: Kept,
  keptFen: Fen,
  refundFen: Fen,
})
