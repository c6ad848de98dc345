import { Type } from 'typebox'
import { Fen, Id, Instant, Nullable } from './common.ts'

/** An invoice a guest asked for; the hotel issues it and sends it by e-mail. */
export const Invoice = Type.Object({
  orderId: Id,
  orderNo: Type.String(),
  hotelId: Id,
  title: Type.String(),
  taxNumber: Nullable(Type.String()),
  email: Type.String(),
  /** What was paid and not returned, now. */
  amountFen: Fen,
  askedAt: Instant,
  issuedNumber: Nullable(Type.String()),
  issuedAt: Nullable(Instant),
})
