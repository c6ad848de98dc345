import { insertedOnce } from '../database/dialect.ts'
import { type Db, over, type Tx } from '../database/handle.ts'
import type { EventName } from '../events.ts'
import { Unavailable } from '../kernel/refusal.ts'
import type { Handler, Message } from './message.ts'
import { park } from './parking.ts'
import type { Subscription } from './subscription.ts'
import type { MessagingTables } from './tables.ts'

export interface ConsumeDeps {
  db: Db
  probe?: ((point: string) => void) | undefined
  onParked(subscription: string, message: Message, error: unknown): void
}

/** Not a failure: the message's turn has not come. */
class NotYet extends Error {}

/**
 * Handles a delivery: keys side by side, the messages of one key one after the other. Answers the ids that are done
 * with, because they were handled now or before, or parked. Only when the database itself is away is a message left
 * to the bus.
 */
export async function consume(
  deps: ConsumeDeps,
  subscription: Subscription,
  messages: readonly Message[],
): Promise<ReadonlySet<string>> {
  const lanes = new Map<string, Message[]>()
  for (const message of messages) {
    const lane = message.key ?? message.id
    lanes.set(lane, [...(lanes.get(lane) ?? []), message])
  }
  const taken = new Set<string>()
  await Promise.all(
    [...lanes.values()].map(async (lane) => {
      for (const message of lane) {
        if (!(await handleOrPark(deps, subscription, message))) return
        taken.add(message.id)
      }
    }),
  )
  return taken
}

async function handleOrPark(deps: ConsumeDeps, subscription: Subscription, message: Message): Promise<boolean> {
  try {
    deps.probe?.(`consume.${subscription.group}.handle`)
    await deps.db.transaction((tx) => handleOnce(tx, subscription, message))
    deps.probe?.(`consume.${subscription.group}.handled`)
    return true
  } catch (error) {
    if (error instanceof Unavailable && error.what === 'database') return false
    return parkIt(deps, subscription, message, error)
  }
}

async function parkIt(
  deps: ConsumeDeps,
  subscription: Subscription,
  message: Message,
  error: unknown,
): Promise<boolean> {
  const waiting = error instanceof NotYet
  try {
    await deps.db.transaction((tx) => park(tx, subscription, message, waiting ? null : error))
  } catch (failure) {
    if (failure instanceof Unavailable) return false
    throw failure
  }
  if (!waiting) deps.onParked(subscription.group, message, error)
  return true
}

/** The inbox row and the handler's effect, together; nothing when the row was there. */
async function handleOnce(tx: Tx, subscription: Subscription, message: Message): Promise<void> {
  if (!(await enterInbox(tx, subscription.group, message))) return
  if (message.key !== null && (await hasParked(tx, subscription.group, message.key)))
    throw new NotYet('parked behind others')
  if (!(await isItsTurn(tx, subscription, message))) throw new NotYet('waits for its predecessor')
  await callHandler(tx, subscription, message)
}

/** Calls the handler of the message's event; a topic's event that the subscription does not name is done with at once. */
export async function callHandler(tx: Tx, subscription: Subscription, message: Message): Promise<void> {
  const handler = subscription.on[message.event as EventName] as Handler<unknown> | undefined
  if (handler) await handler(tx, JSON.parse(message.payload || (await payloadInOutbox(tx, message.id))), message)
}

/** A half message carries no facts: they stand in the outbox row that was committed with them. */
async function payloadInOutbox(tx: Tx, id: string): Promise<string> {
  const row = await tx.prepared('select payload from outbox where id = ?').get<{ payload: string }>(id)
  if (!row) throw new Error(`no outbox row ${id} for a half message`)
  return row.payload
}

export async function enterInbox(
  tx: Tx,
  group: string,
  message: Pick<Message, 'id' | 'key' | 'seq'>,
): Promise<boolean> {
  return insertedOnce({
    execute: () =>
      tx
        .prepared(
          'insert into inbox (subscription, event_id, message_key, message_seq, outcome, at) values (?, ?, ?, ?, ?, ?)',
        )
        .run(group, message.id, message.key, message.seq, 'handled', tx.now),
  })
}

async function hasParked(tx: Tx, group: string, key: string): Promise<boolean> {
  const row = await tx
    .prepared(`select 1 as there from parked where message_key = ? and subscription = ? and state = 'parked' limit 1`)
    .get(key, group)
  return row !== undefined
}

/** For subscriptions in sequence: whether the message before this one of its key has been handled or discarded. */
export async function isItsTurn(tx: Tx, subscription: Subscription, message: Message): Promise<boolean> {
  if (!subscription.inSequence || message.key === null || message.seq === null || message.seq <= 1) return true
  const before = await over<MessagingTables>(tx)
    .selectFrom('inbox')
    .select('event_id')
    .where('message_key', '=', message.key)
    .where('message_seq', '=', message.seq - 1)
    .where('subscription', '=', subscription.group)
    .executeTakeFirst()
  return before !== undefined
}
