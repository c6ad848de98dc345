import type { StoryEntry } from '../../../contract/admin/story.ts'

type ActorView = StoryEntry['actor']

/** Names of the staff by the text of an actor, for rows that only keep the text. */
export type Names = ReadonlyMap<string, string>

export function namesIn(rows: readonly { actor: string; actorName: string | null }[]): Names {
  return new Map(rows.flatMap(({ actor, actorName }) => (actorName === null ? [] : [[actor, actorName] as const])))
}

/** Who it was, from the text of an actor, without ids: a guest, a person of the staff by name, WeChat, the house. */
export function actorView(text: string, names: Names): ActorView {
  if (text === 'guest' || text.startsWith('guest:')) return { kind: 'guest', name: null }
  if (text.startsWith('staff:')) return { kind: 'staff', name: names.get(text) ?? null }
  return { kind: text === 'system:wechat' ? 'wechat' : 'system', name: null }
}
