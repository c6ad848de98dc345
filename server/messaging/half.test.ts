import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Bus } from '../ports/bus.ts'
import type { Subscription } from './index.ts'
import { type TestSpine, withSpine } from './test-spine.ts'

function stays(heard: string[]): Subscription[] {
  const on: Subscription['on'] = {
    'order.stay_completed': async (_tx, { orderId, keptFen }) => {
      heard.push(`${orderId} ${keptFen}`)
    },
  }
  return [{ group: 'stays', topic: 'order_finished_topic', on }]
}

const noWord = () => Promise.reject(new Error('no broker'))
const away = (bus: Bus): Bus => ({ ...bus, sendHalf: noWord })
const dumb = (bus: Bus): Bus => ({
  ...bus,
  sendHalf: async (message) => {
    await bus.sendHalf(message)
    return { commit: noWord, rollback: noWord }
  },
})

const checkOut = ({ messaging }: TestSpine, outcome: 'stays' | 'nothing' | 'fails') =>
  messaging.half.around({ event: 'order.stay_completed', keyOf: ({ orderId }) => orderId }, async (tx) => {
    if (outcome === 'fails') throw new Error('no check-out')
    return outcome === 'nothing' ? null : { orderId: 'ord', memberId: null, hotelId: 'htl', keptFen: 300, at: tx.now }
  })

test('the fact is heard once, with what was known only inside the work', async () => {
  const heard: string[] = []
  await withSpine({ subscriptions: stays(heard) }, async (spine) => {
    const told = await checkOut(spine, 'stays')
    assert.equal(told?.keptFen, 300)
    assert.equal((await spine.rows('outbox'))[0]!.state, 'sent')
    await spine.settle()
    spine.pass(31_000)
    await spine.settle()
    assert.deepEqual(heard, ['ord 300'])
  })
})

for (const outcome of ['fails', 'nothing'] as const) {
  test(`work that ${outcome === 'fails' ? 'fails' : 'has nothing to tell'} leaves no half behind`, async () => {
    const heard: string[] = []
    await withSpine({ subscriptions: stays(heard) }, async (spine) => {
      if (outcome === 'fails') await assert.rejects(checkOut(spine, outcome), /no check-out/)
      else assert.equal(await checkOut(spine, outcome), null)
      const left = await spine.db.prepared('select count(*) as left from bus_half').get<{ left: number }>()
      assert.equal(left!.left, 0)
      spine.pass(120_000)
      await spine.settle()
      assert.deepEqual(heard, [])
    })
  })
}

test('without a broker the guest checks out all the same, and the relay tells it at once when there is one', async () => {
  const heard: string[] = []
  let broker = false
  const through = (bus: Bus): Bus => ({ ...bus, sendHalf: (message) => (broker ? bus : away(bus)).sendHalf(message) })
  await withSpine({ subscriptions: stays(heard), through }, async (spine) => {
    await checkOut(spine, 'stays')
    assert.deepEqual(spine.withoutHalf, ['send'])
    broker = true
    await spine.settle()
    assert.deepEqual(heard, ['ord 300'])
  })
})

test('a commit that does not get through is no failure of the work: the bus asks and the row answers', async () => {
  const heard: string[] = []
  await withSpine({ subscriptions: stays(heard), through: dumb }, async (spine) => {
    await checkOut(spine, 'stays')
    assert.deepEqual(spine.withoutHalf, ['commit'])
    await spine.settle()
    assert.deepEqual(heard, [])
    spine.pass(11_000)
    await spine.settle()
    assert.deepEqual(heard, ['ord 300'])
  })
})

test('a half without a row is unknown while its work may still run, and rolled back after a minute', async () => {
  await withSpine({}, async (spine) => {
    const half = { id: 'evt_none', bornAt: spine.clock.now() }
    assert.equal(await spine.messaging.half.check(half), 'unknown')
    spine.pass(60_001)
    assert.equal(await spine.messaging.half.check(half), 'rollback')
  })
})
