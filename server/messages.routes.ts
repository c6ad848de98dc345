import * as contract from '../contract/admin/messages.ts'
import { instantOrNull, instantText } from '../contract/format.ts'
import type { Db } from './database/handle.ts'
import { events, topics } from './events.ts'
import { type Route, route } from './http/route.ts'
import { actorOf, refuseOfSomeBranches } from './http/staff-scope.ts'
import { Refusal, unknownCursor } from './kernel/refusal.ts'
import type { Instant } from './kernel/stay.ts'
import {
  backlogOf,
  type DeadLetterCursor,
  type DeadLetterView,
  discard,
  findMessages,
  listDeadLetters,
  type Messaging,
  type Minutes,
  parkedBySubscription,
  requeue,
  type Subscription,
  toldByTopic,
} from './messaging/index.ts'
import type { Audit } from './modules/audit/index.ts'
import type { Clock } from './ports/clock.ts'

export interface MessagesDeps {
  db: Db
  clock: Clock
  audit: Audit
  messaging: Messaging
}

const minuteMs = 60_000
const minutesShown = 30
/** How the house talks to itself. Messages are the chain’s: the permission at some branches is not enough. */
export function messagesRoutes({ db, clock, audit, messaging }: MessagesDeps): Route[] {
  return [
    route(contract.listTopics, async ({ caller }) => {
      refuseOfSomeBranches(caller, 'messages.read')
      const now = clock.now()
      const { from, byTopic } = await toldByTopic(db, now - 60 * minuteMs)
      const items = Object.entries(topics).map(([topic, { type }]) => {
        const told = Object.entries(events).filter(([, event]) => event.topic === topic)
        const minutes: Minutes = byTopic.get(topic) ?? new Map()
        return {
          topic,
          type,
          events: told.map(([event, { why }]) => ({ event, why })),
          producers: [...new Set(told.map(([, { by }]) => by))],
          groups: messaging.subscriptions().flatMap((one) => (one.topic === topic ? [one.group] : [])),
          lastHour: [...minutes.values()].reduce((sum, count) => sum + count, 0),
          perMinute: lastMinutes(minutes, now),
        }
      })
      return { items, countedFrom: instantText(from) }
    }),
    route(contract.listSubscriptions, async ({ caller }) => {
      refuseOfSomeBranches(caller, 'messages.read')
      const now = clock.now()
      const aside = await parkedBySubscription(db)
      const items = (await messaging.stats()).map(({ oldestReadyAt, nextDueAt, ...stats }) => {
        const listening = listenerOf(messaging, stats.group)
        const { parked, dead } = aside.get(listening?.group ?? stats.group) ?? { parked: 0, dead: 0 }
        return {
          ...stats,
          everyProcess: listening?.broadcast === true,
          events: Object.keys(listening?.on ?? {}),
          parked,
          dead,
          lagMs: oldestReadyAt === null ? null : Math.max(0, now - oldestReadyAt),
          nextDueAt: instantOrNull(nextDueAt),
        }
      })
      return { items }
    }),
    route(contract.getOutbox, async ({ caller }) => {
      refuseOfSomeBranches(caller, 'messages.read')
      const now = clock.now()
      const { delivered, deliveredFrom, oldestBornAt, ...backlog } = await backlogOf(db, {
        now,
        since: now - minutesShown * minuteMs,
      })
      const stats = await messaging.stats()
      const aside = [...(await parkedBySubscription(db)).values()]
      const perMinute = lastMinutes(delivered, now)
      const due = stats.flatMap(({ nextDueAt }) => nextDueAt ?? [])
      return {
        ...backlog,
        oldestBornAt: instantOrNull(oldestBornAt),
        delivered: {
          perMinute,
          lastMinute: perMinute.at(-1)!,
          peak: Math.max(...perMinute),
          countedFrom: instantText(deliveredFrom),
        },
        delayed: {
          count: stats.reduce((sum, { delayed }) => sum + delayed, 0),
          nextDueAt: due.length > 0 ? instantText(Math.min(...due)) : null,
        },
        oldest: oldestOf(stats, now),
        parked: aside.reduce((sum, { parked }) => sum + parked, 0),
        dead: aside.reduce((sum, { dead }) => sum + dead, 0),
      }
    }),
    route(contract.listDeadLetters, async ({ caller, query: { cursor, limit = 20 } }) => {
      refuseOfSomeBranches(caller, 'messages.read')
      const after = cursor === undefined ? {} : { after: letterAt(cursor) }
      const listed = await listDeadLetters(db, { limit: limit + 1, ...after })
      const page = listed.slice(0, limit)
      const last = listed.length > limit ? page.at(-1) : undefined
      return {
        items: page.map(letterView),
        nextCursor: last ? `${last.parkedAt}.${last.eventId}.${last.subscription}` : null,
      }
    }),
    ...(
      [
        [contract.requeueDeadLetter, requeue, 'message.requeue'],
        [contract.discardDeadLetter, discard, 'message.discard'],
      ] as const
    ).map(([operation, move, action]) =>
      route(operation, async ({ caller, params }) => {
        refuseOfSomeBranches(caller, 'messages.edit')
        // A dead letter is named `<subscription>:<event id>`, and an event id may have a colon of its own.
        const at = params.id.indexOf(':')
        const letter = { subscription: params.id.slice(0, at), eventId: params.id.slice(at + 1) }
        await db.transaction(async (tx) => {
          if (!(await move(tx, letter))) throw new Refusal('not_found')
          await audit.record(tx, { actor: actorOf(caller), action, subject: `message:${letter.eventId}` })
        })
        return undefined
      }),
    ),
    route(contract.findMessages, async ({ caller, query: { key, from, to, topic, cursor, limit = 20 } }) => {
      refuseOfSomeBranches(caller, 'messages.read')
      if (key === undefined && from === undefined)
        throw new Refusal('invalid_request', { fields: { key: 'key_or_from' } })
      const found = await findMessages(db, {
        key,
        from: from === undefined ? undefined : Date.parse(from),
        to: to === undefined ? undefined : Date.parse(to),
        topic,
        after: cursor === undefined ? undefined : positionIn(cursor),
        limit: limit + 1,
      })
      const page = found.slice(0, limit)
      const items = page.map(({ position: _position, ...message }) => ({
        ...message,
        bornAt: instantText(message.bornAt),
        dueAt: instantText(message.dueAt),
        deliveries: message.deliveries.map((delivery) => ({ ...delivery, at: instantText(delivery.at) })),
      }))
      return { items, nextCursor: found.length > limit ? String(page.at(-1)!.position) : null }
    }),
  ]
}

