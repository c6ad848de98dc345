import assert from 'node:assert/strict'
import type { Message } from '../../messaging/message.ts'
import { aMessage, type BusNode, type BusSuite, breath, point, testTopics, until } from './bus-world.ts'

const all = (messages: readonly Message[]) => new Set(messages.map(({ id }) => id))

export function busCarries(suite: BusSuite): void {
  point(suite, '2 every group gets its copy, and members of one group share', async (world) => {
    const nodes = [await world.open({ slot: 'a' }), await world.open({ slot: 'b' })]
    const got = new Map<string, string[]>(['g1 0', 'g1 1', 'g2 0', 'g2 1'].map((name) => [name, []]))
    const groups = ['g1', 'g2'].map((group) => ({ group, topic: 'plain' }))
    for (const [index, { bus, clock }] of nodes.entries()) {
      await bus.start({ topics: testTopics, groups })
      for (const { group, topic } of groups) {
        bus.subscribe({ group, topic, leaseMs: leaseOf(bus), batch: 4 }, async (messages) => {
          got.get(`${group} ${index}`)!.push(...all(messages))
          assert.ok(clock.now() > 0)
          await breath(2)
          return all(messages)
        })
      }
    }
    const sent = Array.from({ length: 100 }, () => aMessage(nodes[0]!, { topic: 'plain' }))
    await nodes[0]!.bus.publish(sent)
    for (const group of ['g1', 'g2']) {
      const members = () => [got.get(`${group} 0`)!, got.get(`${group} 1`)!]
      await until(`${group} has all`, () => members().flat().length >= 100)
      assert.deepEqual(members().flat().sort(), [...all(sent)].sort(), 'each once')
      assert.ok(
        members().every((mine) => mine.length > 0),
        'both members had some',
      )
    }
  })

  point(suite, '3 what the type of a topic does not carry is refused', async (world) => {
    const node = await world.open()
    await node.bus.start({ topics: testTopics, groups: [] })
    const later = node.clock.now() + 60_000
    const wrong = [
      aMessage(node, { topic: 'plain', key: 'k' }),
      aMessage(node, { topic: 'plain', dueAt: later }),
      aMessage(node, { topic: 'ordered' }),
      aMessage(node, { topic: 'ordered', key: 'k', dueAt: later }),
      aMessage(node, { topic: 'later', key: 'k', dueAt: later }),
      aMessage(node, { topic: 'later', dueAt: node.clock.now() + node.bus.caps.maxDelayMs + 60_000 }),
      aMessage(node, { topic: 'halves' }),
      { ...aMessage(node, { topic: 'plain' }), topic: 'nowhere' },
    ]
    const right = [
      aMessage(node, { topic: 'plain' }),
      aMessage(node, { topic: 'ordered', key: 'k' }),
      aMessage(node, { topic: 'later', dueAt: later }),
    ]
    const errors = await node.bus.publish([...wrong, ...right])
    assert.deepEqual(
      errors.map((error) => error !== null),
      [...wrong.map(() => true), ...right.map(() => false)],
    )
    await assert.rejects(node.bus.sendHalf(aMessage(node, { topic: 'plain' })))
    await assert.rejects(node.bus.sendHalf(aMessage(node, { topic: 'ordered', key: 'k' })))
  })

  point(suite, '4 messages of one key come in order, one at a time, however many members there are', async (world) => {
    const nodes = [await world.open({ slot: 'a' }), await world.open({ slot: 'b' })]
    const seen = new Map<string, number[]>()
    const open = new Set<string>()
    for (const node of nodes) await listenInOrder(node, { seen, open })
    const keys = Array.from({ length: 12 }, (_, index) => `k${index}`)
    for (let seq = 0; seq < 15; seq += 1) {
      const errors = await nodes[seq % 2]!.bus.publish(
        keys.map((key) => aMessage(nodes[0]!, { topic: 'ordered', key, seq })),
      )
      assert.ok(errors.every((error) => error === null))
    }
    await until('all came', () => keys.every((key) => (seen.get(key)?.length ?? 0) >= 15))
    for (const key of keys) assert.deepEqual(seen.get(key), [...Array(15).keys()], key)
  })

  point(suite, '4b a message that was not taken comes again before those behind it', async (world) => {
    const node = await world.open()
    await node.bus.start({ topics: testTopics, groups: [{ group: 'g', topic: 'ordered' }] })
    const taken: number[] = []
    let refusals = 1
    node.bus.subscribe({ group: 'g', topic: 'ordered', leaseMs: leaseOf(node.bus), batch: 8 }, async (messages) => {
      const mine = messages.filter(({ seq }) => seq !== 0 || refusals-- <= 0)
      if (messages.length === mine.length) taken.push(...mine.map(({ seq }) => seq!))
      return all(mine)
    })
    await node.bus.publish([0, 1, 2].map((seq) => aMessage(node, { topic: 'ordered', key: 'k', seq })))
    await until('the head and its followers', () => taken.length >= 3, leaseOf(node.bus) + jitterOf(node) + 5_000)
    assert.deepEqual(taken, [0, 1, 2])
  })

  point(suite, '9 a delayed message is never early, and late by no more than the jitter', async (world) => {
    const node = await world.open()
    await node.bus.start({ topics: testTopics, groups: [{ group: 'g', topic: 'later' }] })
    const lateMs: number[] = []
    node.bus.subscribe({ group: 'g', topic: 'later', leaseMs: leaseOf(node.bus), batch: 8 }, async (messages) => {
      for (const { dueAt } of messages) lateMs.push(node.clock.now() - dueAt)
      return all(messages)
    })
    const now = node.clock.now()
    await node.bus.publish([400, 900, 1_500].map((ms) => aMessage(node, { topic: 'later', dueAt: now + ms })))
    await until('all three', () => lateMs.length === 3)
    for (const ms of lateMs) assert.ok(ms >= 0 && ms <= jitterOf(node), `${ms} ms late`)
  })

  point(suite, '9b a delayed message can be taken back', async (world) => {
    const node = await world.open()
    await node.bus.start({ topics: testTopics, groups: [{ group: 'g', topic: 'later' }] })
    const [gone, kept] = [1, 2].map(() => aMessage(node, { topic: 'later', dueAt: node.clock.now() + 700 }))
    const got: string[] = []
    node.bus.subscribe({ group: 'g', topic: 'later', leaseMs: leaseOf(node.bus), batch: 8 }, async (messages) => {
      got.push(...all(messages))
      return all(messages)
    })
    await node.bus.publish([gone!, kept!])
    assert.equal(await node.bus.recall(gone!.id), true)
    await until('the other one', () => got.length > 0)
    assert.deepEqual(got, [kept!.id])
    assert.equal(await node.bus.recall(kept!.id), false)
  })

  point(suite, '20 a body up to the cap is carried whole, a larger one is refused', async (world) => {
    const node = await world.open()
    await node.bus.start({ topics: testTopics, groups: [{ group: 'g', topic: 'plain' }] })
    const cap = node.bus.caps.maxBodyBytes
    const got: Message[] = []
    node.bus.subscribe({ group: 'g', topic: 'plain', leaseMs: leaseOf(node.bus), batch: 8 }, async (messages) => {
      got.push(...messages)
      return all(messages)
    })
    const fits = aMessage(node, {
      topic: 'plain',
      payload: '店'.repeat(Math.floor(cap / 3)).padEnd(Math.floor(cap / 3) + (cap % 3), 'x'),
    })
    const errors = await node.bus.publish([{ ...fits, id: `${fits.id}x`, payload: `${fits.payload}x` }, fits])
    assert.deepEqual(
      errors.map((error) => error === null),
      [false, true],
    )
    await until('the one that fits', () => got.length > 0)
    assert.equal(got[0]!.payload, fits.payload)
  })
}

async function listenInOrder(
  { bus }: BusNode,
  { seen, open }: { seen: Map<string, number[]>; open: Set<string> },
): Promise<void> {
  await bus.start({ topics: testTopics, groups: [{ group: 'g', topic: 'ordered' }] })
  bus.subscribe({ group: 'g', topic: 'ordered', leaseMs: leaseOf(bus), batch: 16 }, async (messages) => {
    const lanes = [...Map.groupBy(messages, ({ key }) => key!)]
    await Promise.all(
      lanes.map(async ([key, lane]) => {
        assert.ok(!open.has(key), `${key} is with two members at once`)
        open.add(key)
        for (const { seq } of lane) {
          await breath(Math.random() * 4)
          seen.set(key, [...(seen.get(key) ?? []), seq!])
        }
        open.delete(key)
      }),
    )
    return all(messages)
  })
}

export const leaseOf = (bus: BusNode['bus']) => Math.max(bus.caps.minLeaseMs, 2_000)
const jitterOf = (node: BusNode) => node.bus.caps.redeliveryJitterMs
