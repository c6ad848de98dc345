import { changed, type Handle, type Insertable, over, type Tx } from '../../../database/handle.ts'
import type { Fen } from '../../../kernel/money.ts'
import type { Night } from '../../../kernel/stay.ts'
import type { Coupon, CouponState, GivenOn, Validity } from '../coupon.ts'
import type { CouponTables } from '../tables.ts'

/** All SQL on coupons as managers define them. */

export async function couponById(handle: Handle, id: string): Promise<Coupon | null> {
  const row = await on(handle).selectFrom('coupon').selectAll().where('id', '=', id).executeTakeFirst()
  return row ? readCoupon(row) : null
}

/** By the manager's sort, then id; `after` is where the page before ended. */
export async function couponsBySort(
  handle: Handle,
  page: { after: { sort: number; id: string } | null; limit: number },
): Promise<Coupon[]> {
  const { after } = page
  let query = on(handle).selectFrom('coupon').selectAll().orderBy('sort').orderBy('id').limit(page.limit)
  if (after) {
    query = query.where((eb) =>
      eb.or([eb('sort', '>', after.sort), eb.and([eb('sort', '=', after.sort), eb('id', '>', after.id)])]),
    )
  }
  return (await query.execute()).map(readCoupon)
}

const candidatesAtMost = 50

/** Active coupons for that occasion that can still be used today, in the order in which they are tried. */
export async function couponsFor(
  handle: Handle,
  occasion: { givenOn: GivenOn; today: Night; keptFen?: Fen },
): Promise<Coupon[]> {
  let query = on(handle)
    .selectFrom('coupon')
    .selectAll()
    .where('given_on', '=', occasion.givenOn)
    .where('state', '=', 'active')
    .where((eb) => eb.or([eb('valid_until', 'is', null), eb('valid_until', '>=', occasion.today)]))
    .limit(candidatesAtMost)
  if (occasion.keptFen !== undefined) {
    query = query.where('spend_fen', '<=', occasion.keptFen).orderBy('spend_fen', 'desc')
  }
  return (await query.orderBy('sort').orderBy('id').execute()).map(readCoupon)
}

export async function insertCoupon(tx: Tx, coupon: Coupon): Promise<void> {
  await on(tx)
    .insertInto('coupon')
    .values({ ...rowOf(coupon), id: coupon.id, granted: 0, created_at: tx.now, changed_at: tx.now })
    .execute()
}

/** Writes what may be edited; false when there is no such coupon, or its quota would fall below what was given. */
export async function updateCoupon(tx: Tx, coupon: Coupon): Promise<boolean> {
  const result = await on(tx)
    .updateTable('coupon')
    .set({ ...rowOf(coupon), changed_at: tx.now })
    .where('id', '=', coupon.id)
    .where('granted', '<=', coupon.quota ?? Number.MAX_SAFE_INTEGER)
    .executeTakeFirst()
  return changed(result) === 1
}

/** The coupon as it is now, kept from other writers until the end of the transaction. */
export async function couponForWriting(tx: Tx, id: string): Promise<Coupon | null> {
  let query = on(tx).selectFrom('coupon').selectAll().where('id', '=', id)
  if (tx.dialect === 'mysql') query = query.forUpdate()
  const row = await query.executeTakeFirst()
  return row ? readCoupon(row) : null
}

export async function setCouponState(tx: Tx, id: string, state: CouponState): Promise<void> {
  await on(tx).updateTable('coupon').set({ state, changed_at: tx.now }).where('id', '=', id).execute()
}

/** Deletes a coupon that nobody ever got. */
export async function deleteUngranted(tx: Tx, id: string): Promise<boolean> {
  const result = await on(tx).deleteFrom('coupon').where('id', '=', id).where('granted', '=', 0).executeTakeFirst()
  return changed(result) === 1
}

/** Counts one more given, unless the quota is used up or nobody gets it any more. */
export async function countGrant(tx: Tx, couponId: string): Promise<boolean> {
  const result = await on(tx)
    .updateTable('coupon')
    .set((eb) => ({ granted: eb('granted', '+', 1) }))
    .where('id', '=', couponId)
    .where('state', '=', 'active')
    .where((eb) => eb.or([eb('quota', 'is', null), eb('granted', '<', eb.ref('quota'))]))
    .executeTakeFirst()
  return changed(result) === 1
}

function on(handle: Handle) {
  return over<CouponTables>(handle)
}

function rowOf(
  coupon: Coupon,
): Omit<Insertable<CouponTables['coupon']>, 'id' | 'granted' | 'created_at' | 'changed_at'> {
  const { validity } = coupon
  return {
    name_json: JSON.stringify(coupon.name),
    kind: coupon.kind,
    off_fen: coupon.offFen,
    percent: coupon.percent,
    cap_fen: coupon.capFen,
    threshold_fen: coupon.thresholdFen,
    scope_json: JSON.stringify(coupon.scope),
    blackout_json: JSON.stringify(coupon.blackout),
    valid_from: 'days' in validity ? null : validity.from,
    valid_until: 'days' in validity ? null : validity.until,
    valid_days: 'days' in validity ? validity.days : null,
    quota: coupon.quota,
    per_guest: coupon.perGuest,
    given_on: coupon.givenOn,
    spend_fen: coupon.spendFen,
    state: coupon.state,
    note: coupon.note,
    sort: coupon.sort,
  }
}

export function readCoupon(row: CouponTables['coupon']): Coupon {
  const validity: Validity =
    row.valid_days === null ? { from: row.valid_from!, until: row.valid_until! } : { days: row.valid_days }
  return {
    id: row.id,
    name: JSON.parse(row.name_json),
    kind: row.kind,
    offFen: row.off_fen,
    percent: row.percent,
    capFen: row.cap_fen,
    thresholdFen: row.threshold_fen,
    scope: JSON.parse(row.scope_json),
    blackout: JSON.parse(row.blackout_json),
    validity,
    quota: row.quota,
    granted: row.granted,
    perGuest: row.per_guest,
    givenOn: row.given_on,
    spendFen: row.spend_fen,
    state: row.state,
    note: row.note,
    sort: row.sort,
  }
}
