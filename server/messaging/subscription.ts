import type { EventName, EventPayloads, TopicName } from '../events.ts'
import type { Handler } from './message.ts'

/** Who listens to a topic, and what each event does there. */
export interface Subscription {
  /** Consumer group on the bus and key of the inbox: never renamed, never derived. */
  group: string
  topic: TopicName
  on: Partial<{ [Name in EventName]: Handler<EventPayloads[Name]> }>
  /** Message n waits until n−1 of its key is in the inbox. */
  inSequence?: true
  /** Every process hears everything, without inbox: for what each process keeps in its own memory. */
  broadcast?: true
  /** Tries before a message is a dead letter. */
  maxAttempts?: number
}

export const defaultMaxAttempts = 12

/** Back-off of a parked message: 1 s, 2 s, 4 s … at most 5 minutes. */
export function parkedBackoffMs(attempts: number): number {
  return Math.min(300_000, 1_000 * 2 ** Math.max(0, Math.min(attempts - 1, 10)))
}

/** Thrown by a handler that knows that trying again is in vain: the message is a dead letter at once. */
export class DeadLetter extends Error {
  constructor(reason: string) {
    super(reason)
    this.name = 'DeadLetter'
  }
}
