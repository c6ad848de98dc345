import assert from 'node:assert/strict'
import { test } from 'node:test'
import { pino } from 'pino'
import type { Permission } from '../../../contract/permissions.ts'
import { createAdmission } from '../../http/admission.ts'
import { createMetrics } from '../../http/metrics.ts'
import { createServer } from '../../http/serve.ts'
import { createCallers, staffCookie } from '../../http/sessions.ts'
import { tokenHash } from '../../kernel/ids.ts'
import { smallHouse } from '../../test/small-house.ts'
import { couponAdminRoutes } from './admin.routes.ts'

const people = {
  owner: { token: 'owner-token-0123456789abc', where: 'all', permissions: ['coupons.read', 'coupons.edit'] },
  branch: { token: 'branch-token-0123456789ab', where: ['hot_1'], permissions: ['coupons.read', 'coupons.edit'] },
  desk: { token: 'desk-token-0123456789abcd', where: 'all', permissions: [] },
} as const

type Who = keyof typeof people

async function openDoor() {
  const house = await smallHouse()
  const server = await createServer({
    routes: couponAdminRoutes({ db: house.db, coupons: house.coupons }),
    callers: createCallers({
      guest: async () => null,
      staff: async (hash) => {
        const found = Object.entries(people).find(([, { token }]) => tokenHash(token) === hash)
        if (!found) return null
        const [name, { where, permissions }] = found
        const hotelIds = where === 'all' ? ('all' as const) : [...where]
        return {
          staffId: `stf_${name}`,
          name,
          roles: [],
          permissions: new Set<Permission>(permissions),
          hotelIds,
          hotelsWhere: () => hotelIds,
          csrfToken: 'csrf',
        }
      },
    }),
    admission: createAdmission({ limits: 'off' }),
    metrics: createMetrics(),
    log: pino({ level: 'silent' }),
    clock: house.clock,
    trustedProxies: [],
    sandbox: true,
  })
  let keys = 0
  const call = async (
    who: Who,
    method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
    path: string,
    body?: object,
    key = `key-${keys++}`,
  ) => {
    const headers = { cookie: `${staffCookie}=${people[who].token}`, 'x-csrf-token': 'csrf', 'idempotency-key': key }
    const url = `/api/admin/coupons${path}`
    const answer = await server.inject({ method, url, headers, ...(body ? { payload: body } : {}) })
    return { status: answer.statusCode, json: answer.json() }
  }
  return {
    house,
    call,
    async [Symbol.asyncDispose]() {
      await server.close()
      await house[Symbol.asyncDispose]()
    },
  }
}

const half = { name: { zh: '半价' }, kind: 'half', validity: { days: 90 }, givenOn: 'by_hand' }
const atBranch = { hotelIds: ['hot_1'], roomTypeIds: [], ratePlanIds: [] }

test('a coupon is defined with little, read, edited and removed', async () => {
  await using door = await openDoor()
  const made = await door.call('owner', 'POST', '', half)
  assert.equal(made.status, 201)
  const { id, ...rest } = made.json
  assert.deepEqual(rest, {
    ...half,
    offFen: null,
    percent: null,
    capFen: null,
    thresholdFen: 0,
    scope: { hotelIds: [], roomTypeIds: [], ratePlanIds: [] },
    blackout: [],
    quota: null,
    perGuest: null,
    spendFen: null,
    state: 'active',
    note: '',
    sort: 100,
    granted: 0,
    usable: 0,
    locked: 0,
    used: 0,
  })
  const edited = await door.call('owner', 'PATCH', `/${id}`, { capFen: 20_000 })
  assert.deepEqual([edited.status, edited.json.capFen], [200, 20_000])
  assert.deepEqual((await door.call('owner', 'GET', `/${id}`)).json, edited.json)
  assert.deepEqual((await door.call('owner', 'DELETE', `/${id}`)).json, { outcome: 'deleted' })
  assert.equal((await door.call('owner', 'GET', `/${id}`)).status, 404)
})

test('one click twice defines one coupon and hands out once', async () => {
  await using door = await openDoor()
  const [first, second] = await Promise.all([
    door.call('owner', 'POST', '', half, 'make'),
    door.call('owner', 'POST', '', half, 'make'),
  ])
  assert.equal(first.json.id, second.json.id)
  const memberIds = ['mem_1', 'mem_2', 'nobody']
  const give = () => door.call('owner', 'POST', `/${first.json.id}/grants`, { memberIds }, 'give')
  const [once, twice] = await Promise.all([give(), give()])
  assert.deepEqual(once.json, twice.json)
  assert.deepEqual(
    once.json.items.map(({ memberId, refused }: { memberId: string; refused?: string }) => [memberId, refused]),
    [
      ['mem_1', undefined],
      ['mem_2', undefined],
      ['nobody', 'no_such_member'],
    ],
  )
  const other = await door.call('owner', 'POST', `/${first.json.id}/grants`, { memberIds: ['mem_3'] }, 'give')
  assert.deepEqual([other.status, other.json.code], [409, 'idempotency_key_reused'])
  const { granted, usable } = (await door.call('owner', 'GET', `/${first.json.id}`)).json
  assert.deepEqual([granted, usable], [2, 2])
})

test('staff of one branch change only coupons that count there alone', async () => {
  await using door = await openDoor()
  const chain = await door.call('owner', 'POST', '', half)
  assert.equal((await door.call('branch', 'POST', '', half)).json.code, 'forbidden')
  const own = await door.call('branch', 'POST', '', { ...half, scope: atBranch })
  assert.equal(own.status, 201)
  assert.equal((await door.call('branch', 'GET', `/${chain.json.id}`)).status, 200)
  const scope = { ...atBranch, hotelIds: ['hot_1', 'hot_2'] }
  for (const refused of [
    await door.call('branch', 'PATCH', `/${chain.json.id}`, { note: 'x' }),
    await door.call('branch', 'DELETE', `/${chain.json.id}`),
    await door.call('branch', 'POST', `/${chain.json.id}/grants`, { memberIds: ['mem_1'] }),
    await door.call('branch', 'PATCH', `/${own.json.id}`, { scope }),
    await door.call('desk', 'GET', ''),
  ]) {
    assert.equal(refused.status, 403)
  }
})

test('coupons are listed by sort, page by page', async () => {
  await using door = await openDoor()
  for (const sort of [30, 10, 20, 10]) await door.call('owner', 'POST', '', { ...half, sort })
  const seen: number[] = []
  let cursor = ''
  do {
    const { json } = await door.call('owner', 'GET', `?limit=3${cursor}`)
    seen.push(...json.items.map((one: { sort: number }) => one.sort))
    cursor = json.nextCursor ? `&cursor=${json.nextCursor}` : ''
  } while (cursor)
  assert.deepEqual(seen, [10, 10, 20, 30])
  assert.equal((await door.call('owner', 'GET', '?cursor=none')).status, 400)
})

test('what makes no sense is refused with its fields', async () => {
  await using door = await openDoor()
  const wrong = await door.call('owner', 'POST', '', { ...half, kind: 'amount' })
  assert.deepEqual([wrong.status, wrong.json.code, wrong.json.fields], [422, 'coupon_invalid', { offFen: 'missing' }])
  assert.equal((await door.call('owner', 'POST', '', { ...half, validity: { days: 0 } })).status, 400)
})
