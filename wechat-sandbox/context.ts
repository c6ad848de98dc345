import type { SandboxClock } from './clock.ts'
import type { Database } from './database.ts'
import type { Keys } from './keys.ts'

/** What every verb of the sandbox is given. */
export interface Context {
  db: Database
  clock: SandboxClock
  keys: Keys
  settings: Settings
  /** Something became due: look again at notices and refunds. */
  wake(): void
}

export interface Settings {
  /** Factor on WeChat's retry schedule and on the minute between partial refunds. */
  retryScale: number
  /** Between the acceptance of a refund and its end. */
  refundDelayMs: number
  /** Where the product answers; null when the sandbox runs alone. */
  productUrl: string | null
}
