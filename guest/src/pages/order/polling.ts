import { useDidHide, useDidShow } from '@tarojs/taro'
import { useEffect, useRef, useState } from 'react'
import type { Answer } from '../../api/use-call.ts'
import { createStore, useStore } from '../../state/store.ts'

const soonMs = 2_000
const laterMs = 15_000
const hurryMs = 30_000
const hurriedAtMost = 20

/** Until when an order is looked at often, by its id and the device's clock: something was just done to it. */
const hurried = new Map<string, number>()
const hurries = createStore(0)

/** For half a minute the order is asked for every two seconds: the guest has just paid, or cancelled. */
export function hurry(orderId: string): void {
  hurried.delete(orderId)
  hurried.set(orderId, Date.now() + hurryMs)
  hurries.set(hurries.get() + 1)
  for (const oldest of hurried.keys()) {
    if (hurried.size <= hurriedAtMost) return
    hurried.delete(oldest)
  }
}

/** How long until an order is asked for again. */
function waitMs(orderId: string, nowMs: number): number {
  return nowMs < (hurried.get(orderId) ?? 0) ? soonMs : laterMs
}

/**
 * Asks for an order again and again while its page is shown, and at once when it shows again. An unchanged order is a 304
 * and costs next to nothing.
 */
export function usePolling(
  orderId: string,
  answer: Pick<Answer<unknown>, 'loading' | 'retry' | 'value' | 'failure'>,
): void {
  const shown = useShown(answer.retry)
  const { loading, retry, value, failure } = answer
  // Told to hurry, it does not wait out the longer time.
  const hurriedAt = useStore(hurries)
  useEffect(() => {
    if (!shown || loading || !orderId) return
    const timer = setTimeout(retry, waitMs(orderId, Date.now()))
    return () => clearTimeout(timer)
  }, [orderId, shown, loading, retry, value, failure, hurriedAt])
}

/** Whether the guest sees this page; `again` is called each time it comes back. */
function useShown(again: () => void): boolean {
  const [shown, setShown] = useState(true)
  const hidden = useRef(false)
  useDidHide(() => {
    hidden.current = true
    setShown(false)
  })
  useDidShow(() => {
    setShown(true)
    if (!hidden.current) return
    hidden.current = false
    again()
  })
  return shown
}
