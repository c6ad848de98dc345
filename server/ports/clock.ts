import type { Instant } from '../kernel/stay.ts'

/** The product's time. Nothing else in the server reads the wall clock. */
export interface Clock {
  now(): Instant
}
