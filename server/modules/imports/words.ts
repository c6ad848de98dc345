import type { Words } from '../hotels/index.ts'

/** A text in both languages after what a line says of it; what it does not say stays. */
export function wordsOf(before: Words, zh: string | undefined, en: string | undefined): Words {
  const words = { ...before, zh: zh ?? before.zh }
  return en === undefined ? words : { ...words, en }
}

/** Only what is said. */
export function said<Fields extends object>(
  fields: Fields,
): { [Name in keyof Fields]?: Exclude<Fields[Name], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as never
}
