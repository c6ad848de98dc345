import type { ReactNode } from 'react'

export interface RangeProps {
  /** What the two thumbs choose, for screen readers: lowest price, highest price. */
  lowLabel: string
  highLabel: string
  /** Places for a thumb: 0 to `steps`. */
  steps: number
  low: number
  high: number
  /** What a place says, as a screen reader reads it. */
  wordAt: (step: number) => string
  onChange: (ends: { low: number; high: number }) => void
}

/** Two thumbs on a line, moved by finger, mouse or arrow keys; they never pass each other. */
export declare function Range(props: RangeProps): ReactNode
