/** What stands in a cell. Money is written in yuan: see `yuan`. */
export type CsvCell = string | number | null

/** A column with its head in both languages. */
export interface CsvColumn<Row> {
  zh: string
  en: string
  of(row: Row): CsvCell
}

/** So that a spreadsheet takes the text for UTF-8. */
const byteOrderMark = '\ufeff'
const lineEnd = '\r\n'

/** The first line of a file. */
export function csvHead<Row>(columns: readonly CsvColumn<Row>[], language: 'zh' | 'en'): string {
  return byteOrderMark + csvLine(columns.map((column) => column[language]))
}

export function csvRow<Row>(columns: readonly CsvColumn<Row>[], row: Row): string {
  return csvLine(columns.map((column) => column.of(row)))
}

/** One line as RFC 4180 says, in which no text is a formula to a spreadsheet. */
export function csvLine(cells: readonly CsvCell[]): string {
  return cells.map(written).join(',') + lineEnd
}

/** Yuan with both decimals. */
export function yuan(amountFen: number): string {
  const sign = amountFen < 0 ? '-' : ''
  const whole = Math.abs(amountFen)
  return `${sign}${Math.floor(whole / 100)}.${String(whole % 100).padStart(2, '0')}`
}

/** With which a spreadsheet begins a formula, in both widths, and the control characters it skips before one. */
const formula = /^[\s\p{Cc}]*[=+\-@＝＋－＠|]|^\p{Cc}/u
const plainNumber = /^-?\d+(\.\d+)?$/

function written(cell: CsvCell): string {
  if (cell === null) return ''
  if (typeof cell === 'number') return String(cell)
  const text = formula.test(cell) && !plainNumber.test(cell) ? `'${cell}` : cell
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
