import assert from 'node:assert/strict'
import type { Message } from '../../messaging/message.ts'
import { leaseOf } from './bus-carries.ts'
import { aMessage, type BusNode, type BusSuite, breath, point, testTopics, until } from './bus-world.ts'

const all = (messages: readonly Message[]) => new Set(messages.map(({ id }) => id))
const plain = { group: 'g', topic: 'plain' } as const

/** How a bus starts, holds what it has delivered, and ends. */
export function busLives(suite: BusSuite): void {
  point(suite, '14 the lease lasts as long as the handler works', async (world) => {
    const nodes = [await world.open({ slot: 'a' }), await world.open({ slot: 'b' })]
    const leaseMs = Math.max(nodes[0]!.bus.caps.minLeaseMs, 300)
    let deliveries = 0
    let done = false
    for (const { bus } of nodes) {
      await bus.start({ topics: testTopics, groups: [plain] })
      bus.subscribe({ ...plain, leaseMs, batch: 1 }, async (messages) => {
        deliveries += 1
        await breath(leaseMs * 3)
        done = true
        return all(messages)
      })
    }
    await nodes[0]!.bus.publish([aMessage(nodes[0]!, { topic: 'plain' })])
    await until('the handler', () => done)
    await until('nothing is left', async () => (await waiting(nodes[0]!, 'g')) === 0)
    assert.equal(deliveries, 1)
  })

  point(suite, '16 a broadcast reaches every process that lives, and no news from before its start', async (world) => {
    const heard = new Map<string, string[]>()
    const nodes = new Map<string, BusNode>()
    const join = async (slot: string) => {
      const node = await world.open({ slot })
      nodes.set(slot, node)
      heard.set(slot, [])
      const cast = { group: 'cast', topic: 'plain', broadcast: true } as const
      await node.bus.start({ topics: testTopics, groups: [cast] })
      node.bus.subscribe({ ...cast, leaseMs: leaseOf(node.bus), batch: 8 }, async (messages) => {
        heard.get(slot)!.push(...messages.map(({ event }) => event))
        return all(messages)
      })
    }
    const cast = (event: string) => nodes.get('a')!.bus.publish([aMessage(nodes.get('a')!, { topic: 'plain', event })])
    await join('a')
    await join('b')
    await cast('first')
    await until('both hear the first', () => ['a', 'b'].every((slot) => heard.get(slot)!.includes('first')))
    await world.pass(50)
    await join('c')
    await cast('second')
    await until('all hear the second', () => [...heard.values()].every((events) => events.includes('second')))
    assert.deepEqual(heard.get('c'), ['second'])
    await nodes.get('b')!.bus.stop(1_000)
    const groups = (await nodes.get('a')!.bus.stats()).map(({ group }) => group)
    assert.equal(groups.length, 2, `a clean stop takes its group along: ${groups}`)
  })

  point(suite, '17 the figures move with the messages', async (world) => {
    const node = await world.open()
    await node.bus.start({ topics: testTopics, groups: [plain, { group: 'h', topic: 'later' }] })
    const figures = async (group: string) => (await node.bus.stats()).find((row) => row.group === group)
    const gate = Promise.withResolvers<void>()
    const began = node.clock.now()
    await node.bus.publish([1, 2, 3].map(() => aMessage(node, { topic: 'plain' })))
    const dueAt = node.clock.now() + 600_000
    await node.bus.publish([aMessage(node, { topic: 'later', dueAt })])
    const { oldestReadyAt, nextDueAt: none, ...ready } = (await figures('g'))!
    assert.deepEqual([ready, none], [{ ...plain, ready: 3, inFlight: 0, delayed: 0 }, null])
    assert.ok(oldestReadyAt !== null && oldestReadyAt >= began && oldestReadyAt <= node.clock.now())
    const { nextDueAt, ...later } = (await figures('h'))!
    const expected = { group: 'h', topic: 'later', ready: 0, inFlight: 0, delayed: 1, oldestReadyAt: null }
    assert.deepEqual(later, expected)
    assert.ok(nextDueAt === null || nextDueAt === dueAt)
    node.bus.subscribe({ ...plain, leaseMs: leaseOf(node.bus), batch: 2 }, async (messages) => {
      await gate.promise
      return all(messages)
    })
    await until('two are out', async () => (await figures('g'))?.inFlight === 2)
    assert.equal((await figures('g'))?.ready, 1)
    gate.resolve()
    await until('none is left', async () => (await waiting(node, 'g')) === 0)
  })

  point(
    suite,
    '18 a stop takes no more, waits for what is under way, and never longer than its grace',
    async (world) => {
      const [node, heir] = [await world.open({ slot: 'a' }), await world.open({ slot: 'b' })]
      const gate = Promise.withResolvers<void>()
      let [begun, ended] = [0, 0]
      await node.bus.start({ topics: testTopics, groups: [plain] })
      node.bus.subscribe({ ...plain, leaseMs: leaseOf(node.bus), batch: 1 }, async (messages) => {
        begun += 1
        await gate.promise
        ended += 1
        return all(messages)
      })
      await node.bus.publish([1, 2].map(() => aMessage(node, { topic: 'plain' })))
      await until('one is under way', () => begun === 1)
      const stopped = node.bus.stop(5_000)
      gate.resolve()
      await stopped
      assert.deepEqual([begun, ended], [1, 1])
      assert.equal(await waiting(node, 'g'), 1, 'the one was acknowledged, the other left alone')

      await heir.bus.start({ topics: testTopics, groups: [plain] })
      let hung = false
      const never = Promise.withResolvers<void>()
      heir.bus.subscribe({ ...plain, leaseMs: leaseOf(heir.bus), batch: 1 }, async () => {
        hung = true
        await never.promise
        return new Set()
      })
      await until('the other hangs', () => hung)
      const before = performance.now()
      await heir.bus.stop(300)
      assert.ok(performance.now() - before < 1_500, 'it lets go')
      never.resolve()
    },
  )

  point(suite, '22 a group nobody provisioned fails in one clear sentence, and the process lives on', async (world) => {
    const node = await world.open()
    await assert.rejects(
      node.bus.start({ topics: testTopics, groups: [{ group: 'lost_group', topic: 'nowhere' }] }),
      /lost_group/,
    )
    const second = await world.open({ slot: 'b' })
    await second.bus.start({ topics: testTopics, groups: [plain] })
    const wish = { leaseMs: leaseOf(second.bus), batch: 1 }
    assert.throws(
      () => second.bus.subscribe({ group: 'lost_group', topic: 'plain', ...wish }, async () => new Set()),
      /lost_group/,
    )
    assert.deepEqual(await second.bus.publish([aMessage(second, { topic: 'plain' })]), [null])
  })
}

async function waiting(node: BusNode, group: string): Promise<number> {
  const rows = (await node.bus.stats()).filter((row) => row.group === group)
  return rows.reduce((sum, row) => sum + row.ready + row.inFlight + row.delayed, 0)
}
