import { changed, type Handle, over, type Tx } from '../database/handle.ts'
import { firstSince } from './figures.ts'
import { enterInbox, wakeFollower } from './handle.ts'
import type { MessagingTables } from './tables.ts'

const pageAtMost = 200

export interface DeadLetterView {
  subscription: string
  eventId: string
  event: string
  topic: string
  key: string | null
  seq: number | null
  attempts: number
  reason: string
  payload: string
  parkedAt: number
  /** How many of its key wait behind it. */
  blocks: number
}

/** Where a page of dead letters ended. */
export type DeadLetterCursor = Pick<DeadLetterView, 'parkedAt' | 'eventId' | 'subscription'>

/** A page, those first that were put aside last; `after` is the last one of the page before. At most 200. */
export async function listDeadLetters(
  handle: Handle,
  page: { limit: number; after?: DeadLetterCursor },
): Promise<DeadLetterView[]> {
  const { limit, after } = page
  let query = on(handle)
    .selectFrom('parked')
    .selectAll()
    .where('state', '=', 'dead')
    .orderBy('parked_at', 'desc')
    .orderBy('event_id')
    .orderBy('subscription')
    .limit(Math.min(limit, pageAtMost))
  if (after) {
    query = query.where((eb) =>
      eb.or([
        eb('parked_at', '<', after.parkedAt),
        eb.and([eb('parked_at', '=', after.parkedAt), eb('event_id', '>', after.eventId)]),
        eb.and([
          eb('parked_at', '=', after.parkedAt),
          eb('event_id', '=', after.eventId),
          eb('subscription', '>', after.subscription),
        ]),
      ]),
    )
  }
  const rows = await query.execute()
  const blocked = await blockedBy(handle, rows)
  return rows.map((row) => ({
    subscription: row.subscription,
    eventId: row.event_id,
    event: row.event,
    topic: row.topic,
    key: row.message_key,
    seq: row.message_seq,
    attempts: row.attempts,
    reason: row.reason,
    payload: row.payload,
    parkedAt: row.parked_at,
    blocks: blocked(row),
  }))
}

type Row = MessagingTables['parked']

/** Messages of a key wait for those before them: counted among the first thousand that wait. */
async function blockedBy(handle: Handle, letters: readonly Row[]): Promise<(letter: Row) => number> {
  const keys = letters.flatMap((letter) => letter.message_key ?? [])
  if (keys.length === 0) return () => 0
  const waiting = await on(handle)
    .selectFrom('parked')
    .select(['subscription', 'message_key', 'position'])
    .where('state', '=', 'parked')
    .where('message_key', 'in', keys)
    .limit(1_000)
    .execute()
  return ({ subscription, message_key, position }) =>
    waiting.filter(
      (one) => one.subscription === subscription && one.message_key === message_key && one.position > position,
    ).length
}

/** Tries a dead letter again, from its first attempt on. False when it is not dead. */
export async function requeue(tx: Tx, letter: { subscription: string; eventId: string }): Promise<boolean> {
  const moved = await on(tx)
    .updateTable('parked')
    .set({ state: 'parked', attempts: 0, visible_at: tx.now })
    .where('subscription', '=', letter.subscription)
    .where('event_id', '=', letter.eventId)
    .where('state', '=', 'dead')
    .executeTakeFirst()
  tx.signal('parked')
  return changed(moved) === 1
}

/** Gives a dead letter up: its inbox row says so, and those that waited for it go on. False when it is not dead. */
export async function discard(tx: Tx, letter: { subscription: string; eventId: string }): Promise<boolean> {
  const row = await on(tx)
    .selectFrom('parked')
    .selectAll()
    .where('subscription', '=', letter.subscription)
    .where('event_id', '=', letter.eventId)
    .where('state', '=', 'dead')
    .executeTakeFirst()
  if (!row) return false
  const message = { id: row.event_id, key: row.message_key, seq: row.message_seq }
  const removed = await on(tx)
    .deleteFrom('parked')
    .where('subscription', '=', letter.subscription)
    .where('event_id', '=', letter.eventId)
    .where('state', '=', 'dead')
    .executeTakeFirst()
  if (changed(removed) !== 1) return false
  await enterInbox(tx, row.subscription, message, 'discarded')
  await wakeFollower(tx, row.subscription, message)
  return true
}

export interface MessageTrace {
  /** Its place among all that was told. */
  position: number
  id: string
  topic: string
  event: string
  key: string | null
  seq: number | null
  state: string
  bornAt: number
  dueAt: number
  deliveries: { subscription: string; state: string; at: number; attempts: number; reason: string | null }[]
}

export interface MessagesWish {
  /** A key (an order) or one event id. */
  key?: string | undefined
  /** Told from here on, and before there. */
  from?: number | undefined
  to?: number | undefined
  topic?: string | undefined
  /** The position of the last one of the page before. */
  after?: number | undefined
  limit?: number
}

/** What was told under a key, or in a time, with who has handled it, oldest first. A string is a key. */
export async function findMessages(handle: Handle, wish: string | MessagesWish): Promise<MessageTrace[]> {
  const { key, from, to, topic, after, limit = 100 } = typeof wish === 'string' ? { key: wish } : wish
  let query = on(handle).selectFrom('outbox').selectAll().orderBy('seq').limit(limit)
  if (key !== undefined) query = query.where((eb) => eb.or([eb('message_key', '=', key), eb('id', '=', key)]))
  if (from !== undefined) query = query.where('seq', '>=', await firstSince(handle, from))
  if (to !== undefined) query = query.where('seq', '<', await firstSince(handle, to))
  if (topic !== undefined) query = query.where('topic', '=', topic)
  if (after !== undefined) query = query.where('seq', '>', after)
  const told = await query.execute()
  if (told.length === 0) return []
  const ids = told.map((row) => row.id)
  const inbox = await on(handle).selectFrom('inbox').selectAll().where('event_id', 'in', ids).execute()
  const parked = await on(handle).selectFrom('parked').selectAll().where('event_id', 'in', ids).execute()
  return told.map((row) => ({
    position: row.seq,
    id: row.id,
    topic: row.topic,
    event: row.event,
    key: row.message_key,
    seq: row.message_seq,
    state: row.state,
    bornAt: row.born_at,
    dueAt: row.due_at,
    deliveries: [
      ...inbox
        .filter((entry) => entry.event_id === row.id)
        .map((entry) => ({
          subscription: entry.subscription,
          state: entry.outcome,
          at: entry.at,
          attempts: 0,
          reason: null,
        })),
      ...parked
        .filter((entry) => entry.event_id === row.id)
        .map((entry) => ({
          subscription: entry.subscription,
          state: entry.state,
          at: entry.parked_at,
          attempts: entry.attempts,
          reason: entry.reason,
        })),
    ],
  }))
}

function on(handle: Handle) {
  return over<MessagingTables>(handle)
}
