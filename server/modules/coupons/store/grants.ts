import { insertedOnce } from '../../../database/dialect.ts'
import { changed, type Handle, over, type Tx } from '../../../database/handle.ts'
import type { Night } from '../../../kernel/stay.ts'
import type { Coupon, GivenOn, Grant } from '../coupon.ts'
import type { CouponTables } from '../tables.ts'
import { readCoupon } from './coupons.ts'

/** All SQL on coupons that members have. */

export interface NewGrant {
  id: string
  couponId: string
  memberId: string
  validFrom: Night
  validUntil: Night
  sourceType: GivenOn
  sourceId: string
  grantedBy: string
}

/** A grant with the coupon it is of. */
export interface HeldCoupon {
  grant: Grant
  coupon: Coupon
}

/** False: the occasion has had its coupon. */
export function insertGrant(tx: Tx, grant: NewGrant): Promise<boolean> {
  return insertedOnce(
    on(tx).insertInto('coupon_grant').values({
      id: grant.id,
      coupon_id: grant.couponId,
      member_id: grant.memberId,
      state: 'usable',
      order_id: null,
      valid_from: grant.validFrom,
      valid_until: grant.validUntil,
      source_type: grant.sourceType,
      source_id: grant.sourceId,
      granted_at: tx.now,
      granted_by: grant.grantedBy,
      changed_at: tx.now,
    }),
  )
}

/** Takes back a grant of this transaction that turned out not to be possible. */
export async function deleteGrant(tx: Tx, id: string): Promise<void> {
  await on(tx).deleteFrom('coupon_grant').where('id', '=', id).execute()
}

/** Counts one more given to the member, unless that is more than one guest gets. */
export async function countForMember(tx: Tx, held: { couponId: string; memberId: string; perGuest: number }) {
  const { couponId, memberId, perGuest } = held
  const row = { coupon_id: couponId, member_id: memberId, granted: 1 }
  if (await insertedOnce(on(tx).insertInto('coupon_holder').values(row))) return true
  const result = await on(tx)
    .updateTable('coupon_holder')
    .set((eb) => ({ granted: eb('granted', '+', 1) }))
    .where('coupon_id', '=', couponId)
    .where('member_id', '=', memberId)
    .where('granted', '<', perGuest)
    .executeTakeFirst()
  return changed(result) === 1
}

export async function uncountForMember(tx: Tx, held: { couponId: string; memberId: string }): Promise<void> {
  await on(tx)
    .updateTable('coupon_holder')
    .set((eb) => ({ granted: eb('granted', '-', 1) }))
    .where('coupon_id', '=', held.couponId)
    .where('member_id', '=', held.memberId)
    .execute()
}

/** How many of these coupons the member was given, by coupon; one of which it was none is not there. */
export async function countsOfMember(
  handle: Handle,
  { memberId, couponIds }: { memberId: string; couponIds: readonly string[] },
): Promise<Map<string, number>> {
  if (couponIds.length === 0) return new Map()
  const rows = await on(handle)
    .selectFrom('coupon_holder')
    .select(['coupon_id', 'granted'])
    .where('member_id', '=', memberId)
    .where('coupon_id', 'in', [...couponIds])
    .execute()
  return new Map(rows.map((row) => [row.coupon_id, row.granted]))
}

/** The name of the coupon given for each of these stays, the one for the check-out before the one for the sum. */
export async function namesGivenFor(handle: Handle, orderIds: readonly string[]): Promise<Map<string, Coupon['name']>> {
  if (orderIds.length === 0) return new Map()
  const rows = await on(handle)
    .selectFrom('coupon_grant')
    .innerJoin('coupon', 'coupon.id', 'coupon_grant.coupon_id')
    .select(['coupon_grant.source_id', 'coupon.name_json'])
    .where('coupon_grant.source_type', 'in', ['check_out', 'spend'])
    .where('coupon_grant.source_id', 'in', [...orderIds])
    .orderBy('coupon_grant.source_type', 'desc') // the last one named stands
    .execute()
  return new Map(rows.map((row) => [row.source_id, JSON.parse(row.name_json)]))
}

/** Notes a person's first login under one of their keys; false when the person is known under it. */
export function insertPersonKey(tx: Tx, personKey: string): Promise<boolean> {
  return insertedOnce(on(tx).insertInto('coupon_person').values({ person_key: personKey, first_login_at: tx.now }))
}

