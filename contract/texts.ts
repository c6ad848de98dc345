import type { Language } from './format.ts'

/** A text with `{names}` to fill in; English may say one thing differently from several, by `{n}`. */
export type Text = string | { one: string; other: string }

/** The texts of one area of an app in both languages. */
export interface Area<Key extends string> {
  zh: Record<Key, Text>
  en: Record<Key, Text>
}

/** What a screen says texts with: `t('nights', { n: 2 })`. */
export type Say<Key extends string> = (key: Key, filled?: Record<string, string | number>) => string

/** The same for the texts of an area: `SayOf<typeof order>`. */
export type SayOf<Texts> = Texts extends Area<infer Key> ? Say<Key> : never

/** Joins both languages; the compiler refuses an area whose English lacks a text or has one too many. */
export function area<Key extends string>(zh: Record<Key, Text>, en: Record<NoInfer<Key>, Text>): Area<Key> {
  return { zh, en }
}

/** A text of an area in a language, filled in. A name that nobody filled stays visible, so that it is seen. */
export function sayIn<Key extends string>(texts: Area<Key>, language: Language): Say<Key> {
  return (key, filled = {}) => {
    const text = texts[language][key]
    const chosen = typeof text === 'string' ? text : text[Number(filled.n) === 1 ? 'one' : 'other']
    return chosen.replace(/\{(\w+)\}/g, (whole, name: string) => String(filled[name] ?? whole))
  }
}
