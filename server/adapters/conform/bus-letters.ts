import assert from 'node:assert/strict'
import { newId } from '../../kernel/ids.ts'
import {
  DeadLetter,
  discard,
  findMessages,
  listDeadLetters,
  requeue,
  type Subscription,
} from '../../messaging/index.ts'
import type { Message } from '../../messaging/message.ts'
import { type BusSuite, leave, notes, openSpine, point, tellEdge, until, untilPassing } from './bus-world.ts'

const group = 'conform_group'

function edges(handle: (message: Message) => void, more: Partial<Subscription> = {}): Subscription {
  return {
    group,
    topic: 'order_topic',
    maxAttempts: 3,
    on: {
      'order.paid': async (tx, { seq }, message) => {
        handle(message)
        await leave(tx, group, message, seq)
      },
    },
    ...more,
  }
}

/** Poison: what becomes of a message that cannot be handled, and of its neighbours. */
export function busLetters(suite: BusSuite): void {
  point(suite, '6 a dead letter lets its key go on, and takes nobody along', async (world) => {
    const node = await world.open()
    const [sick, well] = [newId('ord'), newId('ord')]
    const poison = ({ key, seq }: Message) => {
      if (key === sick && seq === 2) throw new Error('poison')
    }
    const { dead } = await openSpine(node, [edges(poison)])
    for (const seq of [1, 2, 3, 4]) for (const order of [sick, well]) await tellEdge(node.db, order, seq)
    await untilPassing(world, 'all but the poison', async () => (await notes(node.db, group)).length >= 7)
    assert.deepEqual(await notes(node.db, group, sick), ['1', '3', '4'])
    assert.deepEqual(await notes(node.db, group, well), ['1', '2', '3', '4'])
    assert.deepEqual(
      dead.map(({ key, subscription }) => [key, subscription]),
      [[sick, group]],
    )
  })

  point(suite, '7 under steady traffic a poison message is dead after its last try', async (world) => {
    const node = await world.open()
    const [sick, steady] = [newId('ord'), newId('ord')]
    let tries = 0
    const poison = ({ key }: Message) => {
      if (key !== sick) return
      tries += 1
      throw new Error('poison')
    }
    const { dead } = await openSpine(node, [edges(poison)])
    await tellEdge(node.db, sick, 1)
    let seq = 0
    await untilPassing(world, 'the end of the poison', async () => {
      await tellEdge(node.db, steady, ++seq)
      return dead.length > 0
    })
    assert.equal(tries, 3)
    await until('the steady ones', async () => (await notes(node.db, group, steady)).length === seq)
  })

  point(suite, '11 a handler that knows it is in vain is asked once', async (world) => {
    const node = await world.open()
    let tries = 0
    const { dead } = await openSpine(node, [
      edges(() => {
        tries += 1
        throw new DeadLetter('no such template')
      }),
    ])
    await tellEdge(node.db, newId('ord'), 1)
    await until('its letter', () => dead.length === 1)
    assert.equal(tries, 1)
    assert.match(dead[0]!.reason, /no such template/)
  })

  point(suite, '12 dead letters are listed, tried again, and given up', async (world) => {
    const node = await world.open()
    let sick = true
    const orders = [newId('ord'), newId('ord'), newId('ord')]
    const poison = ({ seq }: Message) => {
      if (sick && seq === 1) throw new DeadLetter('poison')
    }
    const { dead } = await openSpine(node, [edges(poison, { inSequence: true })])
    for (const order of orders) for (const seq of [1, 2]) await tellEdge(node.db, order, seq)
    await until('three letters', () => dead.length === 3)
    const letters = await listDeadLetters(node.db, { limit: 10 })
    assert.deepEqual(letters.map(({ key }) => key).sort(), [...orders].sort())
    assert.deepEqual(await notes(node.db, group), [], 'in sequence the next one waits')

    sick = false
    const letterOf = (order: string) => letters.find(({ key }) => key === order)!
    assert.equal(await node.db.transaction((tx) => requeue(tx, letterOf(orders[0]!))), true)
    assert.equal(await node.db.transaction((tx) => discard(tx, letterOf(orders[1]!))), true)
    const go = async () => (await notes(node.db, group)).length >= 3
    await untilPassing(world, 'those that waited for the two', go)
    assert.deepEqual(await notes(node.db, group, orders[0]), ['1', '2'])
    assert.deepEqual(await notes(node.db, group, orders[1]), ['2'])
    assert.deepEqual(await notes(node.db, group, orders[2]), [], 'only its own order goes on')
    assert.equal(await node.db.transaction((tx) => discard(tx, letterOf(orders[1]!))), false, 'once')
    const trace = await findMessages(node.db, orders[2]!)
    assert.deepEqual(
      trace.map(({ seq, deliveries }) => [seq, deliveries[0]?.state]),
      [
        [1, 'dead'],
        [2, 'parked'],
      ],
    )
  })
}
