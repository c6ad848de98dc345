import assert from 'node:assert/strict'
import { Refusal } from '../../kernel/refusal.ts'
import { mayMove, type OrderCause, unpaidStatuses } from './order-states.ts'
import type { OrdersRow } from './tables.ts'
import { type House, openHouse } from './test-house.ts'
import type { Wish } from './wish.ts'

/** Opens a house for one test, and checks the truths in the end. */
export async function inHouse(use: (house: House) => Promise<void>): Promise<void> {
  const house = await openHouse()
  try {
    await use(house)
    await truthsHold(house)
  } finally {
    await house.close()
  }
}

export const refusedAs = (code: string) => (error: unknown) => error instanceof Refusal && error.code === code

export const mini = (orderId: string) => ({ orderId, memberId: 'mem_1', appid: 'app_mini' })
export const own = (orderId: string) => ({ orderId, memberId: 'mem_1' })

/** An order that was placed and paid through WeChat. */
export async function paidOrder(house: House, wish: Partial<Wish> = {}) {
  const order = await house.placed(wish)
  await house.orders.pay(mini(order.id))
  await house.notice(`${order.orderNo}-1`)
  return order
}

/** What must hold after every test: legal edges, gapless numbers, money and stock that agree, every step told. */
export async function truthsHold(house: House): Promise<void> {
  const orders = await house.tables.selectFrom('orders').selectAll().execute()
  for (const order of orders) {
    await stepsHold(house, order)
    await linesHold(house, order)
  }
  await stockHolds(house)
}

async function stepsHold({ tables, db }: House, order: OrdersRow): Promise<void> {
  const steps = tables.selectFrom('order_event').selectAll().where('order_id', '=', order.id).orderBy('seq')
  const events = await steps.execute()
  const numbers = events.map((_, index) => index + 1)
  assert.deepEqual(
    events.map((event) => event.seq),
    numbers,
  )
  assert.deepEqual([order.seq, order.status], [events.length, events.at(-1)!.to_status])
  for (const [index, event] of events.entries()) {
    const { from_status: from, to_status: to, cause } = event
    assert.equal(from, index === 0 ? null : events[index - 1]!.to_status)
    assert.ok(mayMove(from, to, cause as OrderCause), `${from} to ${to} for ${cause}`)
  }
  const told = await db
    .prepared(`select message_seq from outbox where topic = 'order_topic' and message_key = ? order by seq`)
    .all<{ message_seq: number }>(order.id)
  assert.deepEqual(
    told.map((message) => message.message_seq),
    numbers,
  )
}

async function linesHold({ tables }: House, order: OrdersRow): Promise<void> {
  const lines = await tables.selectFrom('order_line').selectAll().where('order_id', '=', order.id).execute()
  const sum = (of: (line: (typeof lines)[number]) => number) => lines.reduce((total, line) => total + of(line), 0)
  assert.equal(
    sum((line) => line.refunded_fen),
    order.refunded_fen,
  )
  assert.equal(
    sum((line) => line.share_fen),
    order.total_fen,
  )
  const stocks = [...new Set(lines.map((line) => line.stock))]
  if ((unpaidStatuses as readonly string[]).includes(order.status)) {
    assert.deepEqual(stocks, [order.stock_mode === 'order' ? 'held' : 'none'])
  }
  if (['cancelled', 'expired', 'refunding', 'refunded'].includes(order.status)) assert.deepEqual(stocks, ['released'])
}

async function stockHolds({ tables, stockNights }: House): Promise<void> {
  const lines = await tables.selectFrom('order_line').selectAll().execute()
  const kept = Map.groupBy(lines, (line) => `${line.room_type_id} ${line.night} ${line.stock}`)
  const nights = await stockNights()
  for (const { roomTypeId, night, held, sold } of nights) {
    const count = (stock: string) => kept.get(`${roomTypeId} ${night} ${stock}`)?.length ?? 0
    assert.deepEqual([held, sold], [count('held'), count('sold')], `${roomTypeId} ${night}`)
  }
  const known = new Set(nights.map((one) => `${one.roomTypeId} ${one.night}`))
  for (const line of lines.filter((one) => one.stock === 'held' || one.stock === 'sold')) {
    assert.ok(known.has(`${line.room_type_id} ${line.night}`), 'a kept line has a counted night')
  }
}
