// Preloaded into a server process of a bench: says how busy it was and how long its event loop was kept waiting.
import { monitorEventLoopDelay } from 'node:perf_hooks'

/** What the process answers to `read`: all since the last `reset`. */
export interface Watched {
  /** How late a timer of a millisecond was. */
  loopDelayMs: { p50: number; p99: number; most: number }
  /** Processor time of the whole process: steadier than what a clock says where others use the machine. */
  cpuMs: number
}

const resolutionMs = 1
const delay = monitorEventLoopDelay({ resolution: resolutionMs })
delay.enable()

/** A sample is the time from one tick of the timer to the next: the tick itself is no delay. */
const ms = (nanoseconds: number) => Math.max(0, Math.round((nanoseconds / 1e6 - resolutionMs) * 10) / 10)

let cpuBefore = process.cpuUsage()

process.on('message', (word) => {
  if (word === 'read') process.send?.(watched())
  if (word !== 'reset') return
  delay.reset()
  cpuBefore = process.cpuUsage()
})

function watched(): Watched {
  const { user, system } = process.cpuUsage(cpuBefore)
  const loopDelayMs = { p50: ms(delay.percentile(50)), p99: ms(delay.percentile(99)), most: ms(delay.max) }
  return { loopDelayMs, cpuMs: Math.round((user + system) / 1_000) }
}
