import { Type } from 'typebox'
import { closed, Fen, Id, Night, Nullable, OneOf, Page, PageQuery } from '../common.ts'
import { operation } from '../operation.ts'

export const listMyCoupons = operation({
  id: 'listMyCoupons',
  method: 'GET',
  path: '/api/guest/coupons',
  who: 'guest',
  summary: 'My coupons: by their last day',
  query: closed({ state: Type.Optional(OneOf(['usable', 'used', 'expired'])), ...PageQuery }),
  reply: Page(
    Type.Object({
      id: Id,
      couponId: Id,
      name: Type.String(),
      kind: OneOf(['amount', 'percent', 'half', 'free_night']),
      offFen: Nullable(Fen),
      percent: Nullable(Type.Integer()),
      capFen: Nullable(Fen),
      thresholdFen: Fen,
      state: OneOf(['usable', 'locked', 'used', 'expired']),
      validFrom: Night,
      validUntil: Night,
      orderId: Nullable(Id),
    }),
  ),
  refusals: [],
})
