import type { Place } from '@contract/place.ts'
import { useState } from 'react'
import { whereAmI } from '../platform/location'
import { createStore, useStore } from '../state/store.ts'

/** Where the guest said to be, until the app is closed: asked for by a tap, once, then known to every page. */
const store = createStore<Place | null>(null)

/** Where the guest said to be; null: nothing was said. */
export function usePlace(): Place | null {
  return useStore(store)
}

/** Takes a place another page found and put into the address. */
export function keepPlace(place: Place): void {
  store.set(place)
}

export interface Locating {
  place: Place | null
  state: 'idle' | 'finding' | 'refused' | 'unknown'
  /** Asks the device, and answers null where it or the guest says no. Only from a tap. */
  find: () => Promise<Place | null>
}

/** Asking where the guest is, with what became of it. */
export function useLocating(): Locating {
  const place = usePlace()
  const [state, setState] = useState<Locating['state']>('idle')
  const find = async () => {
    setState('finding')
    const found = await whereAmI()
    if (typeof found === 'string') {
      setState(found)
      return null
    }
    store.set(found)
    setState('idle')
    return found
  }
  return { place, state, find }
}

/** `30.66970,104.05360`, as an address carries a place: a metre is near enough. */
export function placeText({ lat, lng }: Place): string {
  return `${lat.toFixed(5)},${lng.toFixed(5)}`
}

/** The same read back; null for what is no place. */
export function placeIn(text: string | undefined): Place | null {
  const [lat, lng] = (text ?? '').split(',').map(Number)
  return lat !== undefined && lng !== undefined && Math.abs(lat) <= 90 && Math.abs(lng) <= 180 ? { lat, lng } : null
}
