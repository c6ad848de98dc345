import { useCallback, useRef, useState } from 'react'
import { type Failure, failureOf } from './failure.ts'

/** Something the guest does that calls the API: one at a time, and what went wrong stays until the next try. */
export interface Act<Given extends unknown[]> {
  run: (...given: Given) => void
  running: boolean
  failure: Failure | null
  /** Puts the failure away. */
  clear: () => void
}

/** `const cancel = useAct(async () => …)`: a second tap while the first runs does nothing. */
export function useAct<Given extends unknown[]>(act: (...given: Given) => Promise<void>): Act<Given> {
  const [state, setState] = useState<{ running: boolean; failure: Failure | null }>({ running: false, failure: null })
  const latest = useRef(act)
  latest.current = act
  const running = useRef(false)
  const run = useCallback((...given: Given) => {
    if (running.current) return
    running.current = true
    setState({ running: true, failure: null })
    latest.current(...given).then(
      () => {
        running.current = false
        setState({ running: false, failure: null })
      },
      (error) => {
        running.current = false
        setState({ running: false, failure: failureOf(error) })
      },
    )
  }, [])
  const clear = useCallback(() => setState((now) => ({ ...now, failure: null })), [])
  return { run, ...state, clear }
}
