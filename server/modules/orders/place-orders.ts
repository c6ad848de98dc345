import { noteChanges } from '../../database/changes.ts'
import type { Tx } from '../../database/handle.ts'
import { keepRequests, knownRequests } from '../../database/request-keys.ts'
import { newOrderNo } from '../../kernel/ids.ts'
import { Refusal } from '../../kernel/refusal.ts'
import type { Night } from '../../kernel/stay.ts'
import { type Emission, emitAll } from '../../messaging/emit.ts'
import type { Demand } from '../inventory/index.ts'
import { type Batch, decideWish, type PlacingDeps } from './decide-wish.ts'
import { type NewOrder, rowsOf } from './new-order.ts'
import type { Order, OrderLine, OrderRoom } from './order.ts'
import { orderEventId } from './order-id.ts'
import { demands } from './stock.ts'
import { insertOrders, standingOf, takenNumbers } from './store/place.ts'
import { type Wish, wishProblems } from './wish.ts'

export type { PlacingDeps } from './decide-wish.ts'

export type Placed =
  | { kind: 'placed'; order: Order; rooms: OrderRoom[]; lines: OrderLine[] }
  /** The same request came before: this is its order. */
  | { kind: 'known'; orderId: string }
  | { kind: 'refused'; refusal: Refusal }

/** Rooms that were free when it was decided are gone: the whole batch rolls back, and each wish goes alone. */
export class RoomsGone extends Error {
  readonly nights: readonly Night[]

  constructor(nights: readonly Night[]) {
    super('rooms were taken by another transaction')
    this.name = 'RoomsGone'
    this.nights = nights
  }
}

/**
 * Places orders for wishes in order of arrival: each is decided as if it came alone after those before it, and what
 * was decided is written in sets, the contended stock rows last and by date. A refusal concerns its wish only. Throws
 * `RoomsGone` when another transaction took the last rooms meanwhile.
 */
export async function placeOrders(tx: Tx, deps: PlacingDeps, wishes: readonly Wish[]): Promise<Placed[]> {
  const batch = await openBatch(tx, deps, wishes)
  const results: Placed[] = []
  for (const [index, wish] of wishes.entries()) {
    results.push(await decideWish(tx, deps, batch, { wish, index }).catch(asRefused))
  }
  if (batch.accepted.length > 0) await write(tx, deps, batch.accepted)
  return results
}

function asRefused(error: unknown): Placed {
  if (error instanceof Refusal) return { kind: 'refused', refusal: error }
  throw error
}

async function openBatch(tx: Tx, deps: PlacingDeps, wishes: readonly Wish[]): Promise<Batch> {
  const rules = deps.placingRules()
  const members = rules.caps ? new Set(wishes.flatMap((wish) => wish.memberId ?? [])) : []
  return {
    rules,
    known: await knownRequests(
      tx,
      wishes.map((wish) => wish.request),
    ),
    prices: await priceWishes(tx, deps, wishes),
    standing: await standingOf(tx, [...members], tx.now),
    orderOfRequest: new Map(),
    given: new Map(),
    days: new Map(),
    accepted: [],
  }
}

/** Prices the wishes that make sense; the others have their refusal in place of a price. */
async function priceWishes(tx: Tx, deps: PlacingDeps, wishes: readonly Wish[]): Promise<Batch['prices']> {
  const problems = wishes.map(wishProblems)
  const prices = await deps.offers.priceMany(
    tx,
    wishes.filter((_, index) => problems[index] === null),
  )
  let next = 0
  return problems.map((fields) => (fields ? { refusal: new Refusal('booking_invalid', { fields }) } : prices[next++]!))
}

async function write(tx: Tx, deps: PlacingDeps, accepted: readonly NewOrder[]): Promise<void> {
  await drawNumbers(tx, accepted)
  await insertOrders(tx, accepted.map(rowsOf))
  await keepRequests(
    tx,
    accepted.flatMap(({ wish, order }) => (wish.request ? [{ ...wish.request, result: order.id }] : [])),
  )
  await emitAll(tx, accepted.flatMap(facts))
  await noteChanges(
    tx,
    accepted.map(({ order: { id, hotelId } }) => ({ hotelId, kind: 'order' as const, subject: id })),
  )
  const wanted = stockWanted(accepted)
  const short = wanted.length > 0 ? await deps.inventory.hold(tx, wanted) : []
  if (short.length > 0) throw new RoomsGone([...new Set(short.map((row) => row.night))].sort())
}

const drawsAtMost = 20

/** Gives every new order a number of its own: a number that is taken is drawn again. */
async function drawNumbers(tx: Tx, accepted: readonly NewOrder[]): Promise<void> {
  const drawn = new Set<string>()
  let open = accepted.map(({ order, today }) => ({ order, today }))
  for (let draw = 0; draw < drawsAtMost && open.length > 0; draw += 1) {
    for (const { order, today } of open) order.orderNo = newOrderNo(today)
    const taken = await takenNumbers(
      tx,
      open.map(({ order }) => order.orderNo),
    )
    open = open.filter(({ order }) => {
      const again = taken.has(order.orderNo) || drawn.has(order.orderNo)
      drawn.add(order.orderNo)
      return again
    })
  }
  if (open.length > 0) throw new Error('no free order number was drawn')
}

/** The rooms to hold, by type and night. */
function stockWanted(accepted: readonly NewOrder[]): Demand[] {
  const totals = new Map(accepted.map(({ order, dailyStock }) => [order.roomTypeId, dailyStock]))
  return demands(
    accepted.flatMap(({ lines }) => lines.filter((line) => line.stock === 'held')),
    totals,
  )
}

/** What is told of a new order, in this order. */
function facts({ order }: NewOrder): Emission[] {
  const { id: orderId, orderNo, hotelId, memberId, placedAt } = order
  return [
    {
      id: orderEventId(orderId, 1),
      event: 'order.placed',
      key: orderId,
      seq: 1,
      payload: { orderId, orderNo, hotelId, memberId, seq: 1, from: null, to: 'awaiting_payment', at: placedAt },
    },
    {
      id: orderEventId(orderId, 'due'),
      event: 'order.payment_due',
      key: orderId,
      payload: { orderId },
      dueAt: order.payBefore,
    },
  ]
}
