import { insertedOnce } from '../../../database/dialect.ts'
import { changed, type Handle, over, type Tx } from '../../../database/handle.ts'
import type { HeldRole, StaffMember } from '../staff.ts'
import type { StaffTables } from '../tables.ts'
import { rolesOfMany } from './roles.ts'

/** All SQL on people of the staff; their roles and sessions are beside it, failed tries in `lockout.ts`. */

export type StaffRow = StaffTables['staff']

export async function staffByUsername(handle: Handle, username: string): Promise<StaffRow | undefined> {
  return on(handle).selectFrom('staff').selectAll().where('username', '=', username).executeTakeFirst()
}

export async function staffRowById(handle: Handle, id: string): Promise<StaffRow | undefined> {
  return on(handle).selectFrom('staff').selectAll().where('id', '=', id).executeTakeFirst()
}

export async function staffById(handle: Handle, id: string): Promise<StaffMember | null> {
  const row = await staffRowById(handle, id)
  return row ? read(row, (await rolesOfMany(handle, [id])).get(id)) : null
}

export interface StaffFilter {
  /** How a username or a name begins. */
  q?: string | undefined
  /** With a role at one of these branches; a role at all branches is at none of them. */
  hotelIds?: readonly string[] | undefined
  role?: string | undefined
  state?: StaffMember['state'] | undefined
  /** The last username of the page before. */
  after?: string | undefined
  limit: number
}

/** By username. Archived people are there only when asked for. */
export async function listStaff(handle: Handle, filter: StaffFilter): Promise<StaffMember[]> {
  let query = on(handle).selectFrom('staff').selectAll().orderBy('username').limit(filter.limit)
  query = query.where('archived_at', filter.state === 'archived' ? 'is not' : 'is', null)
  if (filter.state === 'active' || filter.state === 'disabled') query = query.where('state', '=', filter.state)
  if (filter.after !== undefined) query = query.where('username', '>', filter.after)
  const { q, hotelIds, role } = filter
  if (q !== undefined) {
    const until = `${q}\u{10ffff}`
    query = query.where((eb) =>
      eb.or([
        eb.and([eb('username', '>=', q), eb('username', '<', until)]),
        eb.and([eb('name', '>=', q), eb('name', '<', until)]),
      ]),
    )
  }
  if (hotelIds || role !== undefined) {
    query = query.where((eb) => {
      let held = eb.selectFrom('staff_role').select('staff_id').whereRef('staff_role.staff_id', '=', 'staff.id')
      if (hotelIds) held = held.where('hotel_id', 'in', [...hotelIds, ''])
      if (role !== undefined) held = held.where('role', '=', role)
      return eb.exists(held)
    })
  }
  const rows = await query.execute()
  const roles = await rolesOfMany(
    handle,
    rows.map((row) => row.id),
  )
  return rows.map((row) => read(row, roles.get(row.id)))
}

export async function countStaff(handle: Handle): Promise<number> {
  const row = await on(handle)
    .selectFrom('staff')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return Number(row.count)
}

/** People who can sign in and own all branches. */
export async function countOwners(handle: Handle): Promise<number> {
  const row = await on(handle)
    .selectFrom('staff')
    .innerJoin('staff_role', 'staff_role.staff_id', 'staff.id')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('role', '=', 'owner')
    .where('hotel_id', '=', '*')
    .where('state', '=', 'active')
    .executeTakeFirstOrThrow()
  return Number(row.count)
}

/** False when the username is taken. */
export async function insertStaff(
  tx: Tx,
  row: Pick<StaffRow, 'id' | 'username' | 'name' | 'password_hash' | 'password_until'>,
): Promise<boolean> {
  const blank = {
    totp_sealed: null,
    totp_last_step: 0,
    totp_pending_sealed: null,
    totp_pending_until: null,
    state: 'active' as const,
    created_at: tx.now,
    signed_in_at: null,
    archived_at: null,
  }
  return insertedOnce(
    on(tx)
      .insertInto('staff')
      .values({ ...row, ...blank }),
  )
}

export async function updateStaff(
  tx: Tx,
  id: string,
  set: Partial<Omit<StaffRow, 'id' | 'username' | 'created_at'>>,
): Promise<void> {
  await on(tx).updateTable('staff').set(set).where('id', '=', id).execute()
}

/** The same while the password is the one that was looked at; false when it is another by now. */
export async function updateIfPassword(
  tx: Tx,
  { id, password_hash }: Pick<StaffRow, 'id' | 'password_hash'>,
  set: Partial<Omit<StaffRow, 'id' | 'username' | 'created_at'>>,
): Promise<boolean> {
  const result = await on(tx)
    .updateTable('staff')
    .set(set)
    .where('id', '=', id)
    .where('password_hash', '=', password_hash)
    .where('state', '=', 'active')
    .executeTakeFirst()
  return changed(result) === 1
}

export async function deleteStaff(tx: Tx, id: string): Promise<void> {
  await on(tx).deleteFrom('staff').where('id', '=', id).execute()
}

/** Uses up a one-time code: false when this step or a later one was used before. */
export async function useTotpStep(tx: Tx, staffId: string, step: number): Promise<boolean> {
  const result = await on(tx)
    .updateTable('staff')
    .set({ totp_last_step: step })
    .where('id', '=', staffId)
    .where('totp_last_step', '<', step)
    .executeTakeFirst()
  return changed(result) === 1
}

function on(handle: Handle) {
  return over<StaffTables>(handle)
}

function read(row: StaffRow, roles: HeldRole[] = []): StaffMember {
  return {
    id: row.id,
    username: row.username,
    name: row.name,
    state: row.archived_at === null ? row.state : 'archived',
    hasTotp: row.totp_sealed !== null,
    oneTimePasswordUntil: row.password_until,
    signedInAt: row.signed_in_at,
    createdAt: row.created_at,
    roles,
  }
}
