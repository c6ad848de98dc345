import type { ImportFault } from '../../../contract/admin/imports.ts'
import { importLinesAtMost } from '../../../contract/admin/imports.ts'
import { type CsvLine, parseCsv } from './parse-csv.ts'

/** How a column is called and how its cell is read. */
export interface Column<Value = unknown> {
  zh: string
  /** Whether a thing that is new must have it. */
  needed?: true
  /** What it says, or what is wrong with it as a code. */
  read(text: string): { value: Value } | { fault: string }
}

/** What the cells of a line say, by column: an empty one, or one that no column of the file holds, is not there. */
export type Said<Columns extends Record<string, Column>> = {
  [Name in keyof Columns]?: Columns[Name] extends Column<infer Value> ? Value : never
}

export interface SheetLine<Columns extends Record<string, Column>> {
  line: number
  said: Said<Columns>
}

/** A file read by its columns, with everything that is wrong with its form. */
export interface Sheet<Columns extends Record<string, Column>> {
  lines: SheetLine<Columns>[]
  faults: ImportFault[]
}

/** Its columns may stand in any order, under their English or their Chinese name. */
export function readSheet<Columns extends Record<string, Column>>(bytes: Buffer, columns: Columns): Sheet<Columns> {
  const { lines, fault } = parseCsv(textOf(bytes), { linesAtMost: importLinesAtMost + 1 })
  const faults: ImportFault[] = fault ? [{ line: fault.line, column: '', fault: fault.fault }] : []
  const [head, ...rest] = lines
  if (!head) return { lines: [], faults: [...faults, { line: 1, column: '', fault: 'empty' }] }
  const names = namesOf(head, columns, faults)
  return { lines: rest.map((line) => readLine(line, { names, columns, faults })), faults }
}

/** Spreadsheets in China save CSV in the national encoding unless they are told otherwise. */
function textOf(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    return new TextDecoder('gb18030').decode(bytes)
  }
}

/** The column of each cell; null for one that has no name of ours. */
function namesOf(head: CsvLine, columns: Record<string, Column>, faults: ImportFault[]): readonly (string | null)[] {
  const byName = new Map(
    Object.entries(columns).flatMap(([name, { zh }]) => [[name, name] as const, [zh, name] as const]),
  )
  const seen = new Set<string>()
  return head.cells.map((cell) => {
    const name = byName.get(cell.toLowerCase()) ?? null
    const fault = name === null ? 'unknown_column' : seen.has(name) ? 'column_twice' : null
    if (fault && cell !== '') faults.push({ line: head.line, column: cell.slice(0, 40), fault })
    if (name !== null) seen.add(name)
    return name
  })
}

function readLine<Columns extends Record<string, Column>>(
  { line, cells }: CsvLine,
  { names, columns, faults }: { names: readonly (string | null)[]; columns: Columns; faults: ImportFault[] },
): SheetLine<Columns> {
  const said: Record<string, unknown> = {}
  if (cells.length > names.length) faults.push({ line, column: '', fault: 'too_many_cells' })
  for (const [index, cell] of cells.entries()) {
    const name = names[index]
    if (!name || cell === '') continue
    const read = columns[name]!.read(cell)
    if ('fault' in read) faults.push({ line, column: name, fault: read.fault })
    else said[name] = read.value
  }
  return { line, said: said as Said<Columns> }
}
