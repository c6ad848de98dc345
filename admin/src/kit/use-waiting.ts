import { useEffect, useState } from 'react'

const silentMs = 200
const heldMs = 300

/** Whether to show that something is on its way: not for a wait that is hardly seen, and then long enough to be read. */
export function useWaiting(isWaiting: boolean): boolean {
  const [isShown, setShown] = useState(false)
  useEffect(() => {
    if (isWaiting === isShown) return
    const timer = setTimeout(() => setShown(isWaiting), isWaiting ? silentMs : heldMs)
    return () => clearTimeout(timer)
  }, [isWaiting, isShown])
  return isShown
}
