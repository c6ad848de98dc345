import { type EventName, events, topics } from './events.ts'
import { type Listeners, subscriptionsOf } from './subscriptions.ts'

/** The message flow as a table: every event, what carries it, why it is told and who listens. */
export function drawEvents(): string {
  const subscriptions = subscriptionsOf(nobody())
  const rows = (Object.keys(events) as EventName[]).map((event) => {
    const { topic, why } = events[event]
    const groups = subscriptions.filter(({ topic: heard, on }) => heard === topic && event in on)
    const listeners = groups.map(({ group, broadcast }) => `\`${group}\`${broadcast ? ' (every process)' : ''}`)
    return `| \`${event}\` | \`${topic}\` | ${topics[topic].type} | ${why} | ${listeners.join('<br>') || 'nobody'} |`
  })
  return `${['| Event | Topic | Type | Why | Consumer groups |', '|---|---|---|---|---|', ...rows].join('\n')}\n`
}

/** Listeners that are only named, never called. */
function nobody(): Listeners {
  const named: unknown = new Proxy({}, { get: () => new Proxy(() => undefined, { get: () => async () => undefined }) })
  return named as Listeners
}
