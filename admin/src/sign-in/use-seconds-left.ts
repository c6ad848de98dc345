import { useEffect, useState } from 'react'

const lookEveryMs = 1_000

/** Whole seconds left of a wait that began at an instant of this computer; 0 where there is none. */
export function useSecondsLeft(waitS: number | null, since: number): number {
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    if (waitS === null) return
    setNow(Date.now())
    const timer = setInterval(() => setNow(Date.now()), lookEveryMs)
    return () => clearInterval(timer)
  }, [waitS])
  return waitS === null ? 0 : Math.max(0, Math.ceil((since + waitS * 1_000 - now) / 1_000))
}
