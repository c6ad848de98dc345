export type Thumb = 'low' | 'high'

export interface Ends {
  low: number
  high: number
}

/** Where a thumb stands when it is moved to a place: within the scale, one step at least from the other. */
export function movedTo({ low, high }: Ends, thumb: Thumb, step: number, steps: number): Ends {
  return thumb === 'low'
    ? { low: Math.max(0, Math.min(step, high - 1)), high }
    : { low, high: Math.min(steps, Math.max(step, low + 1)) }
}

/** The thumb a finger means that comes down at a place. */
export function nearerThumb({ low, high }: Ends, at: number): Thumb {
  return at - low <= high - at ? 'low' : 'high'
}

/** Where a key moves a thumb; null for keys that do not. */
export function keyedTo(key: string, at: number, steps: number): number | null {
  switch (key) {
    case 'ArrowLeft':
    case 'ArrowDown':
      return at - 1
    case 'ArrowRight':
    case 'ArrowUp':
      return at + 1
    case 'PageDown':
      return at - 4
    case 'PageUp':
      return at + 4
    case 'Home':
      return 0
    case 'End':
      return steps
    default:
      return null
  }
}
