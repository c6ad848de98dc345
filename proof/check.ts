import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { databaseFile, openSqliteReadOnly } from '../server/adapters/embedded/sqlite/open.ts'
import { createAudit } from '../server/modules/audit/index.ts'
import { orderEdges } from '../server/modules/orders/index.ts'
import { couponInvariants } from './invariants/coupon.ts'
import type { Invariant } from './invariants/invariant.ts'
import { moneyInvariants } from './invariants/money.ts'
import { orderInvariants } from './invariants/order.ts'
import { cacheInvariants, messageInvariants, timeAndPeopleInvariants } from './invariants/rest.ts'
import { stockInvariants } from './invariants/stock.ts'
import { disagreements, type LedgerRow, readLedger } from './ledger.ts'

const invariants: readonly Invariant[] = [
  ...stockInvariants,
  ...orderInvariants,
  ...moneyInvariants,
  ...couponInvariants,
  ...messageInvariants,
  ...cacheInvariants,
  ...timeAndPeopleInvariants,
]

export interface Finding {
  id: string
  promise: string
  /** ok: verified on the rows · violated: these rows break it · suite: that file proves it · absent: nothing to look at. */
  verdict: 'ok' | 'violated' | 'suite' | 'absent'
  rows: Record<string, unknown>[]
  note: string
}

const home = join(import.meta.dirname, '..')
const rowsShown = 20

/** Verifies every truth on the rows of an installation, running or stopped, without writing a byte. */
export async function checkInvariants({
  dataDir,
  sandboxUrl,
}: {
  dataDir: string
  sandboxUrl: string | null
}): Promise<Finding[]> {
  const database = new DatabaseSync(join(dataDir, databaseFile), { readOnly: true })
  try {
    database.exec('begin') // one moment for all of them, beside a server that goes on writing
    const offset = database.prepare(`select coalesce(max(offset_ms), 0) as ms from clock_offset`).get() as {
      ms: number
    }
    const now = Date.now() + offset.ms
    const ledger = await readLedger({ dataDir, sandboxUrl }) // after the books' moment: it may know more, never less
    const findings: Finding[] = []
    for (const invariant of invariants) findings.push(await check(invariant, { database, dataDir, now, ledger }))
    return findings
  } finally {
    database.close()
  }
}

interface Ground {
  database: DatabaseSync
  dataDir: string
  now: number
  ledger: LedgerRow[] | null
}

async function check(invariant: Invariant, ground: Ground): Promise<Finding> {
  const { id, promise } = invariant
  const how = invariant.check
  if (how.kind === 'suite') {
    const there = existsSync(join(home, how.file))
    return {
      id,
      promise,
      verdict: there ? 'suite' : 'violated',
      rows: [],
      note: there ? how.file : `${how.file} does not exist`,
    }
  }
  if (how.kind === 'sql') {
    const rows = rowsOf(ground, how.sql, how.graceMs)
    return {
      id,
      promise,
      verdict: rows.length > 0 ? 'violated' : 'ok',
      rows: rows.slice(0, rowsShown),
      note: rows.length > 0 ? `${rows.length} rows` : '',
    }
  }
  const result = await special[how.check](ground)
  if (result === null) return { id, promise, verdict: 'absent', rows: [], note: 'no sandbox in this data folder' }
  return {
    id,
    promise,
    verdict: result.length > 0 ? 'violated' : 'ok',
    rows: result.slice(0, rowsShown),
    note: result.length > 0 ? `${result.length} rows` : '',
  }
}

function rowsOf({ database, now }: Ground, sql: string, graceMs = 0): Record<string, unknown>[] {
  const statement = database.prepare(sql)
  const parameters = { ...(sql.includes(':now') ? { now } : {}), ...(sql.includes(':grace') ? { grace: graceMs } : {}) }
  return statement.all(parameters) as Record<string, unknown>[]
}

type Rows = Record<string, unknown>[]

const special: Record<'audit-chain' | 'sandbox-ledger' | 'legal-edges', (ground: Ground) => Promise<Rows | null>> = {
  async 'audit-chain'({ dataDir }) {
    const db = openSqliteReadOnly(dataDir)
    try {
      const { brokenAt } = await createAudit().verify(db)
      return brokenAt === null ? [] : [{ brokenAt }]
    } finally {
      await db.close()
    }
  },
  'legal-edges': async (ground) => illegalEdges(ground),
  'sandbox-ledger': async ({ ledger, database, now }) => ledger && disagreements({ ledger, database, now }),
}

/** Every event follows the one before along an edge of the table, for one of its causes, and the last is where the order is. */
function illegalEdges(ground: Ground): Rows {
  const legal = new Set(
    orderEdges.flatMap(({ from, to, causes }) => causes.map((cause) => `${from ?? ''}>${to} ${cause}`)),
  )
  const events = rowsOf(
    ground,
    `select e.order_id, e.seq, e.from_status, e.to_status, e.cause, o.status, o.seq as last_seq,
       lag(e.to_status) over (partition by e.order_id order by e.seq) as before,
       row_number() over (partition by e.order_id order by e.seq) as number
     from order_event e join orders o on o.id = e.order_id`,
  )
  const wrong = events.filter(
    (event) =>
      event.seq !== event.number ||
      event.from_status !== event.before ||
      !legal.has(`${event.from_status ?? ''}>${event.to_status} ${event.cause}`) ||
      (event.seq === event.last_seq && event.to_status !== event.status),
  )
  const silent = rowsOf(
    ground,
    'select o.id, o.seq from orders o where o.seq <> (select count(*) from order_event e where e.order_id = o.id)',
  )
  return [...wrong, ...silent]
}
