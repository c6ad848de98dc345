import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openStaffHouse, password, refused } from './test-house.ts'

const ownerOfAll = { role: 'owner', hotelId: '*' }
const desk = (hotelId: string) => ({ role: 'desk', hotelId })

test('a new person has a one-time password, and no right before they have chosen their own', async () => {
  await using house = await openStaffHouse()
  const { staff } = house
  const owner = await house.person('owner', ownerOfAll)
  const added = await staff.add({ username: 'suwan', name: '苏晚', roles: [desk('hot_1')], actor: owner })
  const hash = await house.session('suwan', { password: added.oneTimePassword })
  const first = await staff.callerOfSession(hash)
  assert.deepEqual([first?.mustChangePassword, first?.permissions.size, first?.hotelIds], [true, 0, []])
  assert.deepEqual(first?.hotelsWhere('orders.desk'), [])
  const own = { staffId: added.staff.id, tokenHash: hash, address: '10.0.0.1' }
  await staff.changeOwnPassword(own, { password: added.oneTimePassword, newPassword: password })
  const now = await staff.callerOfSession(hash)
  assert.deepEqual([now?.mustChangePassword, now?.hotelsWhere('orders.desk')], [false, ['hot_1']])
})

test('a one-time password is good for three days', async () => {
  await using house = await openStaffHouse()
  const owner = await house.person('owner', ownerOfAll)
  const added = await house.staff.add({ username: 'suwan', name: '苏晚', roles: [desk('hot_1')], actor: owner })
  house.clock.pass(72 * 3_600_000)
  await assert.rejects(house.signIn('suwan', { password: added.oneTimePassword }), refused('sign_in_failed'))
  const again = await house.staff.resetPassword({ staffId: added.staff.id, actor: owner })
  assert.ok((await house.signIn('suwan', { password: again.oneTimePassword })).token)
})

test('a username is one person’s, and a role and a branch must exist', async () => {
  await using house = await openStaffHouse()
  const owner = await house.person('owner', ownerOfAll)
  const add = (username: string, role: string, hotelId: string) =>
    house.staff.add({ username, name: '苏晚', roles: [{ role, hotelId }], actor: owner })
  await add('suwan', 'desk', 'hot_1')
  await assert.rejects(add('suwan', 'desk', 'hot_2'), refused('username_taken'))
  await assert.rejects(add('lin', 'wizard', 'hot_1'), refused('roles_invalid'))
  await assert.rejects(add('lin', 'desk', 'hot_9'), refused('roles_invalid'))
})

test('nobody gives a right they do not have, nor one at another branch', async () => {
  await using house = await openStaffHouse()
  const { staff } = house
  const owner = await house.person('owner', ownerOfAll)
  const keeper = await staff.createRole({
    name: { zh: '人事' },
    permissions: [
      'staff.edit',
      'orders.read',
      'orders.desk',
      'orders.cancel',
      'hotels.read',
      'members.read',
      'members.reveal_phone',
    ],
    actor: owner,
  })
  const human = await house.person('hr', { role: keeper, hotelId: 'hot_1' })
  const su = await staff.add({ username: 'suwan', name: '苏晚', roles: [desk('hot_1')], actor: human })
  const give = (role: string, hotelId: string) =>
    staff.edit({ staffId: su.staff.id, roles: [{ role, hotelId }], actor: human })
  await assert.rejects(give('manager', 'hot_1'), refused('forbidden'))
  await assert.rejects(give('desk', 'hot_2'), refused('forbidden'))
  await assert.rejects(give('desk', '*'), refused('forbidden'))
  const oneself = staff.edit({ staffId: human.staffId, roles: [{ role: 'owner', hotelId: 'hot_1' }], actor: human })
  await assert.rejects(oneself, refused('forbidden'))
  const role = staff.createRole({ name: { zh: '店主' }, permissions: ['settings.edit'], actor: human })
  await assert.rejects(role, refused('forbidden'))
})

test('nobody resets the password of somebody who may do more, and nobody sees another branch’s people', async () => {
  await using house = await openStaffHouse()
  const { staff, db } = house
  const owner = await house.person('owner', ownerOfAll)
  const here = await house.person('here', { role: 'owner', hotelId: 'hot_1' })
  const there = await house.person('there', { role: 'owner', hotelId: 'hot_2' })
  const both = await house.person('both', desk('hot_1'), desk('hot_2'))
  const reset = (staffId: string) => staff.resetPassword({ staffId, actor: here })
  await assert.rejects(reset(owner.staffId), refused('not_found'))
  await assert.rejects(reset(there.staffId), refused('not_found'))
  await assert.rejects(reset(both.staffId), refused('forbidden'))
  assert.ok((await staff.resetPassword({ staffId: both.staffId, actor: owner })).oneTimePassword)
  const seen = await staff.list(db, { hotelIds: ['hot_1'], limit: 10 })
  assert.deepEqual(
    seen.map(({ username }) => username),
    ['both', 'here'],
  )
})

