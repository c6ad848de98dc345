import { type Db, over, type Tx } from '../database/handle.ts'
import { inList } from '../database/in-list.ts'
import { type TopicName, topics } from '../events.ts'
import type { Instant } from '../kernel/stay.ts'
import type { Bus } from '../ports/bus.ts'
import { markSent } from './mark-sent.ts'
import type { Message } from './message.ts'
import type { MessagingTables } from './tables.ts'

const batch = 256
/** In one transaction with the bus: small enough that nobody waits long behind it. */
const batchWithin = 64
const halvesAtOnce = 16
const backoffFirstMs = 200
const backoffMostMs = 30_000

type Row = MessagingTables['outbox']
type OutboxRow = { [Column in keyof Row]: Column extends 'seq' ? number : Row[Column] }

export interface RelayDeps {
  db: Db
  bus: Bus
  now(): Instant
  /** How long another relay leaves claimed rows alone. */
  leaseMs: number
  onError(what: string, error: unknown): void
  probe?: ((point: string) => void) | undefined
}

/** Another relay took a part of the same rows in the same moment: nothing was claimed, look again. */
class Contended extends Error {}

/**
 * Moves what was told to the bus: claims ready rows in the order they were written, publishes, marks them sent. Rows
 * are claimed by their state, never by "newer than the last one": commits come out of order. A crash in between
 * publishes twice, which the inbox makes harmless. Where the bus lives in the same database it is one transaction.
 */
export async function relayOnce(deps: RelayDeps): Promise<'more' | 'idle'> {
  const { publishWithin } = deps.bus
  return publishWithin ? relayWithin(deps, publishWithin) : relayOutside(deps)
}

async function relayWithin(
  deps: RelayDeps,
  publishWithin: NonNullable<Bus['publishWithin']>,
): Promise<'more' | 'idle'> {
  if (!(await anyReady(deps.db, deps.now()))) return 'idle'
  const { rows, errors } = await deps.db.transaction(async (tx) => {
    const rows = await readyRows(tx, batchWithin)
    deps.probe?.('relay.publish')
    const errors = rows.length > 0 ? await publishWithin(tx, rows.map(messageOf)) : []
    deps.probe?.('relay.published')
    await mark(tx, rows, errors)
    return { rows, errors }
  })
  deps.probe?.('relay.marked')
  return outcomeOf(deps, errors, rows.length === batchWithin)
}

/** A look that needs no turn of the writer. */
async function anyReady(db: Db, now: number): Promise<boolean> {
  const row = await db.prepared(`select 1 as there from outbox where state = 'ready' and try_at <= ? limit 1`).get(now)
  return row !== undefined
}

function outcomeOf(deps: RelayDeps, errors: readonly (Error | null)[], full: boolean): 'more' | 'idle' {
  const failed = errors.find((error) => error !== null)
  if (failed) deps.onError('relay', failed)
  return full && !failed ? 'more' : 'idle'
}

async function relayOutside(deps: RelayDeps): Promise<'more' | 'idle'> {
  const claimed = await claimUnlessContended(deps)
  if (claimed === 'contended') return 'more'
  if (claimed.length === 0) return 'idle'
  deps.probe?.('relay.publish')
  const errors = await publishAll(deps.bus, claimed.map(messageOf))
  deps.probe?.('relay.published')
  await deps.db.transaction((tx) => mark(tx, claimed, errors))
  deps.probe?.('relay.marked')
  return outcomeOf(deps, errors, claimed.length === batch)
}

async function claimUnlessContended({ db, leaseMs }: RelayDeps): Promise<OutboxRow[] | 'contended'> {
  try {
    return await db.transaction((tx) => claim(tx, leaseMs))
  } catch (error) {
    if (error instanceof Contended) return 'contended'
    throw error
  }
}

/** Of one key no row is taken while an earlier one is on its way or waits for another try: that one is due later. */
async function readyRows(tx: Tx, atMost: number): Promise<OutboxRow[]> {
  return tx
    .prepared(
      `select * from outbox o where state = 'ready' and try_at <= ? and (message_key is null or not exists (
         select 1 from outbox e where e.message_key = o.message_key and e.topic = o.topic and e.state = 'ready'
           and e.seq < o.seq and e.try_at > o.try_at))
       order by try_at, seq limit ?`,
    )
    .all<OutboxRow>(tx.now, atMost)
}

/** `coalesce` keeps SQLite from walking through all rows that are ready instead of these. */
async function claim(tx: Tx, leaseMs: number): Promise<OutboxRow[]> {
  const rows = await readyRows(tx, batch)
  if (rows.length === 0) return []
  const { marks, values } = inList(rows.map((row) => row.seq))
  const claimed = await tx
    .prepared(
      `update outbox set try_at = ?, attempts = attempts + 1 where seq in (${marks}) and coalesce(state, '') = 'ready' and try_at <= ?`,
    )
    .run(tx.now + leaseMs, ...values, tx.now)
  if (claimed.changes !== rows.length) throw new Contended() // rolled back
  return rows
}

/** What a broker carries as half messages is sent as one and committed at once: its facts are true already. */
async function publishAll(bus: Bus, messages: readonly Message[]): Promise<(Error | null)[]> {
  const halves = messages.filter(isHalf)
  const whole = messages.filter((message) => !isHalf(message))
  const errorOf = new Map<Message, Error | null>()
  for (let first = 0; first < halves.length; first += halvesAtOnce) {
    await Promise.all(
      halves.slice(first, first + halvesAtOnce).map(async (message) => {
        errorOf.set(message, await errorIn(bus.sendHalf(message).then((half) => half.commit())))
      }),
    )
  }
  if (whole.length > 0) {
    const errors = await bus.publish(whole).catch((error: unknown) => whole.map(() => asError(error)))
    for (const [index, message] of whole.entries()) errorOf.set(message, errors[index] ?? null)
  }
  return messages.map((message) => errorOf.get(message) ?? null)
}

function isHalf({ topic }: Message): boolean {
  return topics[topic as TopicName]?.type === 'TRANSACTION'
}

async function errorIn(work: Promise<void>): Promise<Error | null> {
  return work.then(
    () => null,
    (error: unknown) => asError(error),
  )
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error))
}

async function mark(tx: Tx, rows: readonly OutboxRow[], errors: readonly (Error | null)[]): Promise<void> {
  await markSent(tx, { seqs: rows.filter((_, index) => !errors[index]).map((row) => row.seq) })
  for (const [index, row] of rows.entries()) {
    if (!errors[index]) continue
    await over<MessagingTables>(tx)
      .updateTable('outbox')
      .set({ try_at: tx.now + Math.min(backoffMostMs, backoffFirstMs * 2 ** Math.min(row.attempts, 10)) })
      .where('seq', '=', row.seq)
      .where('state', '=', 'ready')
      .execute()
  }
}

/** Only topics that keep an order carry the key; elsewhere it serves for finding alone. */
function messageOf(row: OutboxRow): Message {
  return {
    id: row.id,
    topic: row.topic,
    event: row.event,
    key: topics[row.topic as TopicName]?.type === 'FIFO' ? row.message_key : null,
    seq: row.message_seq,
    position: row.seq,
    payload: row.payload,
    bornAt: row.born_at,
    dueAt: row.due_at,
  }
}
