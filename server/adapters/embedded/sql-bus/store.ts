import { insertedOnce } from '../../../database/dialect.ts'
import { changed, type Db, type Handle, over, type Tx } from '../../../database/handle.ts'
import type { Message } from '../../../messaging/message.ts'
import type { BusStats } from '../../../ports/bus.ts'

interface BusTables {
  bus_group: { topic: string; group_name: string; heard_from: number }
  bus_delivery: {
    seq: number
    group_name: string
    id: string
    topic: string
    message_key: string | null
    position: number
    body: string
    visible_at: number
    lease: string | null
  }
  bus_half: { id: string; topic: string; body: string; born_at: number; check_at: number }
}

export interface ClaimedDelivery {
  seq: number
  message: Message
}

/** All SQL of the bus. */

export async function keepGroup(tx: Tx, topic: string, group: string): Promise<void> {
  await insertedOnce(on(tx).insertInto('bus_group').values({ topic, group_name: group, heard_from: tx.now }))
}

export async function dropGroup(tx: Tx, group: string): Promise<void> {
  await on(tx).deleteFrom('bus_group').where('group_name', '=', group).execute()
  await on(tx).deleteFrom('bus_delivery').where('group_name', '=', group).execute()
}

export async function groupsByTopic(handle: Handle): Promise<Map<string, string[]>> {
  const groups = new Map<string, string[]>()
  for (const row of await on(handle).selectFrom('bus_group').select(['topic', 'group_name']).execute()) {
    groups.set(row.topic, [...(groups.get(row.topic) ?? []), row.group_name])
  }
  return groups
}

/** One row for each group of the message's topic. */
export async function insertDeliveries(tx: Tx, messages: readonly Message[]): Promise<void> {
  const groups = await groupsByTopic(tx)
  const insert = tx.prepared(
    'insert into bus_delivery (group_name, id, topic, message_key, position, body, visible_at) values (?, ?, ?, ?, ?, ?, ?)',
  )
  for (const message of messages) {
    const body = JSON.stringify(message)
    for (const group of groups.get(message.topic) ?? []) {
      await insert.run(group, message.id, message.topic, message.key, message.position, body, message.dueAt)
    }
  }
  tx.signal('bus')
}

/** Leases what is due for a group: of each key only the first message that is not done with. */
export async function claimDeliveries(
  tx: Tx,
  wish: { group: string; lease: string; leaseMs: number; batch: number },
): Promise<ClaimedDelivery[]> {
  const due = await tx
    .prepared(
      `select seq, body from bus_delivery d
       where group_name = ? and visible_at <= ? and (message_key is null or not exists (
         select 1 from bus_delivery e
         where e.group_name = d.group_name and e.message_key = d.message_key and e.seq < d.seq))
       order by visible_at, seq limit ?`,
    )
    .all<{ seq: number; body: string }>(wish.group, tx.now, wish.batch)
  if (due.length === 0) return []
  const claimed = await on(tx)
    .updateTable('bus_delivery')
    .set({ lease: wish.lease, visible_at: tx.now + wish.leaseMs })
    .where(
      'seq',
      'in',
      due.map((row) => row.seq),
    )
    .where('visible_at', '<=', tx.now)
    .executeTakeFirst()
  if (changed(claimed) !== due.length) throw new Error('another consumer took part of the batch') // rolled back
  return due.map((row) => ({ seq: row.seq, message: JSON.parse(row.body) }))
}

/** Done with: only what is still under our lease. */
export async function acknowledge(tx: Tx, seqs: readonly number[], lease: string): Promise<void> {
  if (seqs.length === 0) return
  await on(tx).deleteFrom('bus_delivery').where('seq', 'in', seqs).where('lease', '=', lease).execute()
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

export async function insertHalf(tx: Tx, message: Message, checkAt: number): Promise<void> {
  const row = {
    id: message.id,
    topic: message.topic,
    body: JSON.stringify(message),
    born_at: tx.now,
    check_at: checkAt,
  }
  await insertedOnce(on(tx).insertInto('bus_half').values(row))
}

/** Takes a half out, to be delivered or forgotten; null when it was decided before. */
export async function takeHalf(tx: Tx, id: string): Promise<Message | null> {
  const row = await on(tx).selectFrom('bus_half').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) return null
  await on(tx).deleteFrom('bus_half').where('id', '=', id).execute()
  return JSON.parse(row.body)
}

/** Undecided halves that are due to be asked about, at most `limit`; each is due again later. */
export async function halvesToCheck(
  tx: Tx,
  wish: { topics: readonly string[]; againAt: number; limit: number },
): Promise<Message[]> {
  const rows = await on(tx)
    .selectFrom('bus_half')
    .selectAll()
    .where('check_at', '<=', tx.now)
    .where('topic', 'in', wish.topics)
    .orderBy('check_at')
    .limit(wish.limit)
    .execute()
  for (const row of rows) {
    await on(tx).updateTable('bus_half').set({ check_at: wish.againAt }).where('id', '=', row.id).execute()
  }
  return rows.map((row) => JSON.parse(row.body))
}

export async function busStats(db: Db, now: number): Promise<BusStats[]> {
  const rows = await on(db)
    .selectFrom('bus_group as g')
    .leftJoin('bus_delivery as d', (join) =>
      join.onRef('d.group_name', '=', 'g.group_name').onRef('d.topic', '=', 'g.topic'),
    )
    .select((eb) => [
      'g.group_name',
      'g.topic',
      eb.fn.sum<number>(eb.case().when('d.visible_at', '<=', now).then(1).else(0).end()).as('ready'),
      eb.fn
        .sum<number>(
          eb
            .case()
            .when(eb.and([eb('d.visible_at', '>', now), eb('d.lease', 'is not', null)]))
            .then(1)
            .else(0)
            .end(),
        )
        .as('in_flight'),
      eb.fn
        .sum<number>(
          eb
            .case()
            .when(eb.and([eb('d.visible_at', '>', now), eb('d.lease', 'is', null)]))
            .then(1)
            .else(0)
            .end(),
        )
        .as('delayed'),
    ])
    .groupBy(['g.group_name', 'g.topic'])
    .execute()
  return rows.map((row) => ({
    group: row.group_name,
    topic: row.topic,
    ready: Number(row.ready ?? 0),
    inFlight: Number(row.in_flight ?? 0),
    delayed: Number(row.delayed ?? 0),
  }))
}

function on(handle: Handle) {
  return over<BusTables>(handle)
}
