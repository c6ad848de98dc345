import { createHash } from 'node:crypto'
import type { AuditTables } from './tables.ts'

/** What the first row of the chain follows. */
export const chainStart = '0'.repeat(64)

/** The columns a row's hash covers. */
export type ChainedRow = Omit<AuditTables['audit'], 'seq' | 'hash'>

/** The hash that seals a row to the one before it: changing or removing any row breaks every later one. */
export function sealOf(row: ChainedRow): string {
  const covered = [
    row.previous_hash,
    row.at,
    row.actor,
    row.actor_name,
    row.action,
    row.subject,
    row.hotel_id,
    row.reason,
    row.before_json,
    row.after_json,
  ]
  return createHash('sha256').update(JSON.stringify(covered)).digest('hex')
}
