import { createHash } from 'node:crypto'

/** What the first row of the chain follows. */
export const chainStart = '0'.repeat(64)

/** The columns a row's hash covers, in this order. */
export interface ChainedRow {
  at: number
  actor: string
  actor_name: string
  action: string
  subject: string
  hotel_id: string | null
  reason: string | null
  before_json: string | null
  after_json: string | null
  previous_hash: string
}

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
