import type { Db, Tx } from '../database/handle.ts'
import { topics } from '../events.ts'
import type { Bus, BusStats } from '../ports/bus.ts'
import type { Clock } from '../ports/clock.ts'
import { type ConsumeDeps, consume } from './consume.ts'
import { createErrands, type ErrandKind } from './errands.ts'
import { createHalf } from './half.ts'
import { createLoop, type Loop } from './loop.ts'
import type { Message } from './message.ts'
import { type OnDead, retryParked } from './parking.ts'
import { relayOnce } from './relay.ts'
import { republishLost } from './republish.ts'
import { forgetOldMessages } from './retention.ts'
import { checkedSubscriptions, type Subscription } from './subscription.ts'
import { type Sweep, sweepLoops } from './sweeps.ts'

export {
  type DeadLetterCursor,
  type DeadLetterView,
  discard,
  findMessages,
  listDeadLetters,
  type MessageTrace,
  requeue,
} from './dead-letters.ts'
export type { Errand, ErrandKind } from './errands.ts'
export { backlogOf, type Minutes, parkedBySubscription, toldByTopic } from './figures.ts'
export type { LetterOfDeath } from './parking.ts'
export { DeadLetter, type Subscription } from './subscription.ts'
export type { Sweep } from './sweeps.ts'

export interface MessagingOptions {
  db: Db
  bus: Bus
  clock: Clock
  errandKinds: readonly ErrandKind[]
  /** A message became a dead letter: in the transaction that buried it. */
  onDead: OnDead
  log: {
    failed(what: string, error: unknown): void
    parked(subscription: string, message: Message, error: unknown): void
    withoutHalf(reason: 'send' | 'commit' | 'rollback'): void
  }
  /** How long a delivery, or rows on their way to the bus, belong to this process alone: 30 s unless said. */
  leaseMs?: number
  /** Called at each step with its name: tests kill the process there. */
  probe?: (point: string) => void
}

export type Messaging = ReturnType<typeof createMessaging>

const settleRoundsAtMost = 1_000

/** The message spine of a process: relay, deliveries, parked messages, errands and sweeps. */
export function createMessaging(options: MessagingOptions) {
  const { db, bus, clock, probe, log, onDead, leaseMs = 30_000 } = options
  const onError = log.failed
  const errands = createErrands({ db, clock, kinds: options.errandKinds, onError, ...(probe ? { probe } : {}) })
  const half = createHalf({ db, bus, clock, probe, onWithout: log.withoutHalf })
  let subscriptions: readonly Subscription[] = []
  let loops: Loop[] = []
  let unlisten: (() => void)[] = []

  const { background } = db
  const consuming: ConsumeDeps = { db: background, onDead, probe, onParked: log.parked }
  const relay = () => relayOnce({ db: background, bus, now: clock.now, leaseMs, onError, probe })
  const parked = () => retryParked({ db: background, subscriptions, onDead, probe })
  const onLost = (id: string) => onError('lost messages', new Error(`event ${id} never reached all who listen`))

  /** Makes topics and groups known to the bus, and listens. Call once, before `start`. */
  async function listen(wanted: readonly Subscription[]): Promise<void> {
    subscriptions = checkedSubscriptions(wanted)
    await bus.start({
      topics,
      groups: wanted.map(({ group, topic, broadcast }) => ({ group, topic, ...(broadcast ? { broadcast } : {}) })),
    })
    for (const subscription of wanted) deliverTo(subscription)
    for (const [topic, { type }] of Object.entries(topics)) {
      if (type === 'TRANSACTION') bus.onCheck(topic, (message) => half.check(message))
    }
  }

  function deliverTo(subscription: Subscription): void {
    const { group, topic, broadcast } = subscription
    const take = broadcast
      ? (messages: readonly Message[]) => hearAll(subscription, messages)
      : (messages: readonly Message[]) => consume(consuming, subscription, messages)
    bus.subscribe({ group, topic, leaseMs, batch: 64, ...(broadcast ? { broadcast } : {}) }, take)
  }

  /** A broadcast is news for this process's memory: heard once, and what goes wrong is only logged. */
  async function hearAll(subscription: Subscription, messages: readonly Message[]): Promise<ReadonlySet<string>> {
    for (const message of messages) {
      const hear = (
        subscription.on as Record<string, ((tx: null, payload: unknown, message: Message) => Promise<void>) | undefined>
      )[message.event]
      await hear?.(null, JSON.parse(message.payload), message).catch((error: unknown) =>
        onError(subscription.group, error),
      )
    }
    return new Set(messages.map((message) => message.id))
  }

  return {
    errands,
    half,
    listen,

    /** Starts the background loops of a worker, with these sweeps and the spine's own. */
    start(more: readonly Sweep[]): void {
      const own: Sweep[] = [
        { name: 'lost messages', everyMs: 30_000, run: () => republishLost({ db: background, subscriptions, onLost }) },
        { name: 'old messages', everyMs: 3_600_000, run: () => forgetOldMessages(background) },
      ]
      const relaying = createLoop({ name: 'relay', everyMs: 200, run: relay, onError })
      const retrying = createLoop({ name: 'parked', everyMs: 500, run: parked, onError })
      const calling = createLoop({ name: 'errands', everyMs: 500, run: errands.runDue, onError })
      loops = [relaying, retrying, calling, ...sweepLoops([...own, ...more], onError)]
      unlisten = [
        db.onSignal('outbox', relaying.wake),
        db.onSignal('parked', retrying.wake),
        db.onSignal('errands', calling.wake),
      ]
      for (const loop of loops) loop.start()
    },

    /** Ends after the rounds under way. */
    async stop(graceMs: number): Promise<void> {
      for (const stop of unlisten) stop()
      await Promise.all(loops.map((loop) => loop.stop()))
      await bus.stop(graceMs)
    },

    /** Runs everything that is due at the clock's now until nothing is: for stories, instead of waiting. */
    async settle(more: readonly Sweep[] = []): Promise<void> {
      if (!bus.drain) throw new Error('this bus delivers on its own: wait for what you expect instead')
      for (let round = 0; round < settleRoundsAtMost; round += 1) {
        const before = await db.transaction(async (tx) => pulse(tx))
        while ((await relay()) === 'more');
        await bus.drain()
        while ((await parked()) === 'more');
        while ((await errands.runDue()) === 'more');
        for (const sweep of more) await sweep.run()
        if ((await db.transaction(async (tx) => pulse(tx))) === before) return
      }
      throw new Error('the system did not come to rest')
    },

    /** The groups that handle an event of a topic: those that name it, and those that keep its sequence. */
    listenersTo: (topic: string, event: string): string[] =>
      subscriptions
        .filter((one) => one.topic === topic && !one.broadcast && (one.inSequence || event in one.on))
        .map(({ group }) => group),

    stats: (): Promise<BusStats[]> => bus.stats(),
    /** Who listens, as `listen` was told. */
    subscriptions: (): readonly Subscription[] => subscriptions,
  }
}

/** Changes whenever the spine has done something. */
async function pulse(tx: Tx): Promise<string> {
  const row = await tx
    .prepared(`select (select count(*) from inbox) || ' ' || (select count(*) from outbox) || ' '
      || (select count(*) from outbox where state = 'ready') || ' ' || (select count(*) from parked) || ' '
      || (select coalesce(sum(turn), 0) from errand) as pulse`)
    .get<{ pulse: string }>()
  return row!.pulse
}
