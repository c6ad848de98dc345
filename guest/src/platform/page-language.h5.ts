import type { Language } from '@contract/format.ts'

export function tellLanguage(language: Language): void {
  document.documentElement.lang = language === 'en' ? 'en' : 'zh-CN'
}
