import { Type } from 'typebox'
import { Fen, Id, Instant, Nullable, OneOf } from './common.ts'

/** How much of the price is kept when a stay does not take place. */
export const Kept = Type.Object({
  kind: OneOf(['nothing', 'first_night', 'percent', 'all']),
  percent: Type.Optional(Type.Integer()),
})

/** What a rule does with the money of one stay. */
const outcome = { kept: Kept, keptFen: Fen, refundFen: Fen }

/** A policy as it applies to one stay, with that stay's money: phase by phase, and when nobody comes. */
export const CancelPolicyView = Type.Object({
  id: Id,
  name: Type.String(),
  phases: Type.Array(Type.Object({ from: Nullable(Instant), until: Nullable(Instant), ...outcome })),
  noShow: Type.Object(outcome),
})
