import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Secret, TOTP } from 'otpauth'
import { createSealer } from '../../adapters/sealer/sealer.ts'
import { audit as auditMigration } from '../../database/migrations/0010-audit.ts'
import { staff as staffMigration } from '../../database/migrations/0021-staff.ts'
import { tokenHash } from '../../kernel/ids.ts'
import { Refusal } from '../../kernel/refusal.ts'
import { testClock, testDatabase } from '../../test/database.ts'
import { createAudit } from '../audit/index.ts'
import { createStaff } from './index.ts'

const system = { kind: 'system', cause: 'test' } as const
const sealer = createSealer({
  dataKeys: [{ id: 'k1', key: Buffer.alloc(32, 1).toString('base64') }],
  indexKey: Buffer.alloc(32, 2).toString('base64'),
})

async function house() {
  const clock = testClock()
  const db = await testDatabase([auditMigration, staffMigration], clock)
  const staff = createStaff({ db, clock, sealer, audit: createAudit() })
  const su = await staff.create(
    { username: 'suwan', name: '苏晚', password: 'a lantern by the road', roles: [{ role: 'desk', hotelId: 'hot_1' }] },
    system,
  )
  const signIn = (password: string, more: { totp?: string; address?: string; username?: string } = {}) =>
    staff.signIn({ username: more.username ?? 'suwan', password, totp: more.totp, address: more.address ?? '10.0.0.1' })
  return { clock, db, staff, su, signIn }
}

const refused = (code: string) => (error: unknown) => error instanceof Refusal && error.code === code

test('a person signs in and may do what their role says, where it says', async () => {
  const { db, staff, signIn } = await house()
  await using _ = db
  const { token } = await signIn('a lantern by the road')
  const caller = await staff.callerOfSession(tokenHash(token))
  assert.equal(caller?.name, '苏晚')
  assert.deepEqual(caller?.hotelsWhere('orders.desk'), ['hot_1'])
  assert.deepEqual(caller?.hotelsWhere('rates.edit'), [])
})

test('a wrong password and an unknown name get the same answer', async () => {
  const { db, signIn } = await house()
  await using _ = db
  await assert.rejects(signIn('wrong password'), refused('sign_in_failed'))
  await assert.rejects(signIn('wrong password', { username: 'nobody' }), refused('sign_in_failed'))
})

test('five failures lock the address out of the account, and nobody else', async () => {
  const { db, clock, signIn } = await house()
  await using _ = db
  for (let i = 0; i < 5; i += 1) await assert.rejects(signIn(`wrong ${i} password`), refused('sign_in_failed'))
  await assert.rejects(signIn('a lantern by the road'), refused('sign_in_locked'))
  assert.ok((await signIn('a lantern by the road', { address: '10.0.0.2' })).token)
  clock.pass(61_000)
  assert.ok((await signIn('a lantern by the road')).token)
})

test('a one-time code opens one session', async () => {
  const { db, clock, staff, su, signIn } = await house()
  await using _ = db
  const secret = new Secret({ size: 20 })
  await staff.setTotp(su, secret.base32, system)
  const totp = new TOTP({ secret }).generate({ timestamp: clock.now() })
  await assert.rejects(signIn('a lantern by the road'), refused('totp_required'))
  const tries = await Promise.allSettled(Array.from({ length: 5 }, () => signIn('a lantern by the road', { totp })))
  assert.equal(tries.filter((outcome) => outcome.status === 'fulfilled').length, 1)
})

test('a session ends by idling, by signing out and by disabling the person', async () => {
  const { db, clock, staff, su, signIn } = await house()
  await using _ = db
  const open = async () => tokenHash((await signIn('a lantern by the road')).token)
  const idle = await open()
  clock.pass(31 * 60_000)
  assert.equal(await staff.callerOfSession(idle), null)
  const left = await open()
  await staff.signOut(left)
  assert.equal(await staff.callerOfSession(left), null)
  const disabled = await open()
  await staff.setState(su, 'disabled', system)
  assert.equal(await staff.callerOfSession(disabled), null)
  await assert.rejects(signIn('a lantern by the road'), refused('sign_in_failed'))
})
