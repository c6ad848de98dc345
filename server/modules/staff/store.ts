import { changed, type Handle, over, type Tx } from '../../database/handle.ts'
import type { RoleGrant, StaffMember } from './staff.ts'
import type { StaffTables } from './tables.ts'

/** All SQL on staff, their roles and sessions; failed tries are in `lockout.ts`. */

export type StaffRow = StaffTables['staff']

export async function staffByUsername(handle: Handle, username: string): Promise<StaffRow | undefined> {
  return on(handle).selectFrom('staff').selectAll().where('username', '=', username).executeTakeFirst()
}

export async function staffById(handle: Handle, id: string): Promise<StaffMember | null> {
  const row = await on(handle).selectFrom('staff').selectAll().where('id', '=', id).executeTakeFirst()
  return row ? read(row, await rolesOf(handle, id)) : null
}

export async function rolesOf(handle: Handle, staffId: string): Promise<RoleGrant[]> {
  const rows = await on(handle).selectFrom('staff_role').selectAll().where('staff_id', '=', staffId).execute()
  return rows.map((row) => ({ role: row.role, hotelId: row.hotel_id }))
}

export async function countStaff(handle: Handle): Promise<number> {
  const row = await on(handle)
    .selectFrom('staff')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return Number(row.count)
}

export async function insertStaff(tx: Tx, row: StaffRow, roles: readonly RoleGrant[]): Promise<void> {
  await on(tx).insertInto('staff').values(row).execute()
  for (const { role, hotelId } of roles) {
    await on(tx).insertInto('staff_role').values({ staff_id: row.id, role, hotel_id: hotelId }).execute()
  }
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

export async function setTotp(tx: Tx, staffId: string, sealed: string | null): Promise<void> {
  await on(tx).updateTable('staff').set({ totp_sealed: sealed }).where('id', '=', staffId).execute()
}

/** Disabling ends every session at once. */
export async function setState(tx: Tx, staffId: string, state: StaffRow['state']): Promise<void> {
  await on(tx).updateTable('staff').set({ state }).where('id', '=', staffId).execute()
  if (state === 'disabled') await on(tx).deleteFrom('staff_session').where('staff_id', '=', staffId).execute()
}

export async function insertSession(
  tx: Tx,
  session: { tokenHash: string; staffId: string; expiresAt: number },
): Promise<void> {
  await on(tx)
    .insertInto('staff_session')
    .values({
      token_hash: session.tokenHash,
      staff_id: session.staffId,
      created_at: tx.now,
      seen_at: tx.now,
      expires_at: session.expiresAt,
    })
    .execute()
}

export async function sessionBy(handle: Handle, tokenHash: string) {
  return on(handle).selectFrom('staff_session').selectAll().where('token_hash', '=', tokenHash).executeTakeFirst()
}

export async function touchSession(tx: Tx, tokenHash: string): Promise<void> {
  await on(tx).updateTable('staff_session').set({ seen_at: tx.now }).where('token_hash', '=', tokenHash).execute()
}

export async function deleteSession(tx: Tx, tokenHash: string): Promise<void> {
  await on(tx).deleteFrom('staff_session').where('token_hash', '=', tokenHash).execute()
}

export async function deleteDeadSessions(tx: Tx, dead: { expiredBefore: number; idleBefore: number }): Promise<void> {
  await on(tx)
    .deleteFrom('staff_session')
    .where((eb) => eb.or([eb('expires_at', '<=', dead.expiredBefore), eb('seen_at', '<=', dead.idleBefore)]))
    .execute()
}

function on(handle: Handle) {
  return over<StaffTables>(handle)
}

function read(row: StaffRow, roles: RoleGrant[]): StaffMember {
  return {
    id: row.id,
    username: row.username,
    name: row.name,
    state: row.state,
    hasTotp: row.totp_sealed !== null,
    roles,
  }
}
