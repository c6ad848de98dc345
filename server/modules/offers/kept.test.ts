import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Tx } from '../../database/handle.ts'
import { branch, breakfastPlan, freeTheDayBefore, kingRoom } from '../../test/branch.ts'
import { manager, type SmallHouse, smallHouse } from '../../test/small-house.ts'
import { managing } from '../hotels/manage.ts'
import { retiring } from '../hotels/retire.ts'
import { basicsOf } from './basics.ts'
import { createKept, type Kept } from './kept.ts'

const wanted = ['rp_a', 'rp_b'].map((ratePlanId) => ({ hotelId: 'hot_1', roomTypeId: 'rt_a', ratePlanId }))

async function house() {
  const made = await smallHouse()
  await made.addType({ id: 'rt_a' })
  await made.addPlan({ id: 'rp_a', roomTypeId: 'rt_a' })
  await made.addPlan({ id: 'rp_b', roomTypeId: 'rt_a', parentId: 'rp_a', derive: { percent: -10 } })
  await made.db.transaction((tx) => made.hotels.createPolicy(tx, { ...freeTheDayBefore, id: 'pol_2' }, manager))
  return made
}

const fromRows = ({ db, hotels, inventory }: SmallHouse) => basicsOf(db, { hotels, inventory }, ['rp_a', 'rp_b'])

async function asTheRows(kept: Kept, made: SmallHouse, after: string): Promise<void> {
  assert.deepEqual(await kept.basics(wanted), await fromRows(made), after)
  assert.deepEqual(
    [...(await kept.hotels(['hot_1'])).values()],
    await made.hotels.hotelsByIds(made.db, ['hot_1']),
    after,
  )
}

/** Every verb that writes what a price and its terms are made of, with what it may change. */
type Verb = keyof (ReturnType<typeof managing> & ReturnType<typeof retiring>)
const writes: Record<Verb, ((tx: Tx, made: SmallHouse) => Promise<unknown>)[]> = {
  createHotel: [(tx, { hotels }) => hotels.createHotel(tx, { ...branch, id: 'hot_2' }, manager)],
  editHotel: [
    (tx, { hotels }) => hotels.editHotel(tx, 'hot_1', { state: 'closed' }, manager),
    (tx, { hotels }) => hotels.editHotel(tx, 'hot_1', { state: 'open', name: { zh: '新名' } }, manager),
    (tx, { hotels }) =>
      hotels.editHotel(tx, 'hot_1', { clock: { zone: 'Asia/Urumqi', dayEndsAtMinutes: 300 } }, manager),
  ],
  createRoomType: [(tx, { hotels }) => hotels.createRoomType(tx, { ...kingRoom, id: 'rt_b' }, manager)],
  editRoomType: [
    (tx, { hotels }) => hotels.editRoomType(tx, 'rt_a', { onSale: false }, manager),
    (tx, { hotels }) => hotels.editRoomType(tx, 'rt_a', { onSale: true, dailyStock: 2, guests: 4 }, manager),
    (tx, { hotels }) => hotels.editRoomType(tx, 'rt_a', { stockMode: 'never' }, manager),
  ],
  createRatePlan: [
    (tx, { hotels }) => hotels.createRatePlan(tx, { ...breakfastPlan, id: 'rp_c', roomTypeId: 'rt_a' }, manager),
  ],
  editRatePlan: [
    (tx, { hotels }) => hotels.editRatePlan(tx, 'rp_a', { baseFen: [1, 2, 3, 4, 5, 6, 7] }, manager),
    (tx, { hotels }) => hotels.editRatePlan(tx, 'rp_a', { onSale: false, minStay: 3 }, manager),
    (tx, { hotels }) => hotels.editRatePlan(tx, 'rp_b', { derive: { fen: -500 } }, manager),
    (tx, { hotels }) => hotels.editRatePlan(tx, 'rp_b', { policyId: 'pol_2' }, manager),
    (tx, { hotels }) => hotels.editRatePlan(tx, 'rp_b', { parentId: null, derive: null }, manager),
    (tx, { hotels }) => hotels.editRatePlan(tx, 'rp_a', { parentId: 'rp_b', derive: { percent: 5 } }, manager),
  ],
  createPolicy: [(tx, { hotels }) => hotels.createPolicy(tx, { ...freeTheDayBefore, id: 'pol_3' }, manager)],
  editPolicy: [
    (tx, { hotels }) => hotels.editPolicy(tx, 'pol_1', { name: { zh: '新版' } }, manager),
    (tx, { hotels }) => hotels.editPolicy(tx, 'pol_3', { noShow: { kind: 'all' } }, manager),
  ],
  touchRoomType: [(tx, { hotels }) => hotels.touchRoomType(tx, 'rt_a')],
  archiveHotel: [async (tx, { hotels }) => hotels.archiveHotel(tx, (await hotels.hotel(tx, 'hot_1'))!, manager)],
  restoreHotel: [async (tx, { hotels }) => hotels.restoreHotel(tx, (await hotels.hotel(tx, 'hot_1'))!, manager)],
  archiveRoomType: [
    async (tx, { hotels }) => hotels.archiveRoomType(tx, (await hotels.roomType(tx, 'rt_a'))!, manager),
  ],
  restoreRoomType: [
    async (tx, { hotels }) => hotels.restoreRoomType(tx, (await hotels.roomType(tx, 'rt_a'))!, manager),
  ],
  // A plan that was put away is not priced any more: it is looked at when it is back.
  archiveRatePlan: [
    async (tx, { hotels }) => {
      const away = await hotels.archiveRatePlan(tx, (await hotels.ratePlan(tx, 'rp_a'))!, manager)
      await hotels.restoreRatePlan(tx, away, manager)
    },
  ],
  restoreRatePlan: [
    async (tx, { hotels }) => {
      const away = await hotels.archiveRatePlan(tx, (await hotels.ratePlan(tx, 'rp_c'))!, manager)
      await hotels.restoreRatePlan(tx, away, manager)
    },
  ],
  deleteRatePlan: [async (tx, { hotels }) => hotels.deleteRatePlan(tx, (await hotels.ratePlan(tx, 'rp_c'))!, manager)],
  deleteRoomType: [async (tx, { hotels }) => hotels.deleteRoomType(tx, (await hotels.roomType(tx, 'rt_b'))!, manager)],
  deleteHotel: [async (tx, { hotels }) => hotels.deleteHotel(tx, (await hotels.hotel(tx, 'hot_2'))!, manager)],
  removePolicy: [async (tx, { hotels }) => hotels.removePolicy(tx, (await hotels.policy(tx, 'pol_3'))!, manager)],
  restorePolicy: [async (tx, { hotels }) => hotels.restorePolicy(tx, (await hotels.policy(tx, 'pol_1'))!, manager)],
}

