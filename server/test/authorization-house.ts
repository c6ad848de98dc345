import assert from 'node:assert/strict'
import { askInvoice } from '../../contract/guest/invoices.ts'
import type { Operation } from '../../contract/operation.ts'
import { type Permission, type RoleName, roleNames, rolePermissions } from '../../contract/permissions.ts'
import type { Badge } from '../../proof/house/staff.ts'
import { newId } from '../kernel/ids.ts'
import { type Answer, ask, complaintsOf, type Sent, type Try, whole } from './authorization-calls.ts'
import { amountOff } from './branch.ts'
import type { Named } from './example.ts'
import { type Guest, newWorld, type World } from './world.ts'

/** Where somebody works: at the branch whose things are asked for, at another one, or for the whole chain. */
export type Place = 'here' | 'elsewhere' | 'chain'

const hotelOf: Record<Place, string> = { here: 'hot_chengdu_huaili', elsewhere: 'hot_beijing_huiwa', chain: '*' }
const roomTypeId = 'rmt_chengdu_huaili_1'
const ratePlanId = 'rpl_chengdu_huaili_1_flexible'
const oneRoom = { rooms: 1, guests: [{ name: '林一舟' }], contactPhone: '13800001234' }
const system = { kind: 'system', cause: 'test' } as const
const password = 'keys and a kettle'

export type AuthorizationHouse = Awaited<ReturnType<typeof openAuthorizationHouse>>

/** A whole house with one thing of every kind at one branch, and people who work here, there and for the chain. */
export async function openAuthorizationHouse() {
  const world = await newWorld({ env: { YIZHAN_LIMITS: 'off' } })
  const [owner, stranger] = [await world.guest(), await world.guest()]
  const things = await thingsOf(world, owner)
  const badges = new Map<string, Promise<Badge>>()

  /** Signed in anew, with these roles. */
  async function signIn(roles: readonly { role: RoleName; hotelId: string }[]): Promise<Badge> {
    const username = newId('who')
    await world.app.modules.staff.create({ username, name: '苏晚', password, roles }, system)
    return (await world.staff(username, password)).badge
  }

  return {
    world,
    owner,
    stranger,
    elsewhere: hotelOf.elsewhere,
    ...things,
    signIn,
    /** Somebody with these roles, the same at every call. */
    badgeOf(...grants: [RoleName, Place][]): Promise<Badge> {
      const key = grants.join()
      const roles = grants.map(([role, place]) => ({ role, hotelId: hotelOf[place] }))
      const badge = badges.get(key) ?? signIn(roles)
      badges.set(key, badge)
      return badge
    },
    ask: (operation: Operation, sent: Sent) => ask(world.config.publicUrl, operation, sent),
    /** A call that could be carried out, about things of the branch. */
    async wholeCall(operation: Operation, { named = things.named, says = {} } = {}): Promise<Sent> {
      const id = operation.path.includes('/:id') ? { id: await things.thingOf(operation) } : {}
      return whole(operation, { ...id, named, says: { ...things.says[operation.id], ...says } })
    },
    /** Makes calls of which every answer has to be right. */
    async answered(made: readonly Try[], isRight: (answer: Answer, operation: Operation) => boolean): Promise<void> {
      assert.deepEqual(await complaintsOf(world.config.publicUrl, made, isRight), [])
    },
    /** The same, and not one row is another one afterwards. */
    async refused(made: readonly Try[], isRight: (answer: Answer, operation: Operation) => boolean): Promise<void> {
      await world.settle()
      const rows = await everyRow(world)
      assert.deepEqual(await complaintsOf(world.config.publicUrl, made, isRight), [])
      assert.deepEqual([...(await everyRow(world)).symmetricDifference(rows)], [])
    },
    [Symbol.asyncDispose]: () => world[Symbol.asyncDispose](),
  }
}

/** The role with the fewest permissions that has this one. */
export function roleWith(permission: Permission): RoleName {
  const able = roleNames.filter((role) => rolePermissions[role].includes(permission))
  return able.sort((a, b) => rolePermissions[a].length - rolePermissions[b].length)[0]!
}

