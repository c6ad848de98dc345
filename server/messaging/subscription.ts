import { type EventName, type EventPayloads, events, type TopicName } from '../events.ts'
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
  /** Tries before a message is a dead letter: 12 unless said. */
  maxAttempts?: number
  /** Wait after so many failed tries, in ms: 1 s, 2 s, 4 s … at most 5 minutes unless said. */
  backoffMs?(attempts: number): number
}

/** Subscriptions as they may be: each on a topic that carries its events, each group, the key of an inbox, once. Throws. */
export function checkedSubscriptions(wanted: readonly Subscription[]): readonly Subscription[] {
  const groups = new Set<string>()
  for (const { group } of wanted.map(onItsTopic)) {
    if (groups.has(group)) throw new Error(`two subscriptions are called ${group}`)
    groups.add(group)
  }
  return wanted
}

function onItsTopic(wanted: Subscription): Subscription {
  const strange = (Object.keys(wanted.on) as EventName[]).find((name) => events[name].topic !== wanted.topic)
  if (strange) throw new Error(`${wanted.group} listens to ${strange}, which ${wanted.topic} does not carry`)
  return wanted
}

const defaultMaxAttempts = 12

/** Whether a message has failed for the last time. */
export function isDead(subscription: Subscription | undefined, attempts: number, error: unknown): boolean {
  return error instanceof DeadLetter || attempts >= (subscription?.maxAttempts ?? defaultMaxAttempts)
}

export function backoffMsOf(subscription: Subscription | undefined, attempts: number): number {
  return subscription?.backoffMs?.(attempts) ?? Math.min(300_000, 1_000 * 2 ** Math.min(attempts - 1, 10))
}

/** Thrown by a handler that knows that trying again is in vain: the message is a dead letter at once. */
export class DeadLetter extends Error {
  constructor(reason: string) {
    super(reason)
    this.name = 'DeadLetter'
  }
}
