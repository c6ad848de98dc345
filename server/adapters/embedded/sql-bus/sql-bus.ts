import type { Db } from '../../../database/handle.ts'
import { createLoop, type Loop } from '../../../messaging/loop.ts'
import { type Message, maxPayloadBytes, type TopicType } from '../../../messaging/message.ts'
import type { Bus, BusCaps, Half, Subscribing, Verdict } from '../../../ports/bus.ts'
import type { Clock } from '../../../ports/clock.ts'
import { type DeliverDeps, deliverOnce } from './deliver.ts'
import { halvesToCheck, insertHalf, takeHalf } from './half-store.ts'
import {
  busStats,
  dropGroup,
  dropSilentGroups,
  type Group,
  insertDeliveries,
  keepGroups,
  recallDelivery,
} from './store.ts'

export interface SqlBusOptions {
  db: Db
  clock: Clock
  /** Names this process among those that hear broadcasts. */
  slot: string
  /** False: nothing moves by itself, `drain` delivers. For stories with a clock of their own. */
  polling: boolean
  onError(name: string, error: unknown): void
  /** How often an undecided half is asked about. */
  halfCheckMs?: number
  /** Called before and after each acknowledgement: tests kill the process there. */
  probe?: (point: string) => void
}

const sqlBusCaps: BusCaps = {
  independentGroups: true,
  maxDelayMs: 366 * 86_400_000,
  redeliveryJitterMs: 1_000,
  minLeaseMs: 100,
  maxBodyBytes: maxPayloadBytes,
}

const pollMs = 200
const halvesAtOnce = 50
const aliveEveryMs = 60_000
/** A process that said nothing for so long hears no broadcast any more; polled versions tell it what it missed. */
const broadcastSilentMs = 3_600_000
/** A group of which nobody heard for so long was given up. What it missed is past its retention. */
const groupSilentMs = 30 * 86_400_000

/**
 * The bus of the embedded profile: a row per group and message in the product's own database, leased, and deleted when
 * taken. Several processes on one database share their groups.
 */
