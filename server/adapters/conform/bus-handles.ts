import assert from 'node:assert/strict'
import { newId } from '../../kernel/ids.ts'
import type { Subscription } from '../../messaging/index.ts'
import type { Message } from '../../messaging/message.ts'
import type { Bus } from '../../ports/bus.ts'
import {
  type BusSuite,
  emitEdge,
  leave,
  notes,
  openSpine,
  point,
  tell,
  tellEdge,
  until,
  untilPassing,
} from './bus-world.ts'

const group = 'conform_group'

/** Handles edges of orders by leaving their numbers; `fails` says which throw. */
function edges(fails: (message: Message) => boolean = () => false, more: Partial<Subscription> = {}): Subscription {
  return {
    group,
    topic: 'order_topic',
    on: {
      'order.paid': async (tx, { seq }, message) => {
        if (fails(message)) throw new Error(`edge ${seq} fails`)
        await leave(tx, group, message, seq)
      },
    },
    ...more,
  }
}

/** The bus over the message spine: what a handler may rely on. */
export function busHandles(suite: BusSuite): void {
  point(suite, '1 what is told is heard after its commit, and never after a rollback', async (world) => {
    const node = await world.open()
    await openSpine(node, [edges()])
    const order = newId('ord')
    await tellEdge(node.db, order, 1)
    const rolledBack = node.db.transaction(async (tx) => {
      await emitEdge(tx, order, 2)
      throw new Error('no')
    })
    await assert.rejects(rolledBack, /no/)
    await tellEdge(node.db, order, 3)
    await until('the third', async () => (await notes(node.db, group)).includes('3'))
    assert.deepEqual(await notes(node.db, group), ['1', '3'])
  })

  point(suite, '5 those behind a failing head wait for it, in order', async (world) => {
    const node = await world.open()
    const order = newId('ord')
    let failures = 2
    const { parked } = await openSpine(node, [edges(({ seq }) => seq === 1 && failures-- > 0)])
    for (const seq of [1, 2, 3]) await tellEdge(node.db, order, seq)
    await until('the head is parked', () => parked.length === 1)
    await tellEdge(node.db, order, 4)
    await untilPassing(world, 'all four', async () => (await notes(node.db, group)).length >= 4)
    assert.deepEqual(await notes(node.db, group, order), ['1', '2', '3', '4'])
  })

  point(suite, '8 other keys flow while one is stuck', async (world) => {
    const node = await world.open()
    const [stuck, free] = [newId('ord'), newId('ord')]
    const { parked, dead } = await openSpine(node, [edges(({ key }) => key === stuck)])
    await tellEdge(node.db, stuck, 1)
    await until('it is stuck', () => parked.length === 1)
    for (let seq = 1; seq <= 20; seq += 1) await tellEdge(node.db, free, seq)
    await until('the free ones', async () => (await notes(node.db, group, free)).length >= 20)
    assert.deepEqual(
      await notes(node.db, group, free),
      Array.from({ length: 20 }, (_, index) => String(index + 1)),
    )
    assert.equal(dead.length, 0)
  })

  point(suite, '10 tries are counted, and each waits longer than the one before', async (world) => {
    const node = await world.open()
    const at: number[] = []
    const failing = edges(
      () => {
        at.push(node.clock.now())
        return true
      },
      { maxAttempts: 4 },
    )
    const { dead } = await openSpine(node, [failing])
    await tellEdge(node.db, newId('ord'), 1)
    await untilPassing(world, 'the last try', () => dead.length > 0)
    assert.equal(at.length, 4)
    const gaps = at.slice(1).map((moment, index) => moment - at[index]!)
    for (const [index, leastMs] of [1_000, 2_000, 4_000].entries()) {
      assert.ok(gaps[index]! >= leastMs, `${gaps[index]} ms before try ${index + 2}`)
    }
  })

  point(suite, '19 with the bus away the work commits all the same, and is heard when it is back', async (world) => {
    const node = await world.open()
    const cable = { cut: true }
    await openSpine({ ...node, bus: throughCable(node.bus, cable) }, [edges()])
    const order = newId('ord')
    for (const seq of [1, 2, 3]) await tellEdge(node.db, order, seq)
    await world.pass(1_000)
    assert.deepEqual(await notes(node.db, group), [])
    cable.cut = false
    await untilPassing(world, 'all three', async () => (await notes(node.db, group)).length >= 3)
    assert.deepEqual(await notes(node.db, group, order), ['1', '2', '3'])
  })

  point(suite, '33 doubled and reversed deliveries end in the same rows, and in sequence', async (world) => {
    const node = await world.open()
    const stirred: Bus = {
      ...node.bus,
      publishWithin: undefined,
      publish: async (messages) => {
        await node.bus.publish([...messages].reverse())
        return node.bus.publish(messages)
      },
    }
    await openSpine({ ...node, bus: stirred }, [edges(undefined, { inSequence: true }), joined])
    const orders = [newId('ord'), newId('ord'), newId('ord')]
    await node.db.transaction(async (tx) => {
      for (const order of orders) for (const seq of [1, 2, 3, 4]) await emitEdge(tx, order, seq)
    })
    for (const memberId of ['m1', 'm2']) {
      await tell(node.db, 'member.joined', { memberId, personKeys: [], at: node.clock.now() })
    }
    await untilPassing(world, 'everything', async () => (await notes(node.db, group)).length >= 12)
    await until('the bus is empty', async () => (await node.bus.stats()).every((row) => row.ready + row.inFlight === 0))
    for (const order of orders) assert.deepEqual(await notes(node.db, group, order), ['1', '2', '3', '4'])
    assert.deepEqual((await notes(node.db, joined.group)).sort(), ['m1', 'm2'])
  })
}

const joined: Subscription = {
  group: 'conform_joined',
  topic: 'login_notify_topic',
  on: { 'member.joined': (tx, { memberId }, message) => leave(tx, 'conform_joined', message, memberId) },
}

/** The way to the bus, with a plug that can be pulled. */
function throughCable(bus: Bus, cable: { cut: boolean }): Bus {
  const orCut =
    <Input, Output>(send: (input: Input) => Promise<Output>) =>
    async (input: Input) => {
      if (cable.cut) throw new Error('the cable is cut')
      return send(input)
    }
  return { ...bus, publishWithin: undefined, publish: orCut(bus.publish), sendHalf: orCut(bus.sendHalf) }
}
