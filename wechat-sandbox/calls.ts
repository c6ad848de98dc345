import type { Database } from './database.ts'

/** A call on one of WeChat's paths and what we thought of it. */
export interface CallRow {
  seq: number
  at: number
  method: string
  path: string
  query: string
  body: string
  status: number
  /** `ok` or WeChat's own error code. */
  verdict: string
  answer: string
  /** Kind of the fault that hit the call. */
  fault: string | null
}

const kept = 20_000
const textLimit = 8_000

/** Keeps the newest calls: between 20,000 and 21,000 of them. */
export function writeCall(db: Database, call: Omit<CallRow, 'seq'>): void {
  const row = db.one<{ seq: number }>(
    `INSERT INTO calls (at, method, path, query, body, status, verdict, answer, fault)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING seq`,
    call.at,
    call.method,
    call.path,
    call.query,
    call.body.slice(0, textLimit),
    call.status,
    call.verdict,
    call.answer.slice(0, textLimit),
    call.fault,
  )
  if (row!.seq % 1_000 === 0) db.run(`DELETE FROM calls WHERE seq <= ?`, row!.seq - kept)
}

/** The newest calls on paths that begin with `path`, newest first. */
export function readCalls(db: Database, { path, limit }: { path: string; limit: number }): CallRow[] {
  return db.all<CallRow>(
    `SELECT * FROM calls WHERE substr(path, 1, length(?)) = ? ORDER BY seq DESC LIMIT ?`,
    path,
    path,
    limit,
  )
}
