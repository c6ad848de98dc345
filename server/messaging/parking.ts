import { insertedOnce } from '../database/dialect.ts'
import { changed, type Db, over, type Tx } from '../database/handle.ts'
import { callHandler, enterInbox, isDatabaseAway, isItsTurn, wakeFollower } from './handle.ts'
import type { Message } from './message.ts'
import { backoffMsOf, DeadLetter, isDead, type Subscription } from './subscription.ts'
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

/** Hears of a dead letter in the transaction that buries it. */
export type OnDead = (tx: Tx, letter: LetterOfDeath) => Promise<void>

export interface ParkingDeps {
  db: Db
  subscriptions: readonly Subscription[]
  onDead: OnDead
  probe?: ((point: string) => void) | undefined
}

const batch = 64
const leaseMs = 60_000
/** A message that waits for its predecessor is woken by it; this is how often it looks without being woken. */
const waitingMs = 30_000

/**
 * Puts a message aside, to be tried again by the database, or buries it when there is nothing to try. `error` is null
 * when only its turn has not come, which is no failed try.
 */
export async function park(
  tx: Tx,
  onDead: OnDead,
  subscription: Subscription,
  message: Message,
  error: unknown,
): Promise<void> {
  const attempts = error === null ? 0 : 1
  const dead = error !== null && isDead(subscription, attempts, error)
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
    state: dead ? 'dead' : 'parked',
    attempts,
    visible_at: tx.now + (attempts === 0 ? 0 : backoffMsOf(subscription, attempts)),
    reason: error === null ? 'waits for its turn' : reasonOf(error),
    parked_at: tx.now,
  }
  if (!(await insertedOnce(over<MessagingTables>(tx).insertInto('parked').values(row)))) return
  if (dead) await onDead(tx, letterOf(row, row.reason))
  tx.signal('parked')
}

/** Tries what is due: per key only its first. Answers whether more is due at once. */
export async function retryParked(deps: ParkingDeps): Promise<'more' | 'idle'> {
  const rows = await deps.db.transaction((tx) => claimDue(tx))
  const moved = await Promise.allSettled(rows.map((row) => retry(deps, row)))
  const failed = moved.find((one) => one.status === 'rejected')
  if (failed) throw failed.reason // these come again when their lease ends
  return moved.some((one) => one.status === 'fulfilled' && one.value) ? 'more' : 'idle'
}

async function claimDue(tx: Tx): Promise<Row[]> {
  const due = await tx
    .prepared(
      `select * from parked p where state = 'parked' and visible_at <= ? and (message_key is null or not exists (
         select 1 from parked q where q.message_key = p.message_key and q.subscription = p.subscription
           and q.state = 'parked' and q.position < p.position))
       order by visible_at limit ${batch}`,
    )
    .all<Row>(tx.now)
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
  deps.probe?.(`parked.${row.subscription}.handle`)
  try {
    if (!subscription) throw new DeadLetter('nobody listens under that name any more')
    return await deps.db.transaction((tx) => handleParked(tx, subscription, row))
  } catch (error) {
    if (isDatabaseAway(error)) throw error
    return deps.db.transaction((tx) => putBack(tx, deps, row, subscription, error))
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
  await over<MessagingTables>(tx)
    .deleteFrom('parked')
    .where('event_id', '=', row.event_id)
    .where('subscription', '=', row.subscription)
    .execute()
  if (subscription.inSequence) await wakeFollower(tx, row.subscription, message)
  return true
}

/** Counts the failed try; after the last one the message is buried and its key goes on without it. */
async function putBack(
  tx: Tx,
  deps: ParkingDeps,
  row: Row,
  subscription: Subscription | undefined,
  error: unknown,
): Promise<boolean> {
  const attempts = row.attempts + 1
  const reason = reasonOf(error)
  const dead = isDead(subscription, attempts, error)
  const moved = await at(tx, row)
    .set({
      attempts,
      reason,
      state: dead ? 'dead' : 'parked',
      visible_at: tx.now + backoffMsOf(subscription, attempts),
    })
    .where('state', '=', 'parked')
    .where('attempts', '=', row.attempts)
    .executeTakeFirst()
  if (!dead || changed(moved) !== 1) return false
  await deps.onDead(tx, letterOf(row, reason))
  return true
}

function at(tx: Tx, row: Pick<Row, 'subscription' | 'event_id'>) {
  return over<MessagingTables>(tx)
    .updateTable('parked')
    .where('event_id', '=', row.event_id)
    .where('subscription', '=', row.subscription)
}

function letterOf(row: Row, reason: string): LetterOfDeath {
  return { subscription: row.subscription, eventId: row.event_id, event: row.event, key: row.message_key, reason }
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