export function rolesWithout(permission: Permission): RoleName[] {
  return roleNames.filter((role) => !rolePermissions[role].includes(permission))
}

/** One thing of each kind at the branch, paid for by that guest, and makers of those that a call uses up. */
async function thingsOf(world: World, owner: Guest) {
  const { app } = world
  const { db } = app.ports
  const stay = { checkIn: world.day(1), checkOut: world.day(2) }
  const order = await owner.book({ roomTypeId, ratePlanId, ...stay })
  await owner.pay(order.id)
  await world.settle()
  const params = { id: order.id }
  await owner.client.call(askInvoice, { params, body: { title: '林一舟', email: 'lin@example.com' } })
  const [payment] = await app.modules.payments.paymentsOf(db, order.id)
  const [room] = await app.modules.rooms.ofHotel(db, hotelOf.here)
  const named: Named = {
    hotelId: hotelOf.here,
    roomTypeId,
    ratePlanId,
    paymentId: payment!.id,
    key: order.id,
    ...stay,
    from: stay.checkIn,
    to: stay.checkOut,
    day: stay.checkIn,
  }
  /** The thing behind `:id`, by what stands before it in the path. */
  const makers: Record<string, () => Promise<string> | string> = {
    '/api/admin/orders': () => order.id,
    '/api/admin/invoices': () => order.id,
    '/api/admin/hotels': () => hotelOf.here,
    '/api/admin/room-types': () => roomTypeId,
    '/api/admin/rooms': () => newRoom(world),
    '/api/admin/rate-plans': () => ratePlanId,
    '/api/admin/policies': () => newPolicy(world),
    '/api/admin/blocks': () => newBlock(world, stay),
    '/api/admin/alarms': () => newAlarm(world),
    '/api/admin/coupons': () => newCoupon(world),
    '/api/admin/inventory/changes': () => newChange(world, stay),
    '/api/admin/messages/dead-letters': () => newDeadLetter(world, order.id),
    '/api/admin/reconciliation/differences': () => newDifference(world, stay.checkIn),
    '/api/admin/members': () => owner.member.id,
    '/api/admin/staff': () => newColleague(world),
    '/api/admin/roles': () => newRole(world),
    '/api/guest/orders': () => order.id,
  }
  const listed = await Promise.all(Object.values(makers).map((make) => make()))
  return {
    named,
    order,
    /** What a call must say beyond what its form asks for, to be a call at all. */
    says: {
      placeOrder: { ...oneRoom, expectedTotalFen: 1 },
      walkIn: oneRoom,
      changeRoom: { from: room!.id, to: room!.id },
      createStaff: { username: 'lin', roles: [{ role: 'desk', hotelId: hotelOf.here }] },
      createCoupon: { scope: { hotelIds: [hotelOf.here], roomTypeIds: [], ratePlanIds: [] }, offFen: 100 },
      createRoom: { number: 'Z1', floor: 'Z' },
      createRatePlan: { baseFen: Array(7).fill(40_000), policyId: 'pol_flexible' },
      createBlock: { roomId: room!.id },
      createPolicy: { phases: [{ untilDaysBefore: null, untilHour: null, kept: { kind: 'all' } }] },
      editInventory: { roomTypeIds: [roomTypeId], set: { total: 500 } },
      resendNotice: { notice: 1 },
      grantCoupon: { memberIds: [owner.member.id] },
    } as Record<string, object>,
    /** Names that only answers about this branch hold. */
    ours: [...listed, order.orderNo, ratePlanId],
    async thingOf({ path, id }: Operation): Promise<string> {
      const make = makers[path.slice(0, path.indexOf('/:'))]
      if (!make) throw new Error(`${id}: no thing is made for ${path}: add it to authorization-house.ts`)
      return make()
    },
  }
}

async function newColleague({ app }: World): Promise<string> {
  const roles = [{ role: 'desk', hotelId: hotelOf.here }]
  return app.modules.staff.create({ username: newId('who'), name: '林', password, roles }, system)
}

