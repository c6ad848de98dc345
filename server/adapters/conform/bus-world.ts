import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Db, over, type Tx } from '../../database/handle.ts'
import type { Migration } from '../../database/migrate.ts'
import type { EventName, EventPayloads } from '../../events.ts'
import { newId } from '../../kernel/ids.ts'
import { emit } from '../../messaging/emit.ts'
import { createMessaging, type LetterOfDeath, type Messaging, type Subscription } from '../../messaging/index.ts'
import type { Message, TopicType } from '../../messaging/message.ts'
import type { Bus } from '../../ports/bus.ts'
import type { Clock } from '../../ports/clock.ts'

/** A bus as one process of the product sees it. */
export interface BusNode {
  db: Db
  clock: Clock
  bus: Bus
  /** What has to stop before the world closes. */
  closing: (() => Promise<void>)[]
}

/** A database and a bus for one test, under names that nobody used before. */
export interface BusWorld {
  /** Another process on them; its slot names it among those that hear broadcasts. */
  open(options?: { slot?: string }): Promise<BusNode>
  /** Lets so much time go by on the product's clock. */
  pass(ms: number): Promise<void>
  /** Plays a crash scenario in a process of its own that kills itself at the point. Before any `open`. */
  crash(scenario: string, point: string): Promise<void>
  /** How often an undecided half is asked about, and after how long a broker may have stopped asking. */
  halfCheckMs: number
  checkBudgetMs: number
  close(): Promise<void>
}

export type CreateWorld = () => Promise<BusWorld>

export interface BusSuite {
  createWorld: CreateWorld
  /** Points of the suite this adapter does not pass, each with what stands in the way. */
  notYet?: Readonly<Record<string, string>>
}

/** Declares a point of the suite; the name begins with its number. */
export function point(suite: BusSuite, name: string, play: (world: BusWorld) => Promise<void>): void {
  const skip = suite.notYet?.[name.split(' ')[0]!] ?? false
  test(name, { skip }, async () => {
    const world = await suite.createWorld()
    try {
      await play(world)
    } finally {
      await world.close()
    }
  })
}

export const testTopics = {
  plain: { type: 'NORMAL' },
  ordered: { type: 'FIFO' },
  later: { type: 'DELAY' },
  halves: { type: 'TRANSACTION' },
} as const satisfies Record<string, { type: TopicType }>

export function aMessage(node: BusNode, wish: Partial<Message> & { topic: keyof typeof testTopics }): Message {
  const now = node.clock.now()
  const fresh = { id: newId('evt'), event: 'tested', key: null, seq: null, position: 0, payload: '{}' }
  return { ...fresh, bornAt: now, dueAt: now, ...wish }
}

/** Waits for something that will come, and says what did not. */
export async function until(what: string, holds: () => boolean | Promise<boolean>, ms = 10_000): Promise<void> {
  const end = performance.now() + ms
  while (!(await holds())) {
    if (performance.now() > end) assert.fail(`still waiting: ${what}`)
    await breath(10)
  }
}

/** The same where product time has to go by: back-off, leases, deadlines. */
export async function untilPassing(
  world: BusWorld,
  what: string,
  holds: () => boolean | Promise<boolean>,
): Promise<void> {
  for (let step = 0; !(await holds()); step += 1) {
    if (step > 300) assert.fail(`still waiting: ${what}`)
    await world.pass(500)
    await breath(20)
  }
}

export const breath = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

interface EffectTables {
  conform_effect: { seq?: number; group_name: string; event_id: string; message_key: string | null; note: string }
}

/** What handlers of the suite leave behind, in the transaction of their inbox row. No unique key: twice shows. */
export const effects: Migration = {
  name: '9999-conform',
  up: ({ sequence, id, text, table }) => [
    `create table conform_effect (seq ${sequence}, group_name ${text(96)} not null, event_id ${id} not null,
       message_key ${id}, note ${text(96)} not null) ${table}`,
  ],
}

export async function leave(tx: Tx, group: string, message: Message, note: string | number): Promise<void> {
  const row = { group_name: group, event_id: message.id, message_key: message.key, note: String(note) }
  await over<EffectTables>(tx).insertInto('conform_effect').values(row).execute()
}

/** The notes of a group's effects in the order they were made, of one key where it is named. */
export async function notes(db: Db, group: string, key?: string): Promise<string[]> {
  let query = over<EffectTables>(db).selectFrom('conform_effect').select('note').where('group_name', '=', group)
  if (key !== undefined) query = query.where('message_key', '=', key)
  return (await query.orderBy('seq').execute()).map((row) => row.note)
}

/** A message spine on a node, with what it reported. */
export interface Spine {
  messaging: Messaging
  parked: string[]
  dead: LetterOfDeath[]
}

export async function openSpine(
  node: BusNode,
  subscriptions: readonly Subscription[],
  probe?: (point: string) => void,
): Promise<Spine> {
  const spine = { parked: [] as string[], dead: [] as LetterOfDeath[] }
  const { db, bus, clock } = node
  const messaging = createMessaging({
    db,
    bus,
    clock,
    errandKinds: [],
    onDead: async (_tx, letter) => {
      spine.dead.push(letter)
    },
    log: { failed: () => {}, parked: (group) => spine.parked.push(group), withoutHalf: () => {} },
    ...(probe ? { probe } : {}),
  })
  node.closing.push(() => messaging.stop(500))
  await messaging.listen(subscriptions)
  messaging.start([])
  return { ...spine, messaging }
}

/** Tells the n-th edge of an order. */
export function tellEdge(db: Db, orderId: string, seq: number): Promise<void> {
  return db.transaction((tx) => emitEdge(tx, orderId, seq))
}

export function emitEdge(tx: Tx, orderId: string, seq: number): Promise<void> {
  const payload = { orderId, orderNo: orderId, hotelId: 'htl', memberId: null, seq, from: null, at: tx.now }
  return emit(tx, { event: 'order.paid', key: orderId, seq, payload: { ...payload, to: 'paid' } })
}

export function tell<Name extends EventName>(db: Db, event: Name, payload: EventPayloads[Name]): Promise<void> {
  return db.transaction((tx) => emit(tx, { event, payload }))
}
