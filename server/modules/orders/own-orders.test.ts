import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { OwnOrder } from '../../../contract/guest/own-data.ts'
import { openHouse, wishOf } from './test-house.ts'

test('thousands of orders are taken along fifty at a time, each once, the newest first', async () => {
  const house = await openHouse()
  const { db, orders } = house
  const count = 2_010
  for (let done = 0; done < count; done += 30) {
    const wishes = Array.from({ length: 30 }, () => wishOf({ roomTypeId: 'rt_large', consents: ['paid'] }))
    const placed = await db.transaction((tx) => orders.placeOrders(tx, wishes))
    assert.ok(placed.every(({ kind }) => kind === 'placed'))
    house.pass(1_000)
  }
  const pages: OwnOrder[][] = []
  for await (const page of orders.ownOrders({ memberId: 'mem_1', language: 'zh' })) pages.push([...page] as OwnOrder[])
  assert.ok(pages.every((page) => page.length <= 50))
  const all = pages.flat()
  assert.deepEqual([all.length, new Set(all.map(({ orderNo }) => orderNo)).size], [count, count])
  assert.ok(all.every((order, at) => at === 0 || all[at - 1]!.placedAt >= order.placedAt))
  const [newest] = all
  assert.deepEqual(newest?.consents, [{ notice: 'paid', givenAt: newest?.placedAt }])
  assert.equal(newest.contactPhone, '13800000000')
  await house.close()
})