type HeldRow = CouponTables['coupon'] & {
  grant_id: string
  member_id: string
  grant_state: Grant['state']
  order_id: string | null
  grant_from: string
  grant_until: string
  source_type: GivenOn
}

const heldSql = `select c.*, g.id as grant_id, g.member_id, g.state as grant_state, g.order_id,
  g.valid_from as grant_from, g.valid_until as grant_until, g.source_type
  from coupon_grant g join coupon c on c.id = g.coupon_id`

/** Prepared: placing reads by it. */
export async function heldById(handle: Handle, grantId: string): Promise<HeldCoupon | null> {
  const row = await handle.prepared(`${heldSql} where g.id = ?`).get<HeldRow>(grantId)
  return row ? readHeld(row) : null
}

/** What the member could use on that day or has on an open order, the first to expire first. */
export async function heldNow(
  handle: Handle,
  { memberId, today, limit }: { memberId: string; today: Night; limit: number },
): Promise<HeldCoupon[]> {
  const rows = await handle
    .prepared(
      `${heldSql} where g.member_id = ? and g.state in ('usable', 'locked') and g.valid_until >= ?
       order by g.valid_until, g.id limit ?`,
    )
    .all<HeldRow>(memberId, today, limit)
  return rows.map(readHeld)
}

/** By the last day of validity, then id; `after` is where the page before ended. */
export async function heldByState(
  handle: Handle,
  wish: {
    memberId: string
    state: 'usable' | 'used' | 'expired'
    today: Night
    after: { validUntil: Night; id: string } | null
    limit: number
  },
): Promise<HeldCoupon[]> {
  const conditions = {
    usable: `g.state = 'usable' and g.valid_until >= ?`,
    used: `g.state in ('locked', 'used') and ? <> ''`,
    expired: `g.state = 'usable' and g.valid_until < ?`,
  }
  const { validUntil, id } = wish.after ?? { validUntil: '', id: '' }
  const rows = await handle
    .prepared(
      `${heldSql} where g.member_id = ? and ${conditions[wish.state]}
       and (g.valid_until > ? or (g.valid_until = ? and g.id > ?)) order by g.valid_until, g.id limit ?`,
    )
    .all<HeldRow>(wish.memberId, wish.today, validUntil, validUntil, id, wish.limit)
  return rows.map(readHeld)
}

/** usable → locked by that order. False: somebody was faster. */
export async function lockGrant(tx: Tx, grantId: string, orderId: string): Promise<boolean> {
  const { changes } = await tx
    .prepared(
      `update coupon_grant set state = 'locked', order_id = ?, changed_at = ? where id = ? and state = 'usable'`,
    )
    .run(orderId, tx.now, grantId)
  return changes === 1
}

/** locked → used. */
export async function useGrant(tx: Tx, orderId: string): Promise<boolean> {
  const { changes } = await tx
    .prepared(`update coupon_grant set state = 'used', changed_at = ? where order_id = ? and state = 'locked'`)
    .run(tx.now, orderId)
  return changes === 1
}

/** locked or used by that order → usable, with the expiry it had. */
export async function freeGrant(tx: Tx, orderId: string): Promise<boolean> {
  const { changes } = await tx
    .prepared(
      `update coupon_grant set state = 'usable', order_id = null, changed_at = ?
       where order_id = ? and state in ('locked', 'used')`,
    )
    .run(tx.now, orderId)
  return changes === 1
}

/** How many of each coupon are usable, locked and used, and how many given between two instants. */
export async function countsByCoupon(handle: Handle, couponIds: readonly string[]) {
  if (couponIds.length === 0) return []
  return on(handle)
    .selectFrom('coupon_grant')
    .select((eb) => ['coupon_id as couponId', 'state', eb.fn.countAll<number>().as('count')])
    .where('coupon_id', 'in', [...couponIds])
    .groupBy(['coupon_id', 'state'])
    .execute()
}

function on(handle: Handle) {
  return over<CouponTables>(handle)
}

function readHeld(row: HeldRow): HeldCoupon {
  return {
    grant: {
      id: row.grant_id,
      couponId: row.id,
      memberId: row.member_id,
      state: row.grant_state,
      orderId: row.order_id,
      validFrom: row.grant_from,
      validUntil: row.grant_until,
      givenOn: row.source_type,
    },
    coupon: readCoupon(row),
  }
}
