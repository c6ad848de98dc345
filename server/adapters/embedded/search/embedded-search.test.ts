import { conformSearch } from '../../conform/search.ts'
import { createEmbeddedSearch } from './embedded-search.ts'

conformSearch(async () => createEmbeddedSearch())
