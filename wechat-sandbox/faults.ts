import type { Database } from './database.ts'

/**
 * How WeChat misbehaves on a path.
 * `latency`: answers late. `error`: answers an error and does nothing. `refuse`: cuts the connection and does nothing.
 * `drop-answer`: does it, then cuts the connection. `unsigned`, `wrong-signature`: does it, but the answer cannot be
 * trusted. `outcome`: what becomes of a refund that is accepted.
 */
export const faultKinds = [
  'latency',
  'error',
  'drop-answer',
  'refuse',
  'unsigned',
  'wrong-signature',
  'outcome',
] as const

export type FaultKind = (typeof faultKinds)[number]

export interface FaultDetails {
  latencyMs?: number
  /** HTTP status of an `error`; by default the one that belongs to `code`, or 500. */
  status?: number
  /** WeChat Pay's error code of an `error`, for example `NOT_ENOUGH`. */
  code?: string
  /** The platform's error of an `error`, for example 45011. */
  errcode?: number
  /** The answer of an `error`, whole: text as it is, anything else as JSON. */
  body?: unknown
  bodyBase64?: string
  outcome?: 'SUCCESS' | 'ABNORMAL' | 'CLOSED' | 'PROCESSING'
}

export interface Fault extends FaultDetails {
  faultId: number
  /** A path of WeChat's, `*` standing for anything. */
  path: string
  kind: FaultKind
  /** How many calls it still hits. */
  times: number
}

export interface FaultWish extends FaultDetails {
  path: string
  kind: FaultKind
  times: number
}

interface FaultRow {
  fault_id: number
  path: string
  kind: FaultKind
  times: number
  details: string
}

export function addFault(db: Database, { path, kind, times, ...details }: FaultWish): Fault {
  const row = db.one<{ fault_id: number }>(
    `INSERT INTO faults (path, kind, times, details) VALUES (?, ?, ?, ?) RETURNING fault_id`,
    path,
    kind,
    times,
    JSON.stringify(details),
  )
  return { faultId: row!.fault_id, path, kind, times, ...details }
}

export function listFaults(db: Database): Fault[] {
  return db.all<FaultRow>(`SELECT * FROM faults WHERE times > 0 ORDER BY fault_id LIMIT 200`).map(faultOf)
}

export function clearFaults(db: Database): void {
  db.run(`DELETE FROM faults`)
}

/** The oldest fault of these kinds that hits the path, with one of its times used up. */
export function takeFault(db: Database, path: string, kinds: readonly FaultKind[]): Fault | null {
  const fault = listFaults(db).find((each) => kinds.includes(each.kind) && hits(each.path, path))
  if (!fault) return null
  db.run(`UPDATE faults SET times = times - 1 WHERE fault_id = ?`, fault.faultId)
  return fault
}

function hits(pattern: string, path: string): boolean {
  const parts = pattern.split('*').map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&'))
  return new RegExp(`^${parts.join('.*')}$`).test(path)
}

function faultOf(row: FaultRow): Fault {
  const details = JSON.parse(row.details) as FaultDetails
  return { faultId: row.fault_id, path: row.path, kind: row.kind, times: row.times, ...details }
}
