import { useCallback, useEffect, useRef, useState } from 'react'
import { useLanguage } from '../state/language.ts'
import { useSession } from '../state/session.ts'
import { type Failure, failureOf } from './failure.ts'

/** An answer on its way, there, or missing. */
export interface Answer<Value> {
  /** The newest answer, also while a newer one is on its way or failed to come. */
  value: Value | undefined
  loading: boolean
  /** What is shown is from before: the newest call failed. */
  stale: boolean
  failure: Failure | null
  retry: () => void
  /** Puts what another call answered in its place. */
  put: (value: Value) => void
}

interface Kept {
  value?: unknown
  failure: Failure | null
}

const keptAtMost = 60
const kept = new Map<string, unknown>()

/**
 * Asks when the page shows it and whenever `key` changes; null asks nothing. What was answered before under the same key
 * is shown at once and asked again. Language and member belong to the key by themselves.
 */
export function useCall<Value>(key: string | null, ask: () => Promise<Value>): Answer<Value> {
  const language = useLanguage()
  const { member } = useSession()
  const whole = key === null ? null : [key, language, member?.id ?? ''].join(' ')
  const [turn, setTurn] = useState(0)
  const [, redraw] = useState(0)
  const state = useRef<{ key: string | null } & Kept>({ key: null, failure: null })
  const asked = useRef(ask)
  asked.current = ask
  const loading = useRef(false)

  if (state.current.key !== whole) {
    state.current = { key: whole, failure: null, value: whole === null ? undefined : kept.get(whole) }
    loading.current = whole !== null
  }

  useEffect(() => {
    if (whole === null) return
    let over = false
    const settle = (change: Kept) => {
      if (over) return
      loading.current = false
      state.current = { ...state.current, ...change }
      if (change.failure === null) remember(whole, change.value)
      redraw((count) => count + 1)
    }
    loading.current = true
    asked.current().then(
      (value) => settle({ value, failure: null }),
      (error) => settle({ failure: failureOf(error) }),
    )
    return () => {
      over = true
    }
  }, [whole, turn])

  const retry = useCallback(() => {
    loading.current = true
    setTurn((count) => count + 1)
  }, [])
  const put = useCallback(
    (value: Value) => {
      state.current = { key: whole, value, failure: null }
      if (whole !== null) remember(whole, value)
      redraw((count) => count + 1)
    },
    [whole],
  )
  const { value, failure } = state.current
  return {
    value: value as Value | undefined,
    failure,
    loading: loading.current,
    stale: failure !== null && value !== undefined,
    retry,
    put,
  }
}

/** Forgets every answer: another person, or none, holds the phone now. */
export function forgetAnswers(): void {
  kept.clear()
}

function remember(key: string, value: unknown): void {
  kept.delete(key)
  kept.set(key, value)
  for (const oldest of kept.keys()) {
    if (kept.size <= keptAtMost) return
    kept.delete(oldest)
  }
}
