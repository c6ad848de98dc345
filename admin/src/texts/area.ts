import type { Language } from '../../../contract/format.ts'

/** A sentence with `{names}` to fill in; where English differs by number, one form each, chosen by `{n}`. */
export type Text = string | { one: string; other: string }

/** The texts of one part of the admin web, in both languages. */
export interface Area<Key extends string> {
  zh: Record<Key, Text>
  en: Record<Key, Text>
}

export type Filling = Record<string, string | number>
export type Say<Key extends string> = (key: Key, filling?: Filling) => string

/** Joins both languages; a text that one of them lacks does not compile. */
export function area<Key extends string>(zh: Record<Key, Text>, en: Record<NoInfer<Key>, Text>): Area<Key> {
  return { zh, en }
}

/** Says a text in a language. A name nobody filled stays as it is, so that it is seen. */
export function sayIn<Key extends string>(texts: Area<Key>, language: Language): Say<Key> {
  return (key, filling = {}) => fill(formOf(texts[language][key], filling.n), filling)
}

function formOf(text: Text, n: string | number | undefined): string {
  if (typeof text === 'string') return text
  return Number(n) === 1 ? text.one : text.other
}

function fill(form: string, filling: Filling): string {
  return form.replace(/\{(\w+)\}/g, (name, key: string) => (key in filling ? String(filling[key]) : name))
}
