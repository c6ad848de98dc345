import { mock } from 'node:test'
import { act } from 'react'

const sliceMs = 50

export interface World {
  /** The true time, in ms since 1970. */
  now: () => number
  /** Lets so much time pass; what is due meanwhile happens. */
  pass: (ms: number) => Promise<void>
  /** Sets the device's clock wrong by so much. */
  setDevice: (wrongByMs: number) => void
}

/** A time of our own until the end of the test: it passes when it is told to, and the device may think otherwise of it. */
export function worldAt(instant: string, { wrongByMs = 0 } = {}): World {
  const start = Date.parse(instant)
  let passedMs = 0
  let wrong = wrongByMs
  mock.timers.enable({ apis: ['setTimeout'] })
  const date = mock.method(Date, 'now', () => start + passedMs + wrong)
  ended.push(() => {
    mock.timers.reset()
    date.mock.restore()
  })
  return {
    now: () => start + passedMs,
    async pass(ms) {
      for (let left = ms; left > 0; left -= sliceMs) {
        const slice = Math.min(sliceMs, left)
        await act(async () => {
          passedMs += slice
          mock.timers.tick(slice)
        })
      }
    },
    setDevice(wrongByMs) {
      wrong = wrongByMs
    },
  }
}

const ended: (() => void)[] = []

/** For `afterEach`: the time of the world again. */
export function endTime(): void {
  for (const end of ended.splice(0)) end()
}
