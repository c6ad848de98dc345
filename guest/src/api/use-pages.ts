import { useState } from 'react'
import type { Failure } from './failure.ts'
import { useAct } from './use-act.ts'
import { type Answer, useCall } from './use-call.ts'

interface ListPage {
  items: unknown[]
  nextCursor: string | null
}

/** A list that comes page by page. */
export interface Pages<Page extends ListPage> {
  /** The first page, for `Answered`: skeleton, problem, stale. */
  first: Answer<Page>
  /** All that came so far. */
  items: readonly Page['items'][number][]
  hasMore: boolean
  /** Asks for the next page; nothing happens while one is on its way or when there is none. */
  more: () => void
  loadingMore: boolean
  /** Why the next page did not come. */
  moreFailure: Failure | null
}

/** Asks for the first page like `useCall`, and for the others when told. Asking again begins with the first page. */
export function usePages<Page extends ListPage>(
  key: string | null,
  ask: (cursor: string | undefined) => Promise<Page>,
): Pages<Page> {
  const first = useCall(key, () => ask(undefined))
  const [later, setLater] = useState<{ after: Page; page: ListPage } | null>(null)
  // Pages that followed another first page are not part of this list.
  const rest = later && later.after === first.value ? later.page : null
  const nextCursor = (rest ?? first.value)?.nextCursor ?? null
  const next = useAct(async () => {
    const after = first.value
    if (nextCursor === null || !after) return
    const page = await ask(nextCursor)
    setLater({ after, page: { items: [...(rest?.items ?? []), ...page.items], nextCursor: page.nextCursor } })
  })
  return {
    first,
    items: [...(first.value?.items ?? []), ...(rest?.items ?? [])],
    hasMore: nextCursor !== null,
    more: next.run,
    loadingMore: next.running,
    moreFailure: next.failure,
  }
}
