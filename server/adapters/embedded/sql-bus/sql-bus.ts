import type { Db } from '../../../database/handle.ts'
import { newId } from '../../../kernel/ids.ts'
import { createLoop, type Loop } from '../../../messaging/loop.ts'
import type { Message, TopicType } from '../../../messaging/message.ts'
import type { Bus, BusCaps, Delivery, Half, Subscribing, Topology, Verdict } from '../../../ports/bus.ts'
import type { Clock } from '../../../ports/clock.ts'
import {
  acknowledge,
  busStats,
  claimDeliveries,
  dropGroup,
  halvesToCheck,
  insertDeliveries,
  insertHalf,
  keepGroup,
  recallDelivery,
  takeHalf,
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
}

export const sqlBusCaps: BusCaps = {
  independentGroups: true,
  maxDelayMs: 366 * 86_400_000,
  redeliveryJitterMs: 1_000,
  minLeaseMs: 100,
  maxBodyBytes: 262_144,
}

const pollMs = 200
const halvesAtOnce = 50

/**
 * The bus of the embedded profile: a row per group and message in the product's own database, leased, and deleted when
 * taken. Several processes on one database share their groups.
 */
export function createSqlBus({ db, clock, slot, polling, onError, halfCheckMs = 10_000 }: SqlBusOptions): Bus {
  const types = new Map<string, TopicType>()
  const checks = new Map<string, (message: Message) => Promise<Verdict>>()
  const rounds: (() => Promise<'more' | 'idle'>)[] = []
  const loops: Loop[] = []
  const unlisten: (() => void)[] = []
  const broadcastGroups: string[] = []
  let bornAfter = 0

  const groupName = ({ group, broadcast }: Subscribing) => (broadcast ? `${group}_${slot}` : group)

  function run(name: string, everyMs: number, round: () => Promise<'more' | 'idle'>): void {
    rounds.push(round)
    if (!polling) return
    const loop = createLoop({ name, everyMs, run: round, onError })
    loops.push(loop)
    unlisten.push(db.onSignal('bus', loop.wake))
    loop.start()
  }

  async function publish(messages: readonly Message[]): Promise<(Error | null)[]> {
    const errors = messages.map((message) => refusalOf(message, types.get(message.topic)))
    const good = messages.filter((_, index) => !errors[index])
    if (good.length > 0) await db.transaction((tx) => insertDeliveries(tx, good))
    return errors
  }

  async function deliver(
    wish: { group: string; leaseMs: number; batch: number; broadcast: boolean },
    take: Delivery,
  ): Promise<'more' | 'idle'> {
    const lease = newId('lea')
    const claimed = await db.transaction((tx) => claimDeliveries(tx, { ...wish, lease }))
    if (claimed.length === 0) return 'idle'
    const fresh = claimed.filter(({ message }) => !wish.broadcast || message.bornAt >= bornAfter)
    const taken = fresh.length > 0 ? await take(fresh.map(({ message }) => message)) : new Set<string>()
    const done = claimed.filter((delivery) => !fresh.includes(delivery) || taken.has(delivery.message.id))
    await db.transaction((tx) =>
      acknowledge(
        tx,
        done.map(({ seq }) => seq),
        lease,
      ),
    )
    return done.length > 0 ? 'more' : 'idle'
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
    const halves = await db.transaction((tx) =>
      halvesToCheck(tx, { topics: asked, againAt: tx.now + halfCheckMs, limit: halvesAtOnce }),
    )
    for (const half of halves) {
      const verdict = await checks.get(half.topic)!(half)
      if (verdict !== 'unknown') await decide(half.id, verdict)
    }
    return halves.length === halvesAtOnce ? 'more' : 'idle'
  }

  return {
    caps: sqlBusCaps,
    publish,

    async start({ topics, groups }: Topology) {
      bornAfter = clock.now()
      for (const [name, { type }] of Object.entries(topics)) types.set(name, type)
      const strange = groups.find(({ topic }) => !types.has(topic))
      if (strange) throw new Error(`The group ${strange.group} listens to ${strange.topic}, which is not a topic.`)
      await db.transaction(async (tx) => {
        for (const group of groups) await keepGroup(tx, group.topic, groupName(group))
      })
      broadcastGroups.push(...groups.filter(({ broadcast }) => broadcast).map(groupName))
      run('half messages', halfCheckMs, checkHalves)
    },

    async stop(graceMs) {
      for (const stop of unlisten) stop()
      const drained = Promise.all(loops.map((loop) => loop.stop()))
      await Promise.race([drained, new Promise((resolve) => setTimeout(resolve, graceMs).unref())])
      await db.transaction(async (tx) => {
        for (const group of broadcastGroups) await dropGroup(tx, group)
      })
    },

    subscribe(subscribing, take) {
      const { topic, leaseMs, batch, broadcast = false } = subscribing
      const group = groupName(subscribing)
      if (!types.has(topic)) throw new Error(`The group ${group} listens to ${topic}, which is not a topic.`)
      run(group, pollMs, () => deliver({ group, leaseMs, batch, broadcast }, take))
    },

    async sendHalf(message): Promise<Half> {
      const refusal = refusalOf(message, types.get(message.topic))
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
function refusalOf(message: Message, type: TopicType | undefined): Error | null {
  if (!type) return new Error(`no topic ${message.topic}`)
  if (message.key !== null && type !== 'FIFO') return new Error(`${message.topic} keeps no order: it takes no key`)
  if (message.dueAt > message.bornAt && type !== 'DELAY') return new Error(`${message.topic} does not delay`)
  if (Buffer.byteLength(message.payload) > sqlBusCaps.maxBodyBytes) return new Error('the message is too large')
  return null
}
