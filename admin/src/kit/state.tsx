import type { ReactNode } from 'react'

/** Seal: somebody must act. Pine: well. Sky: in house. Amber: under way or wrong. Quiet: over. */
export type Tone = 'seal' | 'pine' | 'sky' | 'amber' | 'quiet'

/** A square and a word: never a colour alone. */
export function State({ tone, children }: { tone: Tone; children: ReactNode }) {
  return <span className={`state state-${tone}`}>{children}</span>
}
