import type { Db, Tx } from '../database/handle.ts'
import { callHandler, enterInbox, isDatabaseAway, isItsTurn, wakeFollower } from './handle.ts'
import type { Message } from './message.ts'
import { type OnDead, park } from './parking.ts'
import type { Subscription } from './subscription.ts'

export interface ConsumeDeps {
  db: Db
  onDead: OnDead
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
  const taken = new Set<string>()
  const lanes = Map.groupBy(messages, (message) => message.key ?? message.id)
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
  deps.probe?.(`consume.${subscription.group}.handle`)
  try {
    await deps.db.transaction((tx) => handleOnce(tx, subscription, message))
  } catch (error) {
    if (isDatabaseAway(error)) return false
    return parkIt(deps, subscription, message, error)
  }
  deps.probe?.(`consume.${subscription.group}.handled`)
  return true
}

async function parkIt(
  deps: ConsumeDeps,
  subscription: Subscription,
  message: Message,
  error: unknown,
): Promise<boolean> {
  const waiting = error instanceof NotYet
  try {
    await deps.db.transaction((tx) => park(tx, deps.onDead, subscription, message, waiting ? null : error))
  } catch (failure) {
    if (isDatabaseAway(failure)) return false
    throw failure
  }
  if (!waiting) deps.onParked(subscription.group, message, error)
  return true
}

/** The inbox row and the handler's effect, together; nothing when the event was had before, or is parked or dead. */
async function handleOnce(tx: Tx, subscription: Subscription, message: Message): Promise<void> {
  if (await isParked(tx, subscription.group, message.id)) return
  if (!(await enterInbox(tx, subscription.group, message))) return
  if (await hasParkedBefore(tx, subscription.group, message)) throw new NotYet('parked behind others')
  if (!(await isItsTurn(tx, subscription, message))) throw new NotYet('waits for its predecessor')
  await callHandler(tx, subscription, message)
  if (subscription.inSequence) await wakeFollower(tx, subscription.group, message)
}

async function isParked(tx: Tx, group: string, id: string): Promise<boolean> {
  const row = await tx.prepared('select 1 as there from parked where event_id = ? and subscription = ?').get(id, group)
  return row !== undefined
}

async function hasParkedBefore(tx: Tx, group: string, { key, position }: Message): Promise<boolean> {
  if (key === null) return false
  const row = await tx
    .prepared(
      `select 1 as there from parked where message_key = ? and subscription = ? and state = 'parked' and position < ? limit 1`,
    )
    .get(key, group, position)
  return row !== undefined
}
