import type { Language } from '@contract/format.ts'
import { tellLanguage } from '../platform/page-language'
import { createKeptStore } from './kept.ts'
import { useStore } from './store.ts'

/** Chinese until the guest says otherwise. */
export const languageStore = createKeptStore<Language>('language-1', (found) => (found === 'en' ? 'en' : 'zh'))

/** Switches every text at once, and what screen readers take the page for. */
export function setLanguage(language: Language): void {
  languageStore.set(language)
  tellLanguage(language)
}

export function useLanguage(): Language {
  return useStore(languageStore)
}
