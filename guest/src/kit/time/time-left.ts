/** What is left until a deadline, in whole seconds rounded up: 0 exactly when it is over. */
export interface TimeLeft {
  ms: number
  minutes: number
  seconds: number
  over: boolean
}

export function timeLeft(untilMs: number, nowMs: number): TimeLeft {
  const ms = Math.max(0, untilMs - nowMs)
  const whole = Math.ceil(ms / 1000)
  return { ms, minutes: Math.floor(whole / 60), seconds: whole % 60, over: ms === 0 }
}

/** `28:14`, `1:02:05`. */
export function clockText({ minutes, seconds }: TimeLeft): string {
  const two = (figure: number) => String(figure).padStart(2, '0')
  if (minutes < 60) return `${two(minutes)}:${two(seconds)}`
  return `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(seconds)}`
}

/** How long until the next second is reached, so that the figure changes on time. */
export function untilNextSecond({ ms }: TimeLeft): number {
  return ms % 1000 || 1000
}

/** The minute that is spoken between two looks at the clock: 10, 5 and 1; null in between. */
export function minuteSpoken(before: TimeLeft, now: TimeLeft): 10 | 5 | 1 | null {
  for (const minute of [1, 5, 10] as const) {
    if (before.ms > minute * 60_000 && now.ms <= minute * 60_000 && !now.over) return minute
  }
  return null
}
