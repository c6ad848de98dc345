import type { Site } from '@contract/guest/site.ts'
import { useEffect } from 'react'
import { call, calls } from '../api/call.ts'
import { createStore, useStore } from './store.ts'

const store = createStore<Site | null>(null)
let asking: Promise<Site> | undefined

/** What the app must know about the chain; asked for once, again only after a failure. */
export function readSite(): Promise<Site> {
  asking ??= call(calls.getSite).then(
    (site) => {
      store.set(site)
      return site
    },
    (error) => {
      asking = undefined
      throw error
    },
  )
  return asking
}

/** The chain as far as it is known: null until the first answer. */
export function useSite(): Site | null {
  return useStore(store)
}

/** The bounds of a booking, asked for where they are needed; null until they are known. */
export function useBookingBounds(): Site['booking'] | null {
  useEffect(() => {
    // Until the chain has said, a screen offers no more than what is chosen already, and the server decides.
    readSite().catch(() => undefined)
  }, [])
  return useSite()?.booking ?? null
}
