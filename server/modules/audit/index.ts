import { type Handle, over, type Tx } from '../../database/handle.ts'
import { type Actor, actorText } from '../../kernel/actor.ts'
import { type ChainedRow, chainStart, sealOf } from './chain.ts'
import type { AuditTables } from './tables.ts'

/** A change by a person (or the system) that must be answerable for: who, what, to which thing, before and after. */
export interface AuditEntry {
  actor: Actor
  /** `noun.verb`, for example `inventory.edit`. */
  action: string
  /** `noun:id`. */
  subject: string
  hotelId?: string | undefined
  before?: unknown
  after?: unknown
  reason?: string | undefined
}

export interface AuditRow {
  seq: number
  at: number
  actor: string
  actorName: string
  action: string
  subject: string
  hotelId: string | null
  reason: string | null
  before: unknown
  after: unknown
}

export interface AuditFilter {
  actor?: string | undefined
  subject?: string | undefined
  hotelIds?: readonly string[] | undefined
  from?: number | undefined
  to?: number | undefined
  /** Rows before this seq: the cursor. */
  before?: number | undefined
  limit: number
}

const verifyPage = 1000

/** The unique key on the previous hash lets only one row follow another, so the chain never forks. */
async function insert(tx: Tx, entry: AuditEntry): Promise<void> {
  const last = await over<AuditTables>(tx)
    .selectFrom('audit')
    .select('hash')
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst()
  const row: ChainedRow = {
    at: tx.now,
    actor: actorText(entry.actor),
    actor_name: entry.actor.kind === 'staff' ? entry.actor.name : entry.actor.kind,
    action: entry.action,
    subject: entry.subject,
    hotel_id: entry.hotelId ?? null,
    reason: entry.reason ?? null,
    before_json: entry.before === undefined ? null : JSON.stringify(entry.before),
    after_json: entry.after === undefined ? null : JSON.stringify(entry.after),
    previous_hash: last?.hash ?? chainStart,
  }
  await over<AuditTables>(tx)
    .insertInto('audit')
    .values({ ...row, hash: sealOf(row) })
    .execute()
}

/** Reads the whole chain and answers the seq of the first row that does not fit, or null when all do. */
async function verify(handle: Handle): Promise<{ rows: number; brokenAt: number | null }> {
  let previous = chainStart
  let after = 0
  let rows = 0
  for (;;) {
    const page = await over<AuditTables>(handle)
      .selectFrom('audit')
      .selectAll()
      .where('seq', '>', after)
      .orderBy('seq')
      .limit(verifyPage)
      .execute()
    for (const row of page) {
      if (row.previous_hash !== previous || row.hash !== sealOf(row)) return { rows, brokenAt: row.seq }
      previous = row.hash
      after = row.seq
      rows += 1
    }
    if (page.length < verifyPage) return { rows, brokenAt: null }
  }
}

/** The newest rows first. */
async function list(handle: Handle, filter: AuditFilter): Promise<AuditRow[]> {
  let query = over<AuditTables>(handle).selectFrom('audit').selectAll().orderBy('seq', 'desc').limit(filter.limit)
  if (filter.actor) query = query.where('actor', '=', filter.actor)
  if (filter.subject) query = query.where('subject', '=', filter.subject)
  if (filter.hotelIds) query = query.where('hotel_id', 'in', filter.hotelIds.length > 0 ? filter.hotelIds : [''])
  if (filter.from !== undefined) query = query.where('at', '>=', filter.from)
  if (filter.to !== undefined) query = query.where('at', '<', filter.to)
  if (filter.before !== undefined) query = query.where('seq', '<', filter.before)
  const rows = await query.execute()
  return rows.map((row) => ({
    seq: row.seq,
    at: row.at,
    actor: row.actor,
    actorName: row.actor_name,
    action: row.action,
    subject: row.subject,
    hotelId: row.hotel_id,
    reason: row.reason,
    before: row.before_json === null ? null : JSON.parse(row.before_json),
    after: row.after_json === null ? null : JSON.parse(row.after_json),
  }))
}

export type Audit = ReturnType<typeof createAudit>

export interface AuditDeps {
  /** Hears of each row in its transaction. */
  onRecorded?(tx: Tx, entry: AuditEntry): Promise<void>
}

export function createAudit({ onRecorded }: AuditDeps = {}) {
  return {
    /** Writes the audit row of a change in the change's own transaction. */
    async record(tx: Tx, entry: AuditEntry): Promise<void> {
      await insert(tx, entry)
      await onRecorded?.(tx, entry)
    },
    verify,
    list,
  }
}
