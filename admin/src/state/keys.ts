import { useEffect, useRef } from 'react'
import { createKeptStore, createStore, useStore } from './store.ts'

/** What a key does on the page that is shown. */
export interface Shortcut {
  /** One character, as typed. */
  key: string
  does: string
  run(): void
}

/** Single keys can be turned off: who speaks to the computer, or types with help, would press them unknowingly. */
export const keysStore = createKeptStore<'on' | 'off'>('keys', (found) => (found === 'off' ? 'off' : 'on'))

const shortcutsStore = createStore<readonly Shortcut[]>([])

/** All that is heard now, for the list of keys. */
export function useShortcutList(): readonly Shortcut[] {
  return useStore(shortcutsStore)
}

/** Listens to these keys while the part that says so is shown. */
export function useShortcuts(shortcuts: readonly Shortcut[]): void {
  const newest = useRef(shortcuts)
  newest.current = shortcuts
  const marks = shortcuts.map(({ key, does }) => `${key} ${does}`).join('\n')
  // biome-ignore lint/correctness/useExhaustiveDependencies: the keys and their words decide; what they run is read when pressed
  useEffect(() => {
    const mine = newest.current.map(({ key, does }) => ({ key, does, run: () => runOf(newest.current, key) }))
    shortcutsStore.set([...shortcutsStore.get(), ...mine])
    return () => shortcutsStore.set(shortcutsStore.get().filter((one) => !mine.includes(one)))
  }, [marks])
}

function runOf(shortcuts: readonly Shortcut[], key: string): void {
  shortcuts.find((one) => one.key === key)?.run()
}

/** The keyboard of the whole page: nothing is heard in a field, over a dialog, or with a modifier. */
export function listenToKeys(): () => void {
  const heard = (event: KeyboardEvent) => {
    if (keysStore.get() === 'off' || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return
    if (!isFree(event.target)) return
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key
    const shortcut = shortcutsStore.get().findLast((one) => one.key === key)
    if (!shortcut) return
    event.preventDefault()
    shortcut.run()
  }
  document.addEventListener('keydown', heard)
  return () => document.removeEventListener('keydown', heard)
}

function isFree(target: EventTarget | null): boolean {
  if ([...document.querySelectorAll('[role=dialog]')].some((dialog) => dialog.checkVisibility())) return false
  return (
    !(target instanceof Element) || target.closest('input, textarea, select, [contenteditable], [role=menu]') === null
  )
}
