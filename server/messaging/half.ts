import { type Db, over, type Tx } from '../database/handle.ts'
import { type EventName, type EventPayloads, events } from '../events.ts'
import { newId } from '../kernel/ids.ts'
import { Unavailable } from '../kernel/refusal.ts'
import type { Bus, Half, Verdict } from '../ports/bus.ts'
import type { Clock } from '../ports/clock.ts'
import { emit } from './emit.ts'
import { markSent } from './mark-sent.ts'
import type { Message } from './message.ts'
import type { MessagingTables } from './tables.ts'

export interface HalfDeps {
  db: Db
  bus: Bus
  clock: Clock
  probe?: ((point: string) => void) | undefined
  /** A half could not be sent or decided: the relay carries the fact instead. */
  onWithout(reason: 'send' | 'commit' | 'rollback'): void
}

/** How long the broker may take for each word before the work goes on without it. */
const brokerAtMostMs = 1_000
/** The relay takes over when the half was not committed by then. */
const relayAfterMs = 30_000
/** A half whose work has left no row by then was rolled back. */
const decidedAfterMs = 60_000

/**
 * A transactional message around a unit of work: the half is sent, the work commits together with an outbox row of
 * the same event id, the half is committed. The half carries no facts, for they are known only inside; whoever
 * receives it reads them from the row. Without a broker the work goes on all the same and the relay delivers.
 */
export function createHalf(deps: HalfDeps) {
  return {
    /** `work` answers the fact to tell, or null when there is none after all. */
    async around<Name extends EventName>(
      wish: { event: Name; keyOf(payload: EventPayloads[Name]): string },
      work: (tx: Tx) => Promise<EventPayloads[Name] | null>,
    ): Promise<EventPayloads[Name] | null> {
      const id = newId('evt')
      const half = await trySend(deps, id, wish.event)
      deps.probe?.('half.sent')
      let told: EventPayloads[Name] | null
      try {
        told = await deps.db.transaction(async (tx) => {
          const payload = await work(tx)
          const options = half ? { relayAfterMs } : {}
          if (payload) await emit(tx, { event: wish.event, payload, key: wish.keyOf(payload), id, ...options })
          return payload
        })
      } catch (error) {
        await rollBack(deps, half)
        throw error
      }
      deps.probe?.('half.worked')
      if (!told) await rollBack(deps, half)
      else if (half) await commit(deps, half, id)
      deps.probe?.('half.decided')
      return told
    },

    /** The bus asks what became of a half: the row answers. */
    async check(message: Pick<Message, 'id' | 'bornAt'>): Promise<Verdict> {
      const row = await over<MessagingTables>(deps.db)
        .selectFrom('outbox')
        .select('id')
        .where('id', '=', message.id)
        .executeTakeFirst()
      if (row) return 'commit'
      return deps.clock.now() - message.bornAt > decidedAfterMs ? 'rollback' : 'unknown'
    },
  }
}

async function trySend(deps: HalfDeps, id: string, event: EventName): Promise<Half | null> {
  const now = deps.clock.now()
  const message: Message = {
    id,
    topic: events[event].topic,
    event,
    key: null,
    seq: null,
    position: 0,
    payload: '',
    bornAt: now,
    dueAt: now,
  }
  const sent = await within(brokerAtMostMs, deps.bus.sendHalf(message)).catch(() => null)
  if (!sent) deps.onWithout('send')
  return sent
}

async function rollBack(deps: HalfDeps, half: Half | null): Promise<void> {
  if (!half) return
  await within(brokerAtMostMs, half.rollback()).catch(() => deps.onWithout('rollback')) // the bus asks, and hears of no row
}

/** The work is true already: whatever fails here, the relay sends the row or the bus asks. */
async function commit(deps: HalfDeps, half: Half, id: string): Promise<void> {
  try {
    await within(brokerAtMostMs, half.commit())
    deps.probe?.('half.committed')
    await deps.db.transaction((tx) => markSent(tx, { ids: [id] }))
  } catch {
    deps.onWithout('commit')
  }
}

async function within<Result>(ms: number, work: Promise<Result>): Promise<Result> {
  const late = Promise.withResolvers<never>()
  const timer = setTimeout(() => late.reject(new Unavailable('bus')), ms)
  try {
    return await Promise.race([work, late.promise])
  } finally {
    clearTimeout(timer)
  }
}
