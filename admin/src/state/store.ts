import { useSyncExternalStore } from 'react'

/** A value that several parts of the page look at. */
export interface Store<Value> {
  get(): Value
  set(value: Value): void
  subscribe(heard: () => void): () => void
}

export function createStore<Value>(first: Value): Store<Value> {
  const listeners = new Set<() => void>()
  let now = first
  return {
    get: () => now,
    set(value) {
      now = value
      for (const listener of [...listeners]) listener()
    },
    subscribe(heard) {
      listeners.add(heard)
      return () => void listeners.delete(heard)
    },
  }
}

/** A store whose value this browser remembers, as a text. `read` looks at what was found: it may be anything. */
export function createKeptStore<Value extends string>(name: string, read: (found: string | null) => Value) {
  const key = `yizhan.admin.${name}`
  const store = createStore(read(found(key)))
  return {
    ...store,
    set(value: Value) {
      keep(key, value)
      store.set(value)
    },
  }
}

export function useStore<Value>({ subscribe, get }: Store<Value>): Value {
  return useSyncExternalStore(subscribe, get)
}

function found(key: string): string | null {
  try {
    return localStorage.getItem(key)
  } catch {
    // A browser that keeps nothing for this site: everything begins anew.
    return null
  }
}

function keep(key: string, value: string): void {
  try {
    localStorage.setItem(key, value)
  } catch (error) {
    console.warn(`this browser does not remember ${key}`, error)
  }
}
