import { insertedOnce } from '../database/dialect.ts'
import { changed, type Db, over, type Tx } from '../database/handle.ts'
import { callHandler, enterInbox, isItsTurn } from './consume.ts'
import type { Message } from './message.ts'
import { DeadLetter, defaultMaxAttempts, parkedBackoffMs, type Subscription } from './subscription.ts'
import type { MessagingTables } from './tables.ts'

type Row = MessagingTables['parked']

/** A message nobody could handle: for an alarm. */
export interface LetterOfDeath {
  subscription: string
  eventId: string
  event: string
  key: string | null
  reason: string
}

export interface ParkingDeps {
  db: Db
  subscriptions: readonly Subscription[]
  onDead(tx: Tx, letter: LetterOfDeath): Promise<void>
  onError(what: string, error: unknown): void
}

const batch = 64
const leaseMs = 60_000
/** How often a message that only waits for its predecessor looks again; a wake-up mostly comes first. */
const waitingMs = 1_000

/** Puts a message aside, to be tried again by the database. `error` is null when only its turn has not come. */
export async function park(tx: Tx, subscription: Subscription, message: Message, error: unknown): Promise<void> {
  const attempts = error === null ? 0 : 1
  const row: Row = {
    subscription: subscription.group,
    event_id: message.id,
    topic: message.topic,
    event: message.event,
    message_key: message.key,
    message_seq: message.seq,
    position: message.position,
    payload: message.payload,
    born_at: message.bornAt,
    due_at: message.dueAt,
    state: 'parked',
    attempts,
    visible_at: tx.now + (attempts === 0 ? 0 : error instanceof DeadLetter ? 0 : parkedBackoffMs(attempts)),
    reason: error === null ? 'waits for its turn' : reasonOf(error),
    parked_at: tx.now,
  }
  await insertedOnce(over<MessagingTables>(tx).insertInto('parked').values(row))
  tx.signal('parked')
}

/** Tries what is due: per key only its first. Answers whether more is due at once. */
export async function retryParked(deps: ParkingDeps): Promise<'more' | 'idle'> {
  const rows = await deps.db.transaction((tx) => claimDue(tx))
  const moved = await Promise.all(rows.map((row) => retry(deps, row)))
  return moved.some(Boolean) ? 'more' : 'idle'
}

async function claimDue(tx: Tx): Promise<Row[]> {
  const due = await over<MessagingTables>(tx)
    .selectFrom('parked as p')
    .selectAll()
    .where('state', '=', 'parked')
    .where('visible_at', '<=', tx.now)
    .where((eb) =>
      eb.or([
        eb('p.message_key', 'is', null),
        eb.not(
          eb.exists(
            eb
              .selectFrom('parked as q')
              .select('q.event_id')
              .whereRef('q.message_key', '=', 'p.message_key')
              .whereRef('q.subscription', '=', 'p.subscription')
              .where('q.state', '=', 'parked')
              .whereRef('q.position', '<', 'p.position'),
          ),
        ),
      ]),
    )
    .orderBy('visible_at')
    .limit(batch)
    .execute()
  const mine: Row[] = []
  for (const row of due) {
    const claimed = await at(tx, row)
      .set({ visible_at: tx.now + leaseMs })
      .where('visible_at', '=', row.visible_at)
      .executeTakeFirst()
    if (changed(claimed) === 1) mine.push(row)
  }
  return mine
}

/** True when the message left its place, so that the next of its key may be due. */
async function retry(deps: ParkingDeps, row: Row): Promise<boolean> {
  const subscription = deps.subscriptions.find(({ group }) => group === row.subscription)
  try {
    if (!subscription) throw new DeadLetter('nobody listens under that name any more')
    return await deps.db.transaction((tx) => handleParked(tx, subscription, row))
  } catch (error) {
    return deps.db.transaction((tx) => putBack(tx, deps, row, subscription?.maxAttempts ?? defaultMaxAttempts, error))
  }
}

async function handleParked(tx: Tx, subscription: Subscription, row: Row): Promise<boolean> {
  const message = messageIn(row)
  if (!(await isItsTurn(tx, subscription, message))) {
    await at(tx, row)
      .set({ visible_at: tx.now + waitingMs })
      .execute()
    return false
  }
  if (await enterInbox(tx, row.subscription, message)) await callHandler(tx, subscription, message)
  await leave(tx, row)
  return true
}

async function putBack(tx: Tx, deps: ParkingDeps, row: Row, maxAttempts: number, error: unknown): Promise<boolean> {
  const attempts = row.attempts + 1
  const reason = reasonOf(error)
  const dead = error instanceof DeadLetter || attempts >= maxAttempts
  const moved = await at(tx, row)
    .set({ attempts, reason, state: dead ? 'dead' : 'parked', visible_at: tx.now + parkedBackoffMs(attempts) })
    .where('state', '=', 'parked')
    .executeTakeFirst()
  if (!dead || changed(moved) !== 1) return false
  await deps.onDead(tx, {
    subscription: row.subscription,
    eventId: row.event_id,
    event: row.event,
    key: row.message_key,
    reason,
  })
  return true
}

async function leave(tx: Tx, row: Pick<Row, 'subscription' | 'event_id'>): Promise<void> {
  await over<MessagingTables>(tx)
    .deleteFrom('parked')
    .where('subscription', '=', row.subscription)
    .where('event_id', '=', row.event_id)
    .execute()
}

function at(tx: Tx, row: Pick<Row, 'subscription' | 'event_id'>) {
  return over<MessagingTables>(tx)
    .updateTable('parked')
    .where('subscription', '=', row.subscription)
    .where('event_id', '=', row.event_id)
}

function messageIn(row: Row): Message {
  return {
    id: row.event_id,
    topic: row.topic,
    event: row.event,
    key: row.message_key,
    seq: row.message_seq,
    position: row.position,
    payload: row.payload,
    bornAt: row.born_at,
    dueAt: row.due_at,
  }
}

function reasonOf(error: unknown): string {
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
  return text.slice(0, 500)
}
