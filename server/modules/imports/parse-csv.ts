/** A line of a file, cell by cell. */
export interface CsvLine {
  /** As an editor counts them: the head is line 1. */
  line: number
  cells: readonly string[]
}

/** What was read, and why it ends there if it is not all. */
export interface ParsedCsv {
  lines: CsvLine[]
  fault: { line: number; fault: 'open_quote' | 'too_many_lines' } | null
}

/**
 * Reads CSV as spreadsheets write it: commas, quotes doubled within quotes, lines that end in any of the three ways, a
 * mark of the encoding before the first. Empty lines are left out but count.
 */
export function parseCsv(text: string, { linesAtMost }: { linesAtMost: number }): ParsedCsv {
  const lines: CsvLine[] = []
  let at = text.startsWith('\ufeff') ? 1 : 0
  let line = 1
  while (at < text.length) {
    if (line > linesAtMost) return { lines, fault: { line, fault: 'too_many_lines' } }
    const read = readLine(text, at)
    if (!read) return { lines, fault: { line, fault: 'open_quote' } }
    if (read.cells.some((cell) => cell !== '')) lines.push({ line, cells: read.cells })
    at = read.next
    line += read.lines
  }
  return { lines, fault: null }
}

interface ReadLine {
  cells: string[]
  next: number
  /** Lines of the text it took: more than one where a quoted cell has line ends. */
  lines: number
}

const unquoted = /[^,\r\n]*/y
const lineEnd = /\r\n|\r|\n/y
const anyLineEnd = /\r\n|\r|\n/g

/** Null where a quote has no end. */
function readLine(text: string, from: number): ReadLine | null {
  const cells: string[] = []
  let at = from
  let lines = 1
  for (;;) {
    const quoted = text[at] === '"' ? readQuoted(text, at) : { text: '', next: at }
    if (!quoted) return null
    const rest = matchAt(unquoted, text, quoted.next)
    lines += quoted.text.match(anyLineEnd)?.length ?? 0
    cells.push((quoted.text + rest).trim())
    at = quoted.next + rest.length
    if (text[at] !== ',') return { cells, next: at + matchAt(lineEnd, text, at).length, lines }
    at += 1
  }
}

function readQuoted(text: string, from: number): { text: string; next: number } | null {
  let end = text.indexOf('"', from + 1)
  while (end >= 0 && text[end + 1] === '"') end = text.indexOf('"', end + 2)
  return end < 0 ? null : { text: text.slice(from + 1, end).replaceAll('""', '"'), next: end + 1 }
}

function matchAt(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at
  return pattern.exec(text)?.[0] ?? ''
}
