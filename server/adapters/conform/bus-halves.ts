import assert from 'node:assert/strict'
import type { Message } from '../../messaging/message.ts'
import type { Verdict } from '../../ports/bus.ts'
import { leaseOf } from './bus-carries.ts'
import { aMessage, type BusNode, type BusSuite, point, testTopics, until, untilPassing } from './bus-world.ts'

const halves = { group: 'g', topic: 'halves' } as const

export function busHalves(suite: BusSuite): void {
  point(suite, '15 a half message is delivered after its commit, and never after its rollback', async (world) => {
    const node = await world.open()
    const got = await listen(node)
    const [kept, dropped, last] = [1, 2, 3].map(() => aMessage(node, { topic: 'halves' }))
    const half = await node.bus.sendHalf(kept!)
    await (await node.bus.sendHalf(dropped!)).rollback()
    await (await node.bus.sendHalf(last!)).commit()
    await until('the one that was committed', () => got.length > 0)
    assert.deepEqual(got, [last!.id], 'an open half is invisible')
    await half.commit()
    await until('the other', () => got.length > 1)
    assert.deepEqual(got, [last!.id, kept!.id])
  })

  point(suite, '15b a half nobody decided is asked about, and again while the answer is unknown', async (world) => {
    const node = await world.open()
    const verdicts: Verdict[] = ['unknown', 'unknown', 'commit']
    const asked: string[] = []
    node.bus.onCheck('halves', async ({ id }) => {
      asked.push(id)
      return verdicts[asked.length - 1] ?? 'rollback'
    })
    const got = await listen(node)
    const half = aMessage(node, { topic: 'halves' })
    await node.bus.sendHalf(half)
    await untilPassing(world, 'the third answer', () => got.length > 0)
    assert.deepEqual(got, [half.id])
    assert.equal(asked.length, 3)
  })

  point(suite, '15c halves outlive a producer that is away for longer than any broker would ask', async (world) => {
    const producer = await world.open({ slot: 'a' })
    await producer.bus.start({ topics: testTopics, groups: [halves] })
    const sent = Array.from({ length: 10 }, () => aMessage(producer, { topic: 'halves' }))
    for (const half of sent) await producer.bus.sendHalf(half)
    await producer.bus.stop(1_000)
    for (let passed = 0; passed < world.checkBudgetMs; passed += world.halfCheckMs) await world.pass(world.halfCheckMs)
    const heir = await world.open({ slot: 'b' })
    heir.bus.onCheck('halves', async () => 'commit')
    const got = await listen(heir)
    await untilPassing(world, 'all ten', () => got.length >= 10)
    assert.deepEqual([...got].sort(), sent.map(({ id }) => id).sort())
  })
}

async function listen({ bus }: BusNode): Promise<string[]> {
  const got: string[] = []
  await bus.start({ topics: testTopics, groups: [halves] })
  bus.subscribe({ ...halves, leaseMs: leaseOf(bus), batch: 16 }, async (messages: readonly Message[]) => {
    got.push(...messages.map(({ id }) => id))
    return new Set(messages.map(({ id }) => id))
  })
  return got
}