async function newRole({ app }: World): Promise<string> {
  const [owner] = await app.modules.staff.list(app.ports.db, { q: 'manager', limit: 1 })
  const actor = { kind: 'staff', staffId: owner!.id, name: owner!.name } as const
  return app.modules.staff.createRole({ name: { zh: '夜审' }, permissions: ['orders.read'], actor })
}

async function newAlarm({ app }: World): Promise<string> {
  const { db } = app.ports
  const subject = newId('order')
  await db.transaction((tx) =>
    app.modules.alarms.raise(tx, { kind: 'closing_overdue', subject, hotelId: hotelOf.here, detail: {} }),
  )
  return (await app.modules.alarms.list(db, { open: 'only', limit: 100 })).find((one) => one.subject === subject)!.id
}

async function newRoom({ app }: World): Promise<string> {
  const wish = { hotelId: hotelOf.here, roomTypeId, number: newId('n').slice(-8), floor: '9' }
  return (await app.ports.db.transaction((tx) => app.modules.rooms.create(tx, wish))).id
}

async function newPolicy({ app }: World): Promise<string> {
  const kept = { kind: 'all' } as const
  const wish = { name: { zh: '不退' }, phases: [{ untilDaysBefore: null, untilHour: null, kept }], noShow: kept }
  return (await app.ports.db.transaction((tx) => app.modules.hotels.createPolicy(tx, wish, system))).id
}

async function newBlock(world: World, { checkIn, checkOut }: { checkIn: string; checkOut: string }): Promise<string> {
  const { app } = world
  const wish = { roomId: await newRoom(world), from: checkIn, to: checkOut, reason: '漏水' }
  const made = app.ports.db.transaction((tx) =>
    app.modules.blocks.create(tx, { ...wish, stock: 'keep', actor: system, mayAt: () => true }),
  )
  return (await made).id
}

async function newCoupon({ app }: World): Promise<string> {
  const wish = { ...amountOff, scope: { ...amountOff.scope, hotelIds: [hotelOf.here] } }
  return (await app.modules.coupons.create(wish, system)).id
}

async function newChange({ app }: World, { checkIn, checkOut }: { checkIn: string; checkOut: string }) {
  const nights = { from: checkIn, to: checkOut, weekdays: [] }
  const wish = { hotelId: hotelOf.here, ratePlanIds: [ratePlanId], ...nights, set: { priceFen: 50_000 } }
  return (await app.modules.inventory.edit({ ...wish, actor: system })).changeId
}

async function newDeadLetter({ app }: World, orderId: string): Promise<string> {
  const eventId = newId('evt')
  await app.ports.db.transaction((tx) =>
    tx
      .prepared(
        `insert into parked (subscription, event_id, topic, event, message_key, position, payload, born_at, due_at,
           state, attempts, visible_at, reason, parked_at)
         values ('payment_consumer_group', ?, 'order_topic', 'order.paid', ?, 1, '{}', ?, ?, 'dead', 12, ?, 'test', ?)`,
      )
      .run(eventId, orderId, tx.now, tx.now, tx.now, tx.now),
  )
  return `payment_consumer_group:${eventId}`
}

async function newDifference({ app }: World, day: string): Promise<string> {
  const id = newId('dif')
  await app.ports.db.transaction((tx) =>
    tx
      .prepared(`insert into bill_difference (id, day, kind, subject_no, found_at) values (?, ?, 'amount', ?, ?)`)
      .run(id, day, id, tx.now),
  )
  return id
}

/** Every row of the house but those that a look alone may touch, to see that nothing was changed. */
export async function everyRow({ app }: World): Promise<Set<string>> {
  const { db } = app.ports
  const touched = ['guest_session', 'staff_session', 'staff_failure']
  const tables = await db
    .prepared(`select name from sqlite_master where type = 'table' and name not like 'sqlite_%'`)
    .all<{ name: string }>()
  const rows = new Set<string>()
  for (const { name } of tables.filter((table) => !touched.includes(table.name))) {
    for (const row of await db.prepared(`select * from ${name}`).all()) rows.add(`${name} ${JSON.stringify(row)}`)
  }
  return rows
}
