/** One of the truths: what must always hold, and how it is verified. */
export interface Invariant {
  id: string
  /** The promise, in one sentence. */
  promise: string
  check: SqlCheck | SuiteProof | SpecialCheck
}

/** Rows this query finds are violations; each row's columns say which. `grace` is the time a late row is forgiven, in ms. */
export interface SqlCheck {
  kind: 'sql'
  sql: string
  /** Parameters by name: `now` is the product's time in milliseconds. */
  graceMs?: number
}

/** Not a matter of rows: the suite that proves it. */
export interface SuiteProof {
  kind: 'suite'
  file: string
}

/** A matter of rows that SQL alone cannot say. */
export interface SpecialCheck {
  kind: 'special'
  check: 'audit-chain' | 'sandbox-ledger' | 'legal-edges'
}

export const rows = (sql: string, graceMs?: number): SqlCheck => ({ kind: 'sql', sql, ...(graceMs ? { graceMs } : {}) })
export const suite = (file: string): SuiteProof => ({ kind: 'suite', file })
export const special = (check: SpecialCheck['check']): SpecialCheck => ({ kind: 'special', check })
