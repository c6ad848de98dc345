import type { Handle } from '../database/handle.ts'
import type { Instant } from '../kernel/stay.ts'

/** Figures for whoever watches the flow. They are read from rows and bounded: a look must not be a load. */

const minuteMs = 60_000
/** Of what was told last, at most so much is counted. */
const toldAtMost = 100_000
const deliveredAtMost = 20_000

/** Counts by whole minute, by the minute’s beginning. */
export type Minutes = ReadonlyMap<Instant, number>

/** The place of the first event told at that time or later. Events are told in order of time, give or take a commit. */
export async function firstSince(handle: Handle, at: Instant): Promise<number> {
  const ends = await handle
    .prepared('select min(seq) as low, max(seq) as high from outbox')
    .get<{ low: number | null; high: number | null }>()
  let low = ends?.low ?? 0
  let high = (ends?.high ?? -1) + 1
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    const row = await handle
      .prepared('select seq, born_at from outbox where seq >= ? order by seq limit 1')
      .get<{ seq: number; born_at: number }>(middle)
    if (!row || row.born_at >= at) high = middle
    else low = row.seq + 1
  }
  return low
}

/** How much was told on each topic since then, by minute; in a rush from later on, as `from` says. */
export async function toldByTopic(
  handle: Handle,
  since: Instant,
): Promise<{ from: Instant; byTopic: Map<string, Minutes> }> {
  const { seq, from } = await startOf(handle, since, toldAtMost)
  const rows = await handle
    .prepared(
      `select topic, born_at - born_at % ${minuteMs} as at_minute, count(*) as told from outbox where seq >= ?
       group by topic, at_minute`,
    )
    .all<{ topic: string; at_minute: number; told: number }>(seq)
  const byTopic = Map.groupBy(rows, ({ topic }) => topic)
  return { from, byTopic: new Map([...byTopic].map(([topic, some]) => [topic, minutesOf(some)])) }
}

export interface Backlog {
  waiting: number
  oldestBornAt: Instant | null
  byAge: { atLeastMs: number; count: number }[]
  /** Of what was told since then. */
  delivered: Minutes
  deliveredFrom: Instant
}

const ages = [0, 1_000, 10_000, 60_000, 600_000]

/** What was told and is not on the bus yet, and what arrived of the last events. */
export async function backlogOf(handle: Handle, { now, since }: { now: Instant; since: Instant }): Promise<Backlog> {
  const steps = ages.map((age, index) => [now - (ages[index + 1] ?? now), now - age] as const)
  const columns = steps.map(
    (_, index) => `sum(case when born_at > ? and born_at <= ? then 1 else 0 end) as step_${index}`,
  )
  const row = await handle
    .prepared(
      `select count(*) as waiting, min(born_at) as oldest, ${columns.join(', ')} from outbox where state = 'ready'`,
    )
    .get<Record<string, number | null>>(...steps.flat())
  const { seq, from } = await startOf(handle, since, deliveredAtMost)
  const delivered = await handle
    .prepared(
      `select i.at - i.at % ${minuteMs} as at_minute, count(*) as told from outbox o
       join inbox i on i.event_id = o.id where o.seq >= ? and i.outcome = 'handled' group by at_minute`,
    )
    .all<{ at_minute: number; told: number }>(seq)
  return {
    waiting: Number(row?.waiting ?? 0),
    oldestBornAt: row?.oldest ?? null,
    byAge: ages.map((atLeastMs, index) => ({ atLeastMs, count: Number(row?.[`step_${index}`] ?? 0) })),
    delivered: minutesOf(delivered),
    deliveredFrom: from,
  }
}

/** What each subscription has put aside, to be tried again or for a person. */
export async function parkedBySubscription(handle: Handle): Promise<Map<string, { parked: number; dead: number }>> {
  const rows = await handle
    .prepared('select subscription, state, count(*) as messages from parked group by subscription, state')
    .all<{ subscription: string; state: 'parked' | 'dead'; messages: number }>()
  const figures = new Map<string, { parked: number; dead: number }>()
  for (const { subscription, state, messages } of rows) {
    const known = figures.get(subscription) ?? { parked: 0, dead: 0 }
    figures.set(subscription, { ...known, [state]: Number(messages) })
  }
  return figures
}

/** Where counting begins: since then, or with the last so many. */
async function startOf(handle: Handle, since: Instant, atMost: number): Promise<{ seq: number; from: Instant }> {
  const first = await firstSince(handle, since)
  const late = await handle
    .prepared('select seq, born_at from outbox where seq > (select max(seq) from outbox) - ? order by seq limit 1')
    .get<{ seq: number; born_at: number }>(atMost)
  return late && late.seq > first ? { seq: late.seq, from: late.born_at } : { seq: first, from: since }
}

function minutesOf(rows: readonly { at_minute: number; told: number }[]): Minutes {
  return new Map(rows.map((row) => [Number(row.at_minute), Number(row.told)]))
}
