import type { SearchIndex } from '../../ports/search.ts'
import { searchAlternatives } from './search-alternatives.ts'
import { searchAnswers } from './search-answers.ts'
import { searchKeywords } from './search-keywords.ts'
import { searchOffers } from './search-offers.ts'
import { searchPages } from './search-pages.ts'
import { searchUpdates } from './search-updates.ts'

/** Gives an empty index; what it was told is found by the next search. */
export type CreateIndex = () => Promise<SearchIndex>

/** What every search adapter must do. Call it in a test file of the adapter. */
export function conformSearch(createIndex: CreateIndex) {
  searchKeywords(createIndex)
  searchOffers(createIndex)
  searchPages(createIndex)
  searchUpdates(createIndex)
  searchAlternatives(createIndex)
  searchAnswers(createIndex)
}
