import type { EventName, TopicName } from '../server/events.ts'
import { type Listeners, subscriptionsOf } from '../server/subscriptions.ts'

/** A consumer group: its topic, and the verb that each event calls. */
export interface GroupSketch {
  group: string
  topic: TopicName
  everyProcess: boolean
  verbs: Partial<Record<EventName, string>>
}

/** What there is to draw. */
export interface MessageFlow {
  topics: Readonly<Record<TopicName, { type: string }>>
  events: Readonly<Record<EventName, { topic: TopicName; why: string }>>
  groups: readonly GroupSketch[]
}

/** The groups of `subscriptions.ts`, by the names of the verbs they call. */
export function groupSketches(): GroupSketch[] {
  return subscriptionsOf(verbsThatSayTheirName()).map(({ group, topic, broadcast, on }) => ({
    group,
    topic,
    everyProcess: broadcast === true,
    verbs: Object.fromEntries(
      Object.entries(on).map(([event, handle]) => [event, (handle as (...given: unknown[]) => unknown)(null, {}, {})]),
    ),
  }))
}

/** The message flow: a picture of topics and verbs, and a table of every event. */
export function drawEvents(flow: MessageFlow): string {
  return `\`\`\`mermaid\n${picture(flow)}\`\`\`\n\n${table(flow)}`
}

function picture({ topics, events, groups }: MessageFlow): string {
  const lines = (Object.keys(topics) as TopicName[]).flatMap((topic) => {
    const told = namesOf(events).filter((event) => events[event].topic === topic)
    return [
      `  told_${topic}["${told.join('<br>')}"] --> ${topic}(["${topic}<br>${topics[topic].type}"])`,
      ...groups.filter((each) => each.topic === topic).flatMap(arrowsFrom),
    ]
  })
  return ['flowchart LR', ...lines, ''].join('\n')
}

function arrowsFrom({ group, topic, verbs }: GroupSketch): string[] {
  return [...new Set(Object.values(verbs))].map(
    (verb) => `  ${topic} -- ${group} --> ${verb.replace('.', '_')}["${verb}"]`,
  )
}

function table({ topics, events, groups }: MessageFlow): string {
  const rows = namesOf(events).map((event) => {
    const { topic, why } = events[event]
    const listeners = groups
      .filter((each) => each.topic === topic && each.verbs[event])
      .map(({ group, verbs, everyProcess }) => `\`${group}\`${everyProcess ? ', every process' : ''} → ${verbs[event]}`)
    return `| \`${event}\` | \`${topic}\` | ${topics[topic].type} | ${why} | ${listeners.join('<br>') || 'nobody'} |`
  })
  return `${['| Event | Topic | Type | Why | Who listens |', '|---|---|---|---|---|', ...rows].join('\n')}\n`
}

function namesOf(events: MessageFlow['events']): EventName[] {
  return Object.keys(events) as EventName[]
}

/** Modules whose every verb answers `module.verb`. */
function verbsThatSayTheirName(): Listeners {
  const verbsOf = (module: string) => new Proxy({}, { get: (_target, verb) => () => `${module}.${String(verb)}` })
  const modules: unknown = new Proxy({}, { get: (_target, module) => verbsOf(String(module)) })
  return modules as Listeners
}
