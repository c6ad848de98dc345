import type { SqlValue, Tx } from '../../../database/handle.ts'
import type { Night } from '../../../kernel/stay.ts'

/** What staff edit by night: the stock of a room type, or the rates of a rate plan. */
export type ChangeKind = 'stock' | 'rates'

/** The columns of a cell that staff edit, as they stand in its row. */
export type CellValue = Record<string, string | number | null>

/** A cell as it is: its columns, and how many rooms are held and sold (none, where it is a rate). */
export interface Cell {
  value: CellValue
  booked: number
  /** Rooms that blocks took out of the total, whoever sets it. */
  offSale: number
  /** False: nobody touched the night yet, and the values are what it is without a row. */
  exists: boolean
}

const grids = {
  stock: {
    table: 'inventory_night',
    id: 'room_type_id',
    columns: ['total', 'total_set_by', 'closed', 'list_fen'],
    booked: 'held + sold',
    offSale: 'off_sale',
  },
  rates: {
    table: 'rate_night',
    id: 'rate_plan_id',
    columns: ['price_fen', 'closed', 'min_stay'],
    booked: '0',
    offSale: '0',
  },
} as const

/** The total of a night that nobody set: the type's daily stock less what blocks took off sale. */
export function defaultTotal(dailyStock: number | null, { offSale }: Pick<Cell, 'offSale'>): number | null {
  return dailyStock === null ? null : Math.max(0, dailyStock - offSale)
}

/** A night without a row. */
export function untouched(kind: ChangeKind, dailyStock: number | null): CellValue {
  return kind === 'stock'
    ? { total: dailyStock, total_set_by: 'default', closed: 0, list_fen: null }
    : { price_fen: null, closed: 0, min_stay: null }
}

/** The cells of one type or plan between two nights, both included, kept from other writers until the transaction ends. */
export async function cellsForWriting(
  tx: Tx,
  kind: ChangeKind,
  { id, from, until }: { id: string; from: Night; until: Night },
): Promise<Map<Night, Cell>> {
  const { table, id: key, columns, booked, offSale } = grids[kind]
  const lock = tx.dialect === 'mysql' ? ' for update' : ''
  const rows = await tx
    .prepared(
      `select night, ${booked} as booked, ${offSale} as off, ${columns.join(', ')} from ${table}
       where ${key} = ? and night >= ? and night <= ? order by night${lock}`,
    )
    .all<CellValue & { night: Night; booked: number; off: number }>(id, from, until)
  return new Map(
    rows.map(({ night, booked: rooms, off, ...value }) => [
      night,
      { value, booked: rooms, offSale: off, exists: true },
    ]),
  )
}

const nightsAtOnce = 64

/** Makes the rows of nights that nobody touched. */
export async function makeCells(
  tx: Tx,
  kind: ChangeKind,
  { id, nights, value }: { id: string; nights: readonly Night[]; value: CellValue },
): Promise<void> {
  const { table, id: key, columns } = grids[kind]
  const row = `(${Array(columns.length + 3)
    .fill('?')
    .join(', ')})`
  for (const chunk of chunksOf(nights)) {
    await tx
      .prepared(
        `insert into ${table} (${key}, night, ${columns.join(', ')}, changed_at)
         values ${chunk.map(() => row).join(', ')}`,
      )
      .run(...chunk.flatMap((night): SqlValue[] => [id, night, ...columns.map((column) => value[column]!), tx.now]))
  }
}

/**
 * Writes the same values to many nights of one type or plan, a statement for every 64. A total carries its condition:
 * it is not written below what is held and sold. Answers how many nights were written.
 */
export async function writeCells(
  tx: Tx,
  kind: ChangeKind,
  { id, nights, value }: { id: string; nights: readonly Night[]; value: CellValue },
): Promise<number> {
  const { table, id: key } = grids[kind]
  const columns = Object.keys(value)
  const sets = [...columns, 'changed_at'].map((column) => `${column} = ?`).join(', ')
  const total = kind === 'stock' && typeof value.total === 'number' ? [value.total] : []
  const guard = total.length > 0 ? ' and held + sold <= ?' : ''
  let written = 0
  for (const chunk of chunksOf(nights)) {
    const marks = chunk.map(() => '?').join(', ')
    const { changes } = await tx
      .prepared(`update ${table} set ${sets} where ${key} = ? and night in (${marks})${guard}`)
      .run(...columns.map((column) => value[column]!), tx.now, id, ...chunk, ...total)
    written += changes
  }
  return written
}

/** In groups of a power of two, so that a handful of statements are prepared. */
function* chunksOf(nights: readonly Night[]): Generator<readonly Night[]> {
  let from = 0
  for (let size = nightsAtOnce; size >= 1; size /= 2) {
    while (nights.length - from >= size) {
      yield nights.slice(from, from + size)
      from += size
    }
  }
}
