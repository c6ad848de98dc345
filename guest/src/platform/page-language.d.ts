import type { Language } from '@contract/format.ts'

/** Tells the platform which language the page is in: `lang` of the document on the web. */
export declare function tellLanguage(language: Language): void
