import { call, calls } from '../api/call.ts'
import { sessionStore } from './session.ts'
import { createStore, useStore } from './store.ts'

const store = createStore<ReadonlySet<string> | null>(null)
let asking: Promise<void> | undefined

/** The branches the member has marked; null until known. Asked for once a session. */
export function useFavourites(): ReadonlySet<string> | null {
  return useStore(store)
}

/** Learns which branches are marked; does nothing for a guest nobody knows. */
export function loadFavourites(): Promise<void> {
  if (!sessionStore.get().token || store.get()) return Promise.resolve()
  asking ??= call(calls.listFavouriteIds)
    .then(({ hotelIds }) => store.set(new Set(hotelIds)))
    .finally(() => {
      asking = undefined
    })
  return asking
}

/** Marks a branch or takes the mark away; shown at once, and put back when the server says no. */
export async function markFavourite(hotelId: string, marked: 'marked' | 'unmarked'): Promise<void> {
  const before = store.get() ?? new Set<string>()
  const after = new Set(before)
  if (marked === 'marked') after.add(hotelId)
  else after.delete(hotelId)
  store.set(after)
  try {
    await call(marked === 'marked' ? calls.putFavourite : calls.deleteFavourite, { params: { hotelId } })
  } catch (error) {
    store.set(before)
    throw error
  }
}

export function forgetFavourites(): void {
  store.set(null)
}
