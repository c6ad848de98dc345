import type { Tx } from '../database/handle.ts'
import type { Instant } from '../kernel/stay.ts'
import type { Message, TopicType } from '../messaging/message.ts'

/** What a bus has to carry, made known to it before anything is sent. */
export interface Topology {
  topics: Readonly<Record<string, { type: TopicType }>>
  groups: readonly Subscribing[]
}

/** A consumer group on a topic. Members of a group share its messages; every group gets its own copy of each. */
export interface Subscribing {
  group: string
  topic: string
  /**
   * A group of this process alone, so that each process hears everything: made at start, gone at a clean stop, and
   * deaf to what was born before it.
   */
  broadcast?: true
}

/**
 * Handles a delivery and answers the ids that are taken; the bus brings the others again after their lease. Of one
 * key a message counts as taken only when all before it in the delivery are.
 */
export type Delivery = (messages: readonly Message[]) => Promise<ReadonlySet<string>>

/** A half message: invisible until committed. */
export interface Half {
  commit(): Promise<void>
  rollback(): Promise<void>
}

export type Verdict = 'commit' | 'rollback' | 'unknown'

/** What one bus cannot do as another can; suites read it instead of knowing adapters. */
export interface BusCaps {
  /** Whether a message that is not taken leaves other keys of its topic flowing. */
  independentGroups: boolean
  maxDelayMs: number
  /** A delayed message, and one that was not taken, comes at most this much after its time. */
  redeliveryJitterMs: number
  minLeaseMs: number
  maxBodyBytes: number
}

/**
 * Carries messages at least once; on FIFO topics in order per key. Never a guarantee of anything: rows are. What a
 * type of topic cannot carry is refused: FIFO asks for a key and no other takes one, only DELAY takes a later
 * `dueAt`, TRANSACTION takes half messages alone.
 */
export interface Bus {
  readonly caps: BusCaps
  /** Makes topics and groups exist. Throws one sentence when it cannot. */
  start(topology: Topology): Promise<void>
  /** Takes no new deliveries, waits for those under way at most so long, then lets go. */
  stop(graceMs: number): Promise<void>
  /**
   * Answers an error per message that was not taken, in the same places. Messages of one key keep their order: when
   * one was not taken, neither were those of its key after it.
   */
  publish(messages: readonly Message[]): Promise<(Error | null)[]>
  /**
   * The same inside a transaction, where the bus lives in the product's own database: what is published there is
   * marked as sent at once, and no crash comes in between. Takes what travels as half messages, too: told facts only.
   */
  publishWithin?: ((tx: Tx, messages: readonly Message[]) => Promise<(Error | null)[]>) | undefined
  /**
   * Delivers to this process as a member of the group, at most `batch` at once, until the bus stops. The lease is
   * extended while `take` is at work. Throws for a group that `start` did not make.
   */
  subscribe(subscribing: Subscribing & { leaseMs: number; batch: number }, take: Delivery): void
  /** Sends a message that is delivered only when committed. When neither word comes, `onCheck` is asked. */
  sendHalf(message: Message): Promise<Half>
  /** Who is asked about half messages of a topic that nobody decided; `unknown` is asked again, without end. */
  onCheck(topic: string, check: (message: Message) => Promise<Verdict>): void
  /** Best effort: a delayed message that was not delivered yet is taken back. */
  recall(id: string): Promise<boolean>
  stats(): Promise<BusStats[]>
  /** Delivers everything that is due now and answers whether there was any. For stories with a clock of their own. */
  drain?(): Promise<boolean>
}

export interface BusStats {
  group: string
  topic: string
  ready: number
  inFlight: number
  delayed: number
  /** Since when the oldest that is ready could have been taken; null when none is. */
  oldestReadyAt: Instant | null
  /** When the next delayed one is due; null when none is, or the bus cannot say. */
  nextDueAt: Instant | null
}
