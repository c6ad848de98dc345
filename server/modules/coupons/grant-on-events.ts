import type { Tx } from '../../database/handle.ts'
import type { EventPayloads } from '../../events.ts'
import type { Night } from '../../kernel/stay.ts'
import { grantFirst } from './grant-coupon.ts'
import { couponsFor } from './store/coupons.ts'
import { insertPersonKey } from './store/grants.ts'

/**
 * Somebody logged in for the first time ever: the welcome coupon, once per person. A person is known again by any of
 * their keys, also after closing the account; a first login on a day without a welcome coupon counts as one.
 */
export async function grantWelcome(tx: Tx, told: EventPayloads['member.joined'], today: Night): Promise<void> {
  let seenBefore = false
  for (const key of [...new Set(told.personKeys)].sort()) {
    if (!(await insertPersonKey(tx, key))) seenBefore = true
  }
  if (seenBefore) return
  const coupons = await couponsFor(tx, { givenOn: 'first_login', today })
  await grantFirst(tx, coupons, {
    memberId: told.memberId,
    source: { type: 'first_login', id: told.memberId },
    grantedBy: 'system:first_login',
    today,
  })
}

/** A stay ended: the check-out coupon, and the one for the highest sum that the stay reached. Each once per order. */
export async function grantForStay(tx: Tx, told: EventPayloads['order.stay_completed'], today: Night): Promise<void> {
  const { memberId, orderId, keptFen } = told
  if (memberId === null) return
  for (const [type, occasion] of [
    ['check_out', {}],
    ['spend', { keptFen }],
  ] as const) {
    await grantFirst(tx, await couponsFor(tx, { givenOn: type, today, ...occasion }), {
      memberId,
      source: { type, id: orderId },
      grantedBy: `system:${type}`,
      today,
    })
  }
}
