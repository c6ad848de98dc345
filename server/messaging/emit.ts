import type { SqlValue, Tx } from '../database/handle.ts'
import { insertRows, type Target } from '../database/insert-rows.ts'
import { type EventName, type EventPayloads, events, topics } from '../events.ts'
import { newId } from '../kernel/ids.ts'
import type { Instant } from '../kernel/stay.ts'
import { maxPayloadBytes } from './message.ts'

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

/** Tells several facts, in this order. Throws for what no bus would carry. */
export async function emitAll(tx: Tx, emissions: readonly Emission[]): Promise<void> {
  if (emissions.length === 0) return
  await insertRows(
    tx,
    outbox,
    emissions.map((emission) => rowOf(tx, emission)),
  )
  tx.signal('outbox')
}

const outbox: Target = {
  table: 'outbox',
  columns: [
    ...['id', 'topic', 'event', 'message_key', 'message_seq', 'payload'],
    ...['born_at', 'due_at', 'state', 'attempts', 'try_at'],
  ],
}

function rowOf(tx: Tx, emission: Emission): SqlValue[] {
  const { id, event, key, seq, payload, dueAt, relayAfterMs } = emission
  const body = JSON.stringify(payload)
  refuseWhatNoBusCarries(tx, emission, body)
  const told = [id ?? newId('evt'), events[event].topic, event, key ?? null, seq ?? null, body]
  return [...told, tx.now, dueAt ?? tx.now, 'ready', 0, tx.now + (relayAfterMs ?? 0)]
}

/** A row that every bus refuses would be tried for ever, and hold up its key: better no such row. */
function refuseWhatNoBusCarries(tx: Tx, { event, key, dueAt = tx.now }: Emission, body: string): void {
  const { type } = topics[events[event].topic]
  if (type === 'FIFO' && key === undefined) throw new Error(`${event} travels in order and has no key`)
  if (type !== 'DELAY' && dueAt > tx.now) throw new Error(`${event} is to come later, but its topic does not delay`)
  if (Buffer.byteLength(body) > maxPayloadBytes) throw new Error(`${event} is larger than ${maxPayloadBytes} bytes`)
}