export function createSqlBus(options: SqlBusOptions): Bus {
  const { db, clock, slot, polling, onError, halfCheckMs = 10_000 } = options
  const delivering: DeliverDeps = { db: db.background, clock, onError, probe: options.probe }
  const types = new Map<string, TopicType>()
  const groups: Group[] = []
  const checks = new Map<string, (message: Message) => Promise<Verdict>>()
  const rounds: (() => Promise<'more' | 'idle'>)[] = []
  const loops: Loop[] = []
  const unlisten: (() => void)[] = []
  let startedAt = 0

  const nameOf = ({ group, broadcast }: Subscribing) => (broadcast ? `${group}_${slot}` : group)

  function repeat(name: string, everyMs: number, round: () => Promise<'more' | 'idle'>): Loop | null {
    rounds.push(round)
    if (!polling) return null
    const loop = createLoop({ name, everyMs, run: round, onError })
    loops.push(loop)
    loop.start()
    return loop
  }

  async function decide(id: string, verdict: 'commit' | 'rollback'): Promise<void> {
    await db.transaction(async (tx) => {
      const message = await takeHalf(tx, id)
      if (message && verdict === 'commit') await insertDeliveries(tx, [message])
    })
  }

  async function checkHalves(): Promise<'more' | 'idle'> {
    const asked = [...checks.keys()]
    if (asked.length === 0) return 'idle'
    const halves = await db.background.transaction((tx) =>
      halvesToCheck(tx, { topics: asked, againAt: tx.now + halfCheckMs, limit: halvesAtOnce }),
    )
    for (const half of halves) {
      const verdict = await checks.get(half.topic)!(half)
      if (verdict !== 'unknown') await decide(half.id, verdict)
    }
    return halves.length === halvesAtOnce ? 'more' : 'idle'
  }

  async function stayAlive(): Promise<'idle'> {
    await db.background.transaction(async (tx) => {
      await keepGroups(tx, groups)
      await dropSilentGroups(tx, { broadcast: tx.now - broadcastSilentMs, other: tx.now - groupSilentMs })
    })
    return 'idle'
  }

  return {
    caps: sqlBusCaps,

    async start(topology) {
      startedAt = clock.now()
      for (const [name, { type }] of Object.entries(topology.topics)) types.set(name, type)
      for (const subscribing of topology.groups) {
        const { topic, group, broadcast = false } = subscribing
        if (!types.has(topic)) throw new Error(`The group ${group} listens to ${topic}, which is not a topic.`)
        groups.push({ topic, name: nameOf(subscribing), broadcast })
      }
      await stayAlive()
      repeat('groups', aliveEveryMs, stayAlive)
      repeat('half messages', halfCheckMs, checkHalves)
    },

    async stop(graceMs) {
      for (const stop of unlisten) stop()
      const grace = Promise.withResolvers<void>()
      const timer = setTimeout(grace.resolve, graceMs)
      await Promise.race([Promise.all(loops.map((loop) => loop.stop())), grace.promise])
      clearTimeout(timer)
      const leave = db.transaction(async (tx) => {
        for (const { name, broadcast } of groups) if (broadcast) await dropGroup(tx, name)
      })
      // A disk without room does not keep us from stopping: a group that stays is dropped once it was silent for long.
      await leave.catch((error) => onError('leaving the groups', error))
    },

    async publish(messages) {
      const errors = messages.map((message) => refusalOf(message, types.get(message.topic), 'whole'))
      const good = messages.filter((_, index) => !errors[index])
      if (good.length > 0) await db.background.transaction((tx) => insertDeliveries(tx, good))
      return errors
    },

    async publishWithin(tx, messages) {
      const errors = messages.map((message) => refusalOf(message, types.get(message.topic), 'told'))
      await insertDeliveries(
        tx,
        messages.filter((_, index) => !errors[index]),
      )
      return errors
    },

    subscribe(subscribing, take) {
      const { topic, leaseMs, batch, broadcast } = subscribing
      const group = nameOf(subscribing)
      if (!groups.some((known) => known.topic === topic && known.name === group)) {
        throw new Error(`The group ${group} on ${topic} was not made at start.`)
      }
      const member = { group, leaseMs, batch, bornAfter: broadcast ? startedAt : 0 }
      const loop = repeat(group, pollMs, () => deliverOnce(delivering, member, take))
      if (loop) unlisten.push(db.onSignal('bus', loop.wake))
    },

    async sendHalf(message): Promise<Half> {
      const refusal = refusalOf(message, types.get(message.topic), 'half')
      if (refusal) throw refusal
      await db.transaction((tx) => insertHalf(tx, message, tx.now + halfCheckMs))
      return { commit: () => decide(message.id, 'commit'), rollback: () => decide(message.id, 'rollback') }
    },

    onCheck(topic, check) {
      checks.set(topic, check)
    },

    recall: (id) => db.transaction((tx) => recallDelivery(tx, id)),
    stats: () => busStats(db, clock.now()),

    async drain() {
      let any = false
      for (const round of rounds) {
        while ((await round()) === 'more') any = true
      }
      return any
    },
  }
}

/** What RocketMQ would refuse, this bus refuses alike. */
function refusalOf(message: Message, type: TopicType | undefined, sent: 'whole' | 'half' | 'told'): Error | null {
  const { topic, key, dueAt, bornAt, payload } = message
  if (!type) return new Error(`there is no topic ${topic}`)
  if (sent === 'half' && type !== 'TRANSACTION') return new Error(`${topic} takes no half messages`)
  if (sent === 'whole' && type === 'TRANSACTION') return new Error(`${topic} takes half messages only`)
  if (key !== null && type !== 'FIFO') return new Error(`${topic} keeps no order: it takes no key`)
  if (key === null && type === 'FIFO') return new Error(`${topic} keeps order by key: it takes none without`)
  if (dueAt > bornAt && type !== 'DELAY') return new Error(`${topic} does not delay`)
  if (dueAt - bornAt > sqlBusCaps.maxDelayMs) return new Error(`${topic} delays a year at most`)
  if (Buffer.byteLength(payload) > sqlBusCaps.maxBodyBytes) return new Error('the message is too large')
  return null
}
