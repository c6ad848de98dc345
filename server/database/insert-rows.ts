import type { SqlValue, Tx } from './handle.ts'

const sizes = [32, 16, 8, 4, 2, 1] as const

/** A table with the columns that are written, in the order in which the rows carry them. */
export interface Target {
  table: string
  columns: readonly string[]
}

/**
 * Inserts rows in as few prepared statements as possible. Groups have the size of a power of two, so that each table
 * needs a handful of statements and not one per number of rows.
 */
export async function insertRows(tx: Tx, target: Target, rows: readonly (readonly SqlValue[])[]): Promise<void> {
  let from = 0
  for (const size of sizes) {
    while (rows.length - from >= size) {
      const values = rows.slice(from, from + size).flat()
      await tx.prepared(insertSql(target, size)).run(...values)
      from += size
    }
  }
}

const texts = new Map<string, string>()

function insertSql({ table, columns }: Target, size: number): string {
  const key = `${table} ${size}`
  const known = texts.get(key)
  if (known) return known
  const row = `(${columns.map(() => '?').join(', ')})`
  const text = `insert into ${table} (${columns.join(', ')}) values ${Array(size).fill(row).join(', ')}`
  texts.set(key, text)
  return text
}
