import type { Language } from '@contract/format.ts'

/** Each language as who speaks it calls it. */
export const languageNames: Record<Language, string> = { zh: '中文', en: 'English' }
