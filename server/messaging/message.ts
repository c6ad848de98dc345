import type { Tx } from '../database/handle.ts'
import type { Instant } from '../kernel/stay.ts'

/** How a topic carries its messages: RocketMQ's four kinds. */
export type TopicType = 'NORMAL' | 'FIFO' | 'DELAY' | 'TRANSACTION'

/** What every bus carries at most, in bytes of the payload. */
export const maxPayloadBytes = 262_144

/** A fact on its way: what was emitted, as it stands in the outbox and travels on the bus. */
export interface Message {
  /** The event's id: the same through every repetition, so that the inbox knows it again. */
  id: string
  topic: string
  /** Name of the event, for example `order.placed`. */
  event: string
  /** Messages with the same key are handled one after the other, in the order they were emitted. */
  key: string | null
  /** Gapless number within the key (an order's sequence), where the event has one. */
  seq: number | null
  /** Grows with every emit: the order of messages within a key. */
  position: number
  /** JSON. */
  payload: string
  bornAt: Instant
  /** Not before this instant; equal to `bornAt` when it is not delayed. */
  dueAt: Instant
}

/**
 * Listens to an event. Runs in the transaction that also writes the inbox row, so it happens once however often the
 * message comes; it reads its rows again and moves them with conditional writes. Throwing parks the message.
 */
export type Handler<Payload> = (tx: Tx, payload: Payload, message: Message) => Promise<void>