test('one owner of all branches remains, also when two take the right from each other at once', async () => {
  await using house = await openStaffHouse()
  const { staff } = house
  const one = await house.person('one', ownerOfAll)
  const two = await house.person('two', ownerOfAll)
  const demote = (staffId: string, actor: typeof one) => staff.edit({ staffId, roles: [desk('hot_1')], actor })
  const outcomes = await Promise.allSettled([demote(two.staffId, one), demote(one.staffId, two)])
  assert.equal(outcomes.filter(({ status }) => status === 'fulfilled').length, 1)
  const left = outcomes[0]!.status === 'fulfilled' ? one : two
  await assert.rejects(demote(left.staffId, left), refused('last_owner'))
  await assert.rejects(staff.remove({ staffId: left.staffId, actor: left }), refused('own_account'))
  await assert.rejects(staff.edit({ staffId: left.staffId, state: 'disabled', actor: left }), refused('own_account'))
})

test('other roles, a new password and lost codes end the sessions they must', async () => {
  await using house = await openStaffHouse()
  const { staff } = house
  const owner = await house.person('owner', ownerOfAll)
  const { staffId } = await house.person('suwan', desk('hot_1'))
  const ofOwner = await house.session('owner')
  const ends = [
    () => staff.edit({ staffId, roles: [desk('hot_2')], actor: owner }),
    () => staff.resetTotp({ staffId, actor: owner }),
    () => staff.endSessions({ staffId, actor: owner }),
    () => staff.resetPassword({ staffId, actor: owner }),
  ]
  for (const end of ends) {
    const open = await house.session('suwan')
    await end()
    assert.equal(await house.isOpen(open), false, String(end))
  }
  assert.equal(await house.isOpen(ofOwner), true)
  const row = await staff.edit({ staffId, name: '苏小晚', actor: owner })
  assert.equal(row.name, '苏小晚')
})

test('who never signed in is deleted; anybody else is archived, gone from lists, and can come back', async () => {
  await using house = await openStaffHouse()
  const { staff, db } = house
  const owner = await house.person('owner', ownerOfAll)
  const never = await house.person('never', desk('hot_1'))
  const su = await house.person('suwan', desk('hot_1'))
  await house.signIn('suwan')
  assert.equal(await staff.remove({ staffId: never.staffId, actor: owner }), 'deleted')
  assert.equal(await staff.byId(db, never.staffId), null)
  assert.equal(await staff.remove({ staffId: su.staffId, actor: owner }), 'archived')
  await assert.rejects(house.signIn('suwan'), refused('sign_in_failed'))
  const names = async (state?: 'archived') => (await staff.list(db, { state, limit: 10 })).map((one) => one.username)
  assert.deepEqual([await names(), await names('archived')], [['owner'], ['suwan']])
  await staff.edit({ staffId: su.staffId, state: 'active', roles: [desk('hot_1')], actor: owner })
  assert.ok((await house.signIn('suwan')).token)
})

test('an own role permits what it lists, and losing a permission ends the sessions of those who hold it', async () => {
  await using house = await openStaffHouse()
  const { staff, db } = house
  const owner = await house.person('owner', ownerOfAll)
  const id = await staff.createRole({
    name: { zh: '夜审' },
    permissions: ['orders.read', 'reports.read'],
    actor: owner,
  })
  assert.ok(id.length <= 16)
  const night = await house.person('night', { role: id, hotelId: 'hot_1' })
  const open = await house.session('night')
  const may = async () => [...((await staff.callerOfSession(open))?.permissions ?? [])].sort()
  assert.deepEqual(await may(), ['orders.read', 'reports.read'])
  await staff.editRole({ id, permissions: ['orders.read', 'reports.read', 'audit.read'], actor: owner })
  assert.deepEqual(await may(), ['audit.read', 'orders.read', 'reports.read'])
  await staff.editRole({ id, permissions: ['orders.read'], actor: owner })
  assert.equal(await house.isOpen(open), false)
  await assert.rejects(staff.removeRole({ id, actor: owner }), refused('role_in_use'))
  await staff.edit({ staffId: night.staffId, roles: [desk('hot_1')], actor: owner })
  await staff.removeRole({ id, actor: owner })
  assert.deepEqual(
    (await staff.listRoles(db)).map((role) => [role.id, role.heldBy]),
    [
      ['owner', 1],
      ['manager', 0],
      ['desk', 1],
      ['finance', 0],
      ['operator', 0],
    ],
  )
  await assert.rejects(
    staff.editRole({ id: 'desk', permissions: ['staff.edit'], actor: owner }),
    refused('role_built_in'),
  )
})

test('each change of the staff has its audit row in one chain', async () => {
  await using house = await openStaffHouse()
  const { staff, audit, db } = house
  const owner = await house.person('owner', ownerOfAll)
  const { staffId } = await house.person('suwan', desk('hot_1'))
  await staff.edit({ staffId, roles: [desk('hot_2')], actor: owner })
  const [row] = await audit.list(db, { subject: `staff:${staffId}`, limit: 1 })
  assert.deepEqual((row!.before as { roles: unknown }).roles, [desk('hot_1')])
  assert.deepEqual((row!.after as { roles: unknown }).roles, [desk('hot_2')])
  assert.equal(JSON.stringify(await audit.list(db, { limit: 50 })).includes('scrypt'), false)
  assert.equal((await audit.verify(db)).brokenAt, null)
})
