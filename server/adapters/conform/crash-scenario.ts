import { emit } from '../../messaging/emit.ts'
import type { Messaging, Subscription } from '../../messaging/index.ts'
import type { Bus } from '../../ports/bus.ts'
import { type BusNode, emitEdge, leave, openSpine, tell, tellEdge, until } from './bus-world.ts'

export const orderGroup = 'conform_orders'
export const joinedGroup = 'conform_joined'
export const stayGroup = 'conform_stays'
export const crashOrders = ['ord_a', 'ord_b']
export const edgesPerOrder = 4

/** Where the process is killed on a message's way from the outbox to its acknowledgement. */
export const crashPoints = [
  'relay.publish',
  'relay.published',
  'relay.marked',
  `consume.${orderGroup}.handle`,
  `consume.${orderGroup}.handled`,
  `bus.${orderGroup}.ack`,
  `bus.${orderGroup}.acked`,
]

export const crashSubscriptions: Subscription[] = [
  {
    group: orderGroup,
    topic: 'order_topic',
    on: { 'order.paid': (tx, { seq }, message) => leave(tx, orderGroup, message, seq) },
  },
  {
    group: joinedGroup,
    topic: 'login_notify_topic',
    on: { 'member.joined': (tx, { memberId }, message) => leave(tx, joinedGroup, message, memberId) },
  },
  {
    group: stayGroup,
    topic: 'order_finished_topic',
    on: { 'order.stay_completed': (tx, { orderId }, message) => leave(tx, stayGroup, message, orderId) },
  },
  {
    group: 'conform_due',
    topic: 'order_delay_topic',
    on: { 'order.payment_due': (tx, { orderId }, message) => leave(tx, 'conform_due', message, orderId) },
  },
]

/** What the process does that dies at a point of its probe. */
export async function playCrash(
  node: BusNode,
  { scenario, probe }: { scenario: string; probe: (point: string) => void },
): Promise<void> {
  if (scenario === 'flow') return playFlow(node, probe)
  if (scenario === 'half') return playHalf(node, probe)
  return playWaiting(node, probe)
}

async function playFlow(node: BusNode, probe: (point: string) => void): Promise<void> {
  await tellMembers(node)
  await node.db.transaction(async (tx) => {
    for (const order of crashOrders) for (let seq = 1; seq < edgesPerOrder; seq += 1) await emitEdge(tx, order, seq)
  })
  for (const order of crashOrders) await tellEdge(node.db, order, edgesPerOrder)
  await openSpine(node, crashSubscriptions, probe)
  await until('the end', () => false)
}

async function playHalf(node: BusNode, probe: (point: string) => void): Promise<void> {
  const { messaging } = await openSpine(node, crashSubscriptions, probe)
  await completeStay(messaging)
  await until('the end', () => false)
}

/** Messages that the bus has and nobody hears, one of them delayed, and a half that was never decided. */
async function playWaiting(node: BusNode, probe: (point: string) => void): Promise<void> {
  const noWord = () => Promise.reject(new Error('no word gets through'))
  const bus: Bus = {
    ...node.bus,
    subscribe: () => {},
    sendHalf: async (message) => {
      await node.bus.sendHalf(message)
      return { commit: noWord, rollback: noWord }
    },
  }
  const { messaging } = await openSpine({ ...node, bus }, crashSubscriptions)
  await tellMembers(node)
  await node.db.transaction((tx) =>
    emit(tx, { event: 'order.payment_due', key: 'ord_due', payload: { orderId: 'ord_due' }, dueAt: tx.now + 300_000 }),
  )
  await until('the bus has them', async () => {
    const rows = await node.bus.stats()
    return rows.some(({ ready }) => ready === 3) && rows.some(({ delayed }) => delayed === 1)
  })
  await completeStay(messaging)
  probe('all.sent')
}

async function completeStay({ half }: Messaging): Promise<void> {
  await half.around({ event: 'order.stay_completed', keyOf: ({ orderId }) => orderId }, async (tx) => ({
    orderId: 'ord_stay',
    memberId: null,
    hotelId: 'htl',
    keptFen: 100,
    at: tx.now,
  }))
}

async function tellMembers({ db, clock }: BusNode): Promise<void> {
  for (const memberId of ['m1', 'm2', 'm3']) {
    await tell(db, 'member.joined', { memberId, personKeys: [], at: clock.now() })
  }
}
