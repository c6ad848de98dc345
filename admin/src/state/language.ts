import type { Language } from '@contract/format.ts'
import { createKeptStore, useStore } from './store.ts'

/** Chinese until somebody says otherwise. */
export const languageStore = createKeptStore<Language>('language', (found) => (found === 'en' ? 'en' : 'zh'))

export function useLanguage(): Language {
  return useStore(languageStore)
}

/** As browsers and HTTP name it. */
export function languageTag(language: Language): string {
  return language === 'en' ? 'en' : 'zh-CN'
}
