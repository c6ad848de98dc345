import Taro from '@tarojs/taro'
import { createStore, type Store } from './store.ts'

/** What stays on the device, by name. A shape that changes gets a new name: what is stored outlives the app's version. */
export type KeptName =
  | 'language-1'
  | 'session-1'
  | 'signing-in-1'
  | 'trip-1'
  | 'cities-1'
  | 'bookings-1'
  | 'favourites-1'
  | 'terms-1'
  | 'asked-1'
  | 'invoice-titles-1'

/**
 * Reads what was kept; undefined where nothing was, or where the device would not say. It was written by an older app or
 * by another hand, so the caller checks its shape.
 */
export function readKept(name: KeptName): unknown {
  try {
    const text: unknown = Taro.getStorageSync(`yizhan.${name}`)
    return typeof text === 'string' && text !== '' ? JSON.parse(text) : undefined
  } catch {
    // Private windows and full devices keep nothing: the app goes on without.
    return undefined
  }
}

/** Keeps a value; whether it was kept. */
export function keep(name: KeptName, value: unknown): boolean {
  try {
    if (value === undefined || value === null) Taro.removeStorageSync(`yizhan.${name}`)
    else Taro.setStorageSync(`yizhan.${name}`, JSON.stringify(value))
    return true
  } catch {
    return false
  }
}

/** A store whose value is on the device before anyone hears of it. */
export function createKeptStore<Value>(name: KeptName, read: (found: unknown) => Value): Store<Value> {
  const store = createStore(read(readKept(name)))
  return {
    ...store,
    set(value) {
      keep(name, value)
      store.set(value)
    },
  }
}
