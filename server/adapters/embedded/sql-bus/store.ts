import { insertedOnce } from '../../../database/dialect.ts'
import { changed, type Db, type Handle, over, type Tx } from '../../../database/handle.ts'
import { inList } from '../../../database/in-list.ts'
import { insertRows, type Target } from '../../../database/insert-rows.ts'
import type { Message } from '../../../messaging/message.ts'
import type { BusStats } from '../../../ports/bus.ts'

interface BusTables {
  bus_group: { topic: string; group_name: string; broadcast: number; heard_from: number }
  bus_delivery: {
    seq: number
    group_name: string
    id: string
    topic: string
    message_key: string | null
    body: string
    visible_at: number
    lease: string | null
  }
}

export interface ClaimedDelivery {
  seq: number
  message: Message
}

export interface Group {
  topic: string
  name: string
  broadcast: boolean
}

/** Makes the groups exist and says that they are alive. */
export async function keepGroups(tx: Tx, groups: readonly Group[]): Promise<void> {
  for (const { topic, name, broadcast } of groups) {
    const row = { topic, group_name: name, broadcast: broadcast ? 1 : 0, heard_from: tx.now }
    if (await insertedOnce(on(tx).insertInto('bus_group').values(row))) continue
    await on(tx)
      .updateTable('bus_group')
      .set({ heard_from: tx.now })
      .where('topic', '=', topic)
      .where('group_name', '=', name)
      .execute()
  }
}

/** Drops groups of which nobody has heard since, with what waits for them: a process that died, a name given up. */
export async function dropSilentGroups(tx: Tx, since: { broadcast: number; other: number }): Promise<void> {
  const silent = await on(tx)
    .selectFrom('bus_group')
    .select('group_name')
    .where((eb) =>
      eb.or([
        eb.and([eb('broadcast', '=', 1), eb('heard_from', '<', since.broadcast)]),
        eb('heard_from', '<', since.other),
      ]),
    )
    .execute()
  for (const { group_name } of silent) await dropGroup(tx, group_name)
}

export async function dropGroup(tx: Tx, name: string): Promise<void> {
  await on(tx).deleteFrom('bus_group').where('group_name', '=', name).execute()
  await on(tx).deleteFrom('bus_delivery').where('group_name', '=', name).execute()
}

/** One row for each group of the message's topic. */
export async function insertDeliveries(tx: Tx, messages: readonly Message[]): Promise<void> {
  const groups = await tx
    .prepared('select topic, group_name from bus_group')
    .all<{ topic: string; group_name: string }>()
  const rows = messages.flatMap((message) => {
    const body = JSON.stringify(message)
    const hearing = groups.filter(({ topic }) => topic === message.topic)
    return hearing.map(({ group_name }) => [group_name, message.id, message.topic, message.key, body, message.dueAt])
  })
  await insertRows(tx, deliveries, rows)
  tx.signal('bus')
}

const deliveries: Target = {
  table: 'bus_delivery',
  columns: ['group_name', 'id', 'topic', 'message_key', 'body', 'visible_at'],
}

/** Whether anything is due for a group: a look that needs no turn of the writer. */
export async function anyDue(db: Db, group: string, now: number): Promise<boolean> {
  const row = await db
    .prepared('select 1 as there from bus_delivery where group_name = ? and visible_at <= ? limit 1')
    .get(group, now)
  return row !== undefined
}

/** Another consumer leased a part of the same rows in the same moment: nothing was claimed, look again. */
export class Contended extends Error {}

/**
 * Leases what is due for a group. Of one key, messages are claimed together, in their order, and none while an
 * earlier one is under another lease: that one is visible later than those behind it. Throws `Contended`.
 */
export async function claimDeliveries(
  tx: Tx,
  wish: { group: string; lease: string; leaseMs: number; batch: number },
): Promise<ClaimedDelivery[]> {
  const due = await tx
    .prepared(
      `select seq, body from bus_delivery d
       where group_name = ? and visible_at <= ? and (message_key is null or not exists (
         select 1 from bus_delivery e where e.group_name = d.group_name and e.message_key = d.message_key
           and e.seq < d.seq and e.visible_at > d.visible_at))
       order by visible_at, seq limit ?`,
    )
    .all<{ seq: number; body: string }>(wish.group, tx.now, wish.batch)
  if (due.length === 0) return []
  const { marks, values } = inList(due.map((row) => row.seq))
  const claimed = await tx
    .prepared(`update bus_delivery set lease = ?, visible_at = ? where seq in (${marks}) and visible_at <= ?`)
    .run(wish.lease, tx.now + wish.leaseMs, ...values, tx.now)
  if (claimed.changes !== due.length) throw new Contended()
  return due.map((row) => ({ seq: row.seq, message: JSON.parse(row.body) }))
}

/** Keeps for longer what is still under our lease. */
export async function extendLease(
  tx: Tx,
  { seqs, lease, leaseMs }: { seqs: readonly number[]; lease: string; leaseMs: number },
): Promise<void> {
  const { marks, values } = inList(seqs)
  await tx
    .prepared(`update bus_delivery set visible_at = ? where seq in (${marks}) and lease = ?`)
    .run(tx.now + leaseMs, ...values, lease)
}

/** Done with: only what is still under our lease. */
export async function acknowledge(tx: Tx, seqs: readonly number[], lease: string): Promise<void> {
  if (seqs.length === 0) return
  const { marks, values } = inList(seqs)
  await tx.prepared(`delete from bus_delivery where seq in (${marks}) and lease = ?`).run(...values, lease)
}

export async function recallDelivery(tx: Tx, id: string): Promise<boolean> {
  const removed = await on(tx)
    .deleteFrom('bus_delivery')
    .where('id', '=', id)
    .where('visible_at', '>', tx.now)
    .where('lease', 'is', null)
    .executeTakeFirst()
  return changed(removed) > 0
}

interface BusFigures {
  group_name: string
  topic: string
  ready: number
  in_flight: number
  waiting: number
  oldest_ready_at: number | null
  next_due_at: number | null
}

export async function busStats(db: Db, now: number): Promise<BusStats[]> {
  const rows = await db
    .prepared(
      `select g.group_name, g.topic,
         coalesce(sum(case when d.visible_at <= ? then 1 else 0 end), 0) as ready,
         coalesce(sum(case when d.visible_at > ? and d.lease is not null then 1 else 0 end), 0) as in_flight,
         coalesce(sum(case when d.visible_at > ? and d.lease is null then 1 else 0 end), 0) as waiting,
         min(case when d.visible_at <= ? then d.visible_at end) as oldest_ready_at,
         min(case when d.visible_at > ? and d.lease is null then d.visible_at end) as next_due_at
       from bus_group g left join bus_delivery d on d.group_name = g.group_name and d.topic = g.topic
       group by g.group_name, g.topic`,
    )
    .all<BusFigures>(now, now, now, now, now)
  return rows.map((row) => ({
    group: row.group_name,
    topic: row.topic,
    ready: Number(row.ready),
    inFlight: Number(row.in_flight),
    delayed: Number(row.waiting),
    oldestReadyAt: row.oldest_ready_at,
    nextDueAt: row.next_due_at,
  }))
}

function on(handle: Handle) {
  return over<BusTables>(handle)
}
