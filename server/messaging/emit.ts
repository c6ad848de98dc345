import { over, type Tx } from '../database/handle.ts'
import { type EventName, type EventPayloads, events } from '../events.ts'
import { newId } from '../kernel/ids.ts'
import type { Instant } from '../kernel/stay.ts'
import type { MessagingTables } from './tables.ts'

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
  const rows = emissions.map((emission) => ({
    id: emission.id ?? newId('evt'),
    topic: events[emission.event].topic,
    event: emission.event,
    message_key: emission.key ?? null,
    message_seq: emission.seq ?? null,
    payload: JSON.stringify(emission.payload),
    born_at: tx.now,
    due_at: emission.dueAt ?? tx.now,
    state: 'ready' as const,
    attempts: 0,
    try_at: tx.now + (emission.relayAfterMs ?? 0),
  }))
  await over<MessagingTables>(tx).insertInto('outbox').values(rows).execute()
  tx.signal('outbox')
}