test('what is kept reads as the rows after everything that can be written of them', async () => {
  await using made = await house()
  const kept = createKept(made)
  const { audit } = made
  const verbs = Object.keys({ ...managing({ audit, onDailyStock: async () => undefined }), ...retiring({ audit }) })
  assert.deepEqual(Object.keys(writes).sort(), verbs.sort(), 'a verb that writes is not looked at here')
  for (const [verb, changes] of Object.entries(writes)) {
    for (const [at, change] of changes.entries()) {
      await asTheRows(kept, made, `before ${verb} ${at}`)
      await made.db.transaction((tx) => change(tx, made))
      await asTheRows(kept, made, `${verb} ${at}`)
    }
  }
})

test('what was never committed is never kept, whatever its version', async () => {
  await using made = await house()
  const kept = createKept(made)
  await asTheRows(kept, made, 'at first')
  const undone = made.db.transaction(async (tx) => {
    await made.hotels.editRatePlan(tx, 'rp_a', { minStay: 9 }, manager)
    throw new Error('undone')
  })
  const [reading] = await Promise.all([kept.basics(wanted), assert.rejects(undone, /undone/)])
  assert.equal(reading.get('rp_a')?.plan.minStay, 1)
  await made.db.transaction((tx) => made.hotels.editRatePlan(tx, 'rp_a', { minStay: 2 }, manager))
  await asTheRows(kept, made, 'the same version, committed')
})

test('a change between the readings of versions and rows is not lost', async () => {
  for (const read of ['versionsOf', 'ratePlansOf', 'roomTypesByIds', 'hotelsByIds'] as const) {
    await using made = await house()
    const { hotels } = made
    const kept = createKept({ ...made, hotels: { ...hotels, [read]: thenChanged(made, read) } })
    await kept.basics(wanted)
    await asTheRows(kept, made, `changed after ${read}`)
  }
})

/** The same reading, the first time with a change committed right after it. */
function thenChanged(
  { db, hotels }: SmallHouse,
  read: 'versionsOf' | 'ratePlansOf' | 'roomTypesByIds' | 'hotelsByIds',
) {
  let changes = 1
  return async (...asked: unknown[]) => {
    const answer = await (hotels[read] as (...asked: unknown[]) => Promise<unknown>)(...asked)
    if (changes-- > 0) {
      await db.transaction(async (tx) => {
        await hotels.editRatePlan(tx, 'rp_a', { minStay: 2 }, manager)
        await hotels.editHotel(tx, 'hot_1', { sort: 2 }, manager)
      })
    }
    return answer
  }
}

test('a plan that is gone, or is named with the type or branch of another, is left out', async () => {
  await using made = await house()
  await made.addType({ id: 'rt_b' })
  const kept = createKept(made)
  const [plan] = wanted
  assert.equal((await kept.basics([{ ...plan!, roomTypeId: 'rt_b' }])).size, 0)
  assert.equal((await kept.basics([{ ...plan!, hotelId: 'hot_none' }])).size, 0)
  assert.equal((await kept.basics([{ ...plan!, ratePlanId: 'rp_none' }])).size, 0)
  assert.equal((await kept.basics([plan!])).size, 1)
})
