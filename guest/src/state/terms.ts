import { serverClock } from '../api/clock.ts'
import { keep, readKept } from './kept.ts'

/** The version of privacy page and booking terms the guest agreed to last, and when. */
export function acceptedTerms(): { version: string; at: string } | null {
  const { version, at } = (readKept('terms-1') ?? {}) as { version?: unknown; at?: unknown }
  return typeof version === 'string' && typeof at === 'string' ? { version, at } : null
}

export function acceptTerms(version: string): void {
  if (acceptedTerms()?.version !== version) {
    keep('terms-1', { version, at: new Date(serverClock.now()).toISOString() })
  }
}
