import assert from 'node:assert/strict'
import { type BusSuite, notes, openSpine, point, until, untilPassing } from './bus-world.ts'
import {
  crashOrders,
  crashPoints,
  crashSubscriptions,
  edgesPerOrder,
  joinedGroup,
  orderGroup,
  stayGroup,
} from './crash-scenario.ts'

/** kill -9 at each step of a message's way: nothing is lost, nothing happens twice. */
export function busCrashes(suite: BusSuite): void {
  const expected = Array.from({ length: edgesPerOrder }, (_, index) => String(index + 1))
  for (const at of crashPoints) {
    point(suite, `13 killed at ${at}, every effect is there once`, async (world) => {
      await world.crash('flow', at)
      const node = await world.open()
      await openSpine(node, crashSubscriptions)
      const all = crashOrders.length * edgesPerOrder
      await untilPassing(world, 'all effects', async () => (await notes(node.db, orderGroup)).length >= all)
      await untilPassing(world, 'the members', async () => (await notes(node.db, joinedGroup)).length >= 3)
      await world.pass(120_000)
      await until('rest', async () => (await node.bus.stats()).every((row) => row.ready + row.inFlight === 0))
      for (const order of crashOrders) assert.deepEqual(await notes(node.db, orderGroup, order), expected)
      assert.deepEqual((await notes(node.db, joinedGroup)).sort(), ['m1', 'm2', 'm3'])
    })
  }

  for (const { at, told } of [
    { at: 'half.sent', told: [] },
    { at: 'half.worked', told: ['ord_stay'] },
    { at: 'half.decided', told: ['ord_stay'] },
  ]) {
    point(suite, `15d killed at ${at}, a half message is as true as its work`, async (world) => {
      await world.crash('half', at)
      const node = await world.open()
      await openSpine(node, crashSubscriptions)
      if (told.length > 0) await untilPassing(world, 'it', async () => (await notes(node.db, stayGroup)).length > 0)
      for (let passed = 0; passed < 120_000; passed += world.halfCheckMs) await world.pass(world.halfCheckMs)
      await until('rest', async () => (await node.bus.stats()).every((row) => row.ready + row.inFlight === 0))
      assert.deepEqual(await notes(node.db, stayGroup), told)
    })
  }

  point(suite, '21 what waits, is delayed or half survives kill -9', async (world) => {
    await world.crash('waiting', 'all.sent')
    const node = await world.open()
    await openSpine(node, crashSubscriptions)
    const heard = async () => (await notes(node.db, 'conform_due')).length
    await until('what waited', async () => (await notes(node.db, joinedGroup)).length >= 3)
    assert.equal(await heard(), 0, 'the delayed one is not early')
    await world.pass(600_000)
    await until('the delayed one', async () => (await heard()) === 1)
    await untilPassing(world, 'the half', async () => (await notes(node.db, stayGroup)).length > 0)
    assert.deepEqual(await notes(node.db, stayGroup), ['ord_stay'])
  })
}
