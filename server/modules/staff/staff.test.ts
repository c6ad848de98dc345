import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openStaffHouse, password, refused } from './test-house.ts'

const desk = { role: 'desk', hotelId: 'hot_1' }

test('a person signs in and may do what their role says, where it says', async () => {
  await using house = await openStaffHouse()
  await house.person('suwan', desk)
  const caller = await house.staff.callerOfSession(await house.session('suwan'))
  assert.equal(caller?.name, 'suwan')
  assert.deepEqual(caller?.hotelsWhere('orders.desk'), ['hot_1'])
  assert.deepEqual(caller?.hotelsWhere('rates.edit'), [])
})

test('a wrong password and an unknown name get the same answer', async () => {
  await using house = await openStaffHouse()
  await house.person('suwan', desk)
  await assert.rejects(house.signIn('suwan', { password: 'wrong password' }), refused('sign_in_failed'))
  await assert.rejects(house.signIn('nobody'), refused('sign_in_failed'))
})

test('five failures lock the address out of the account, and nobody else', async () => {
  await using house = await openStaffHouse()
  await house.person('suwan', desk)
  for (let i = 0; i < 5; i += 1)
    await assert.rejects(house.signIn('suwan', { password: `wrong ${i}` }), refused('sign_in_failed'))
  await assert.rejects(house.signIn('suwan'), refused('sign_in_locked'))
  assert.ok((await house.signIn('suwan', { address: '10.0.0.2' })).token)
  house.clock.pass(61_000)
  assert.ok((await house.signIn('suwan')).token)
})

test('a session ends by idling, by signing out and by disabling the person', async () => {
  await using house = await openStaffHouse()
  const { staff, session, isOpen } = house
  const owner = await house.person('owner', { role: 'owner', hotelId: '*' })
  const su = await house.person('suwan', desk)
  const idle = await session('suwan')
  house.clock.pass(31 * 60_000)
  assert.equal(await isOpen(idle), false)
  const left = await session('suwan')
  await staff.signOut(left)
  assert.equal(await isOpen(left), false)
  const disabled = await session('suwan')
  await staff.edit({ staffId: su.staffId, state: 'disabled', actor: owner })
  assert.equal(await isOpen(disabled), false)
  await assert.rejects(house.signIn('suwan'), refused('sign_in_failed'))
})

test('each sign-in is in the audit, with the address it came from', async () => {
  await using house = await openStaffHouse()
  const su = await house.person('suwan', desk)
  await house.signIn('suwan', { address: '10.0.0.9' })
  const [row] = await house.audit.list(house.db, { limit: 1 })
  assert.deepEqual(
    [row!.action, row!.actor, row!.after],
    ['staff.sign_in', `staff:${su.staffId}`, { address: '10.0.0.9' }],
  )
})

test('a one-time code is set up with the password, confirmed by a first code, and each code opens one session', async () => {
  await using house = await openStaffHouse()
  const { staff } = house
  const su = await house.person('suwan', desk)
  const other = await house.session('suwan')
  const tokenHash = await house.session('suwan')
  const own = { staffId: su.staffId, tokenHash, address: '10.0.0.1' }
  await assert.rejects(staff.confirmOwnTotp(own, { code: '000000' }), refused('totp_not_started'))
  await assert.rejects(staff.startOwnTotp(own, { password: 'wrong' }), refused('password_wrong'))
  const { otpauthUri, secret } = await staff.startOwnTotp(own, { password })
  assert.match(otpauthUri, /^otpauth:\/\/totp\/.*suwan\?/)
  assert.ok(otpauthUri.includes(secret))
  assert.ok((await house.signIn('suwan')).token, 'nothing asks for codes before one was confirmed')
  const first = house.codeOf(otpauthUri)
  const wrong = String((Number(first) + 1) % 1_000_000).padStart(6, '0')
  await assert.rejects(staff.confirmOwnTotp(own, { code: wrong }), refused('totp_code_wrong'))
  await staff.confirmOwnTotp(own, { code: first })
  assert.deepEqual([await house.isOpen(other), await house.isOpen(tokenHash)], [false, true])
  await assert.rejects(staff.startOwnTotp(own, { password }), refused('totp_is_on'))

  await assert.rejects(house.signIn('suwan'), refused('totp_required'))
  await assert.rejects(house.signIn('suwan', { totp: first }), refused('totp_wrong'))
  house.clock.pass(30_000)
  const totp = house.codeOf(otpauthUri)
  const tries = await Promise.allSettled(Array.from({ length: 4 }, () => house.signIn('suwan', { totp })))
  assert.equal(tries.filter((outcome) => outcome.status === 'fulfilled').length, 1)
  await staff.dropOwnTotp(own, { password })
  assert.ok((await house.signIn('suwan', { address: '10.0.0.2' })).token)
})

test('a secret that nobody confirmed in ten minutes is none', async () => {
  await using house = await openStaffHouse()
  const su = await house.person('suwan', desk)
  const own = { staffId: su.staffId, tokenHash: await house.session('suwan'), address: '10.0.0.1' }
  const { otpauthUri } = await house.staff.startOwnTotp(own, { password })
  house.clock.pass(10 * 60_000)
  await assert.rejects(house.staff.confirmOwnTotp(own, { code: house.codeOf(otpauthUri) }), refused('totp_not_started'))
})

test('changing one’s own password takes the old one, ends the other sessions, and the new one counts', async () => {
  await using house = await openStaffHouse()
  const { staff } = house
  const su = await house.person('suwan', desk)
  const other = await house.session('suwan')
  const own = { staffId: su.staffId, tokenHash: await house.session('suwan'), address: '10.0.0.1' }
  const change = (from: string, to: string) => staff.changeOwnPassword(own, { password: from, newPassword: to })
  await assert.rejects(change('wrong', 'a kettle on the stove'), refused('password_wrong'))
  await assert.rejects(change(password, password), refused('password_unfit'))
  await change(password, 'a kettle on the stove')
  assert.deepEqual([await house.isOpen(other), await house.isOpen(own.tokenHash)], [false, true])
  await assert.rejects(house.signIn('suwan'), refused('sign_in_failed'))
  assert.ok((await house.signIn('suwan', { password: 'a kettle on the stove' })).token)
})

test('wrong passwords of somebody who is signed in lock them out as failed sign-ins do', async () => {
  await using house = await openStaffHouse()
  const su = await house.person('suwan', desk)
  const own = { staffId: su.staffId, tokenHash: await house.session('suwan'), address: '10.0.0.1' }
  const guess = (password: string) => house.staff.dropOwnTotp(own, { password })
  for (let i = 0; i < 5; i += 1) await assert.rejects(guess(`wrong ${i}`), refused('password_wrong'))
  await assert.rejects(guess(password), refused('sign_in_locked'))
})