/** A group that each process has for itself is called after it, with the process’s slot behind. */
function listenerOf(messaging: Messaging, group: string): Subscription | undefined {
  return messaging
    .subscriptions()
    .find((one) => one.group === group || (one.broadcast && group.startsWith(`${one.group}_`)))
}

function lastMinutes(minutes: Minutes, now: Instant): number[] {
  const running = now - (now % minuteMs)
  return Array.from(
    { length: minutesShown },
    (_, index) => minutes.get(running - (minutesShown - index) * minuteMs) ?? 0,
  )
}

function oldestOf(stats: readonly { group: string; oldestReadyAt: Instant | null }[], now: Instant) {
  const waiting = stats.flatMap(({ group, oldestReadyAt: at }) =>
    at === null ? [] : [{ group, lagMs: Math.max(0, now - at) }],
  )
  return waiting.sort((a, b) => b.lagMs - a.lagMs)[0] ?? null
}

/** Keys by which a person is known again stay inside. */
function letterView({ payload, parkedAt, ...letter }: DeadLetterView) {
  const { personKeys: _keys, ...carried } = JSON.parse(payload) as Record<string, unknown>
  return {
    ...letter,
    id: `${letter.subscription}:${letter.eventId}`,
    payload: carried,
    parkedAt: instantText(parkedAt),
  }
}

function letterAt(cursor: string): DeadLetterCursor {
  const [, parkedAt, eventId, subscription] = /^(\d{1,15})\.([^.]{1,64})\.(\w{1,64})$/.exec(cursor) ?? []
  if (parkedAt === undefined || eventId === undefined || subscription === undefined) throw unknownCursor()
  return { parkedAt: Number(parkedAt), eventId, subscription }
}

function positionIn(cursor: string): number {
  if (!/^\d{1,15}$/.test(cursor)) throw unknownCursor()
  return Number(cursor)
}
