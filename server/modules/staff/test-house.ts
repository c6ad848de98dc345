import { TOTP } from 'otpauth'
import { createSealer } from '../../adapters/sealer/sealer.ts'
import { audit as auditMigration } from '../../database/migrations/0010-audit.ts'
import { members as membersMigration } from '../../database/migrations/0020-members.ts'
import { staff as staffMigration } from '../../database/migrations/0021-staff.ts'
import { people as peopleMigration } from '../../database/migrations/0024-people.ts'
import type { StaffActor } from '../../kernel/actor.ts'
import { tokenHash } from '../../kernel/ids.ts'
import { Refusal } from '../../kernel/refusal.ts'
import { testClock, testDatabase } from '../../test/database.ts'
import { createAudit } from '../audit/index.ts'
import { createStaff, type RoleGrant } from './index.ts'

const system = { kind: 'system', cause: 'test' } as const
const sealer = createSealer({
  dataKeys: [{ id: 'k1', key: Buffer.alloc(32, 1).toString('base64') }],
  indexKey: Buffer.alloc(32, 2).toString('base64'),
})
const branches = new Set(['hot_1', 'hot_2'])

export const password = 'a lantern by the road'

/** The staff of a chain of two branches, on a database of its own. */
export async function openStaffHouse() {
  const clock = testClock()
  const db = await testDatabase([auditMigration, membersMigration, staffMigration, peopleMigration], clock)
  const audit = createAudit()
  const knownHotels = async () => branches
  const staff = createStaff({ db, clock, sealer, audit, knownHotels, issuer: () => '驿站' })
  const address = '10.0.0.1'
  const signIn = (username: string, more: { password?: string; totp?: string; address?: string } = {}) =>
    staff.signIn({ username, password, totp: undefined, address, ...more })
  return {
    clock,
    db,
    audit,
    staff,
    signIn,
    async person(username: string, ...roles: RoleGrant[]): Promise<StaffActor> {
      const staffId = await staff.create({ username, name: username, password, roles }, system)
      return { kind: 'staff', staffId, name: username }
    },
    /** Signed in: the hash of the session’s token. */
    async session(username: string, more: Parameters<typeof signIn>[1] = {}): Promise<string> {
      return tokenHash((await signIn(username, more)).token)
    },
    isOpen: async (hash: string) => (await staff.callerOfSession(hash)) !== null,
    codeOf: (uri: string) => new TOTP({ secret: secretIn(uri) }).generate({ timestamp: clock.now() }),
    [Symbol.asyncDispose]: () => db[Symbol.asyncDispose](),
  }
}

function secretIn(uri: string): string {
  return new URL(uri).searchParams.get('secret')!
}

export const refused = (code: string) => (error: unknown) => error instanceof Refusal && error.code === code
