import assert from 'node:assert/strict'
import { test } from 'node:test'
import { listHotels } from '../../../contract/admin/catalogue.ts'
import { changeOwnPassword, getStaffSession } from '../../../contract/admin/session.ts'
import {
  createRole,
  createStaff,
  editStaff,
  getStaff,
  listRoles,
  listStaff,
  removeStaff,
  resetStaffPassword,
} from '../../../contract/admin/staff.ts'
import { ApiProblem } from '../../../contract/client.ts'
import { newWorld } from '../world.ts'

const hotelId = 'hot_chengdu_huaili'
const elsewhere = 'hot_beijing_huiwa'
const refused = (code: string) => (error: unknown) => error instanceof ApiProblem && error.code === code

test('somebody is taken on with a one-time password, chooses their own, works, forgets it, and leaves', async () => {
  await using world = await newWorld()
  const manager = await world.staff()
  const body = { username: 'suwan@yizhan.example', name: '苏晚', roles: [{ role: 'desk', hotelId }] }
  const { staff, oneTimePassword } = await manager.client.call(createStaff, { body })
  assert.deepEqual([staff.state, staff.sessions, staff.signedInAt, staff.rolesElsewhere], ['active', 0, null, 0])

  const first = await world.staff(body.username, oneTimePassword)
  assert.equal((await first.client.call(getStaffSession, {})).staff.mustChangePassword, true)
  await assert.rejects(first.client.call(listHotels, { query: {} }), refused('forbidden'))
  const newPassword = 'a lantern by the road'
  await first.client.call(changeOwnPassword, { body: { password: oneTimePassword, newPassword } })
  const { items } = await first.client.call(listHotels, { query: {} })
  assert.deepEqual(
    items.map(({ id }) => id),
    [hotelId],
  )

  const params = { id: staff.id }
  const again = await manager.client.call(resetStaffPassword, { params })
  await assert.rejects(first.client.call(getStaffSession, {}), refused('session_ended'))
  await assert.rejects(world.staff(body.username, newPassword), refused('sign_in_failed'))
  assert.ok((await world.staff(body.username, again.oneTimePassword)).client)

  assert.deepEqual(await manager.client.call(removeStaff, { params }), { outcome: 'archived' })
  assert.equal((await manager.client.call(getStaff, { params })).state, 'archived')
  await assert.rejects(world.staff(body.username, again.oneTimePassword), refused('sign_in_failed'))
})

test('the owner of a branch runs its people and nobody else’s, and sees no role of another branch', async () => {
  await using world = await newWorld()
  const manager = await world.staff()
  const { staff: keeper, oneTimePassword } = await manager.client.call(createStaff, {
    body: { username: 'keeper', name: '店主', roles: [{ role: 'owner', hotelId }] },
  })
  const { staff: shared } = await manager.client.call(createStaff, {
    body: {
      username: 'shared',
      name: '两店',
      roles: [
        { role: 'desk', hotelId },
        { role: 'desk', hotelId: elsewhere },
      ],
    },
  })
  const first = await world.staff('keeper', oneTimePassword)
  const newPassword = 'a kettle on the stove'
  await first.client.call(changeOwnPassword, { body: { password: oneTimePassword, newPassword } })
  const { items } = await first.client.call(listStaff, { query: {} })
  assert.deepEqual(
    items.map(({ username, roles, rolesElsewhere }) => [username, roles.length, rolesElsewhere]),
    [
      ['keeper', 1, 0],
      ['shared', 1, 1],
    ],
  )
  const edit = (id: string, roles: { role: string; hotelId: string }[]) =>
    first.client.call(editStaff, { params: { id }, body: { roles } })
  await assert.rejects(edit(shared.id, [{ role: 'desk', hotelId }]), refused('forbidden'))
  await assert.rejects(edit(keeper.id, [{ role: 'owner', hotelId: '*' }]), refused('forbidden'))
  const role = { name: { zh: '夜审' }, permissions: ['orders.read' as const] }
  await assert.rejects(first.client.call(createRole, { body: role }), refused('forbidden'))
  assert.equal((await first.client.call(listRoles, {})).items.length, 5)
})

test('the list of the staff goes page by page and finds by how a name begins', async () => {
  await using world = await newWorld()
  const { client } = await world.staff()
  for (const username of ['anna', 'bela', 'cora']) {
    await client.call(createStaff, { body: { username, name: `店员${username}`, roles: [{ role: 'desk', hotelId }] } })
  }
  const names: string[] = []
  let cursor: string | undefined
  do {
    const page = await client.call(listStaff, { query: { limit: 2, ...(cursor ? { cursor } : {}) } })
    names.push(...page.items.map(({ username }) => username))
    cursor = page.nextCursor ?? undefined
  } while (cursor)
  assert.deepEqual(names, ['anna', 'bela', 'cora', 'manager'])
  const found = await client.call(listStaff, { query: { q: '店员b' } })
  assert.deepEqual(
    found.items.map(({ username }) => username),
    ['bela'],
  )
  const owners = await client.call(listStaff, { query: { role: 'owner' } })
  assert.deepEqual(
    owners.items.map(({ username }) => username),
    ['manager'],
  )
})
