import type { Tx } from '../database/handle.ts'
import { type EventName, type EventPayloads, events } from '../events.ts'
import { newId } from '../kernel/ids.ts'
import type { Instant } from '../kernel/stay.ts'

/** A fact to tell, with how it is to be carried. */
export interface Emission<Name extends EventName = EventName> {
  event: Name
  payload: EventPayloads[Name]
  /** What orders it: the order id for an order's events. */
  key?: string
  /** Gapless number within the key. */
  seq?: number
  /** Not to be delivered before. */
  dueAt?: Instant
  /** The event's id where it must be known before, as for a half message. */
  id?: string
  /** How long the relay leaves it alone, because somebody else is about to publish it: for a half message. */
  relayAfterMs?: number
}

/** Tells a fact in the transaction that makes it true: it is delivered if and only if this commits. */
export async function emit<Name extends EventName>(tx: Tx, emission: Emission<Name>): Promise<void> {
  await emitAll(tx, [emission])
}

/** Tells several facts, in this order. */
export async function emitAll(tx: Tx, emissions: readonly Emission[]): Promise<void> {
  if (emissions.length === 0) return
  const insert = tx.prepared(
    `insert into outbox (id, topic, event, message_key, message_seq, payload, born_at, due_at, state, attempts, try_at)
     values (?, ?, ?, ?, ?, ?, ?, ?, 'ready', 0, ?)`,
  )
  for (const { id, event, key, seq, payload, dueAt, relayAfterMs } of emissions) {
    const { topic } = events[event]
    const body = JSON.stringify(payload)
    const tryAt = tx.now + (relayAfterMs ?? 0)
    await insert.run(id ?? newId('evt'), topic, event, key ?? null, seq ?? null, body, tx.now, dueAt ?? tx.now, tryAt)
  }
  tx.signal('outbox')
}
