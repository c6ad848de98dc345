import { type Handle, over, type Tx } from '../../../database/handle.ts'
import type { HandOut } from '../grant-by-hand.ts'
import type { CouponTables } from '../tables.ts'

/** SQL of coupons that were given by hand. */

export async function insertHandOut(
  tx: Tx,
  handOut: { id: string; couponId: string; actor: string; outcome: readonly HandOut[] },
): Promise<void> {
  await over<CouponTables>(tx)
    .insertInto('coupon_hand_out')
    .values({
      id: handOut.id,
      coupon_id: handOut.couponId,
      actor: handOut.actor,
      at: tx.now,
      outcome_json: JSON.stringify(handOut.outcome),
    })
    .execute()
}

export async function handOutById(handle: Handle, id: string): Promise<HandOut[]> {
  const row = await over<CouponTables>(handle)
    .selectFrom('coupon_hand_out')
    .select('outcome_json')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  return JSON.parse(row.outcome_json)
}
