import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { backup, DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite'
import { connect } from '../server/adapters/embedded/sqlite/connection.ts'
import { databaseFile } from '../server/adapters/embedded/sqlite/open.ts'

/** Rows of one order, as they were when it was placed: its own, the kept request, what was told, the rooms it holds. */
interface PlacedOrder {
  rows: { table: string; row: Record<string, SQLInputValue> }[]
  holds: { room_type_id: string; night: string; rooms: number }[]
}

const ordersPerCommit = 64

/**
 * The floor of placing: the same rows, written again into a copy of the database from before, by prepared statements
 * in commits of 64, on a connection with the product's own settings. Nothing is decided, priced or answered.
 */
export async function openFloor(dataDir: string): Promise<{ replay(): number }> {
  const source = new DatabaseSync(join(dataDir, databaseFile), { readOnly: true })
  const folder = mkdtempSync(join(tmpdir(), 'yizhan-floor-'))
  const copy = join(folder, databaseFile)
  await backup(source, copy)
  const { last } = source.prepare('select coalesce(max(rowid), 0) as last from orders').get() as { last: number }
  return {
    /** Writes what was placed since the floor was opened. Answers orders per second; once only. */
    replay() {
      const orders = placedAfter(source, last)
      source.close()
      const connection = connect(copy, { readOnly: false, synchronous: 'FULL' })
      const into = connection.raw
      const started = performance.now()
      writeAll(into, orders)
      const seconds = (performance.now() - started) / 1000
      connection.close()
      rmSync(folder, { recursive: true, force: true })
      return Math.round(orders.length / seconds)
    },
  }
}

function placedAfter(source: DatabaseSync, rowid: number): PlacedOrder[] {
  const placed = source.prepare('select * from orders where rowid > ? order by rowid').all(rowid) as PlacedRow[]
  const of = (table: string, column: string) => {
    const select = source.prepare(`select * from ${table} where ${column} = ?`)
    return (id: string) => select.all(id).map((row) => ({ table, row: asPlaced(table, row as PlacedRow) }))
  }
  const parts = [
    ...['order_room', 'order_line', 'order_event', 'order_consent'].map((table) => of(table, 'order_id')),
    of('request_key', 'result'),
    of('outbox', 'message_key'),
  ]
  const noted = Map.groupBy(source.prepare('select * from changes').all() as PlacedRow[], ({ subject }) => subject)
  return placed.map((row) => {
    const changes = (noted.get(row.id) ?? []).map((change) => ({ table: 'changes', row: asPlaced('changes', change) }))
    const rows = [{ table: 'orders', row }, ...parts.flatMap((read) => read(row.id)), ...changes]
    const lines = rows.filter(({ table }) => table === 'order_line').map((line) => line.row as unknown as Line)
    return { rows, holds: [...Map.groupBy(lines, ({ night }) => night)].map(([, each]) => holdOf(each)) }
  })
}

type PlacedRow = Record<string, SQLInputValue> & { id: string }
type Line = { room_type_id: string; night: string }

/** The relay has been there since: what is told leaves the transaction as ready. */
function asPlaced(table: string, row: PlacedRow): Record<string, SQLInputValue> {
  if (table !== 'outbox' && table !== 'changes') return row
  const { seq: _given, ...told } = row
  if (table === 'changes') return told
  return { ...told, state: 'ready', attempts: 0, try_at: row.born_at ?? null }
}

function holdOf(lines: Line[]): PlacedOrder['holds'][number] {
  const { room_type_id, night } = lines[0]!
  return { room_type_id, night, rooms: lines.length }
}

function writeAll(into: DatabaseSync, orders: readonly PlacedOrder[]): void {
  const inserts = new Map<string, StatementSync>()
  const hold = into.prepare(
    `update inventory_night set held = held + ?, changed_at = ? where room_type_id = ? and night = ?
     and (total is null or held + sold + ? <= total)`,
  )
  for (let from = 0; from < orders.length; from += ordersPerCommit) {
    into.exec('begin immediate')
    for (const { rows, holds } of orders.slice(from, from + ordersPerCommit)) {
      for (const { table, row } of rows) insertOf(into, inserts, table, row).run(...Object.values(row))
      const now = Date.now()
      for (const { room_type_id, night, rooms } of holds) hold.run(rooms, now, room_type_id, night, rooms)
    }
    into.exec('commit')
  }
}

function insertOf(
  into: DatabaseSync,
  known: Map<string, StatementSync>,
  table: string,
  row: Record<string, SQLInputValue>,
): StatementSync {
  const statement = known.get(table)
  if (statement) return statement
  const columns = Object.keys(row)
  const made = into.prepare(
    `insert into ${table} (${columns.join(', ')}) values (${columns.map(() => '?').join(', ')})`,
  )
  known.set(table, made)
  return made
}
