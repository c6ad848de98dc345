import { type KeyboardEvent, type ReactNode, useRef, useState } from 'react'
import { nextRow } from './next-row.ts'

export interface Column<Row> {
  name: string
  title: ReactNode
  /** A CSS length; the columns without one share what is left. */
  width?: string
  /** Figures stand at the end. */
  align?: 'end'
  /** Left out first where there is no room: 3, then 2. */
  rank?: 2 | 3
  cell(row: Row): ReactNode
}

export interface RowsProps<Row> {
  label: string
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  idOf(row: Row): string
  openId?: string | undefined
  onOpen(row: Row): void
}

/**
 * A table whose rows are walked by arrows, Home, End and the page keys, and opened by Enter or a click. One row is in the
 * Tab order: the one that is open, or that had the keyboard last.
 */
export function Rows<Row>({ label, columns, rows, idOf, openId, onOpen }: RowsProps<Row>) {
  const [lastId, setLastId] = useState<string>()
  const body = useRef<HTMLTableSectionElement>(null)
  const reachable = [openId, lastId].find((id) => rows.some((row) => idOf(row) === id)) ?? (rows[0] && idOf(rows[0]))

  function walk(event: KeyboardEvent<HTMLTableRowElement>, row: Row): void {
    if (event.target !== event.currentTarget) return
    const to = nextRow(event.key, { at: rows.indexOf(row), count: rows.length })
    if (to === 'open') onOpen(row)
    else if (to !== null) body.current?.querySelectorAll('tr')[to]?.focus()
    else return
    event.preventDefault()
  }

  return (
    // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table that is walked by keys is a grid
    <table className="rows" role="grid" aria-label={label}>
      <Columns columns={columns} />
      <tbody ref={body}>
        {rows.map((row) => {
          const id = idOf(row)
          return (
            <tr
              key={id}
              data-row={id}
              tabIndex={id === reachable ? 0 : -1}
              aria-selected={id === openId}
              onFocus={() => setLastId(id)}
              onKeyDown={(event) => walk(event, row)}
              onClick={() => onOpen(row)}
            >
              {columns.map(({ name, align, rank, cell }) => (
                <td key={name} className={classOf({ align, rank })}>
                  {cell(row)}
                </td>
              ))}
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

/** The same table while its rows are on their way: the real widths, blocks of paper. */
export function RowsSkeleton<Row>({ columns, count = 8 }: { columns: readonly Column<Row>[]; count?: number }) {
  return (
    <table className="rows rows-waiting" aria-hidden="true">
      <Columns columns={columns} />
      <tbody>
        {Array.from({ length: count }, (_, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows of nothing in particular
          <tr key={index} style={{ opacity: 1 - (index / count) * 0.8 }}>
            {columns.map(({ name, align, rank }) => (
              <td key={name} className={classOf({ align, rank })}>
                <span className="block" />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Columns<Row>({ columns }: { columns: readonly Column<Row>[] }) {
  return (
    <>
      <colgroup>
        {columns.map(({ name, width, rank }) => (
          <col key={name} className={classOf({ rank })} style={width ? { width } : undefined} />
        ))}
      </colgroup>
      <thead>
        <tr>
          {columns.map(({ name, title, align, rank }) => (
            <th key={name} scope="col" className={classOf({ align, rank })}>
              {title}
            </th>
          ))}
        </tr>
      </thead>
    </>
  )
}

function classOf({ align, rank }: { align?: 'end' | undefined; rank?: 2 | 3 | undefined }): string | undefined {
  const names = [...(align ? ['end'] : []), ...(rank ? [`rank-${rank}`] : [])]
  return names.length > 0 ? names.join(' ') : undefined
}
