import { type Db, over, type Tx } from '../database/handle.ts'
import { type EventName, type EventPayloads, events } from '../events.ts'
import { newId } from '../kernel/ids.ts'
import type { Bus, Half, Verdict } from '../ports/bus.ts'
import type { Clock } from '../ports/clock.ts'
import { emit } from './emit.ts'
import type { Message } from './message.ts'
import type { MessagingTables } from './tables.ts'

export interface HalfDeps {
  db: Db
  bus: Bus
  clock: Clock
  probe?: ((point: string) => void) | undefined
  /** A half could not be sent or decided: the relay carries the fact instead. */
  onWithout(reason: 'send' | 'commit'): void
}

/** How long the broker may take to accept a half before the work goes on without it. */
const sendAtMostMs = 1_000
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
        await decide(deps, half, 'rollback')
        throw error
      }
      deps.probe?.('half.worked')
      if (!told) await decide(deps, half, 'rollback')
      else if (half && (await decide(deps, half, 'commit'))) await markSent(deps.db, id)
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
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), sendAtMostMs)
  })
  const sent = await Promise.race([deps.bus.sendHalf(message).catch(() => null), late])
  clearTimeout(timer)
  if (!sent) deps.onWithout('send')
  return sent
}

async function decide(deps: HalfDeps, half: Half | null, verdict: 'commit' | 'rollback'): Promise<boolean> {
  if (!half) return false
  try {
    await half[verdict]()
    return true
  } catch {
    deps.onWithout('commit') // the bus will ask, and the relay sends the row
    return false
  }
}

async function markSent(db: Db, id: string): Promise<void> {
  await db.transaction(async (tx) => {
    await over<MessagingTables>(tx)
      .updateTable('outbox')
      .set({ state: 'sent' })
      .where('id', '=', id)
      .where('state', '=', 'ready')
      .execute()
  })
}
