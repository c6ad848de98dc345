import type { Column } from './sheet.ts'

/** How cells of each kind are read. */

type Read<Value> = Column<Value>['read']

export const code: Read<string> = (text) => (/^[A-Za-z0-9_-]{1,40}$/.test(text) ? { value: text } : { fault: 'code' })

export function text(atMost: number): Read<string> {
  return (cell) => (cell.length <= atMost ? { value: cell } : { fault: 'too_long' })
}

export function whole(least: number, most: number): Read<number> {
  return (cell) => {
    if (!/^-?\d{1,9}$/.test(cell)) return { fault: 'not_a_number' }
    const value = Number(cell)
    return value >= least && value <= most ? { value } : { fault: 'range' }
  }
}

export function degrees(most: number): Read<number> {
  return (cell) => {
    if (!/^-?\d{1,3}(\.\d{1,12})?$/.test(cell)) return { fault: 'not_a_number' }
    const value = Number(cell)
    return Math.abs(value) <= most ? { value } : { fault: 'range' }
  }
}

/** Yuan with at most two decimals, as fen. */
export const yuan: Read<number> = (cell) => {
  const [, full, part = ''] = /^(\d{1,7})(?:\.(\d{1,2}))?$/.exec(cell) ?? []
  return full === undefined ? { fault: 'not_an_amount' } : { value: Number(full) * 100 + Number(part.padEnd(2, '0')) }
}

/** A time of day as minutes after midnight. */
export const time: Read<number> = (cell) => {
  const [, hours, minutes] = /^(\d{1,2}):(\d{2})$/.exec(cell) ?? []
  const value = Number(hours) * 60 + Number(minutes)
  return hours !== undefined && Number(minutes) < 60 && value <= 24 * 60 ? { value } : { fault: 'not_a_time' }
}

export function oneOf<const Names extends readonly string[]>(names: Names): Read<Names[number]> {
  return (cell) => (names.includes(cell) ? { value: cell } : { fault: 'not_in_list' })
}

const answers: Record<string, boolean> = { yes: true, no: false, true: true, false: false, 是: true, 否: false }

export const yesOrNo: Read<boolean> = (cell) => {
  const value = answers[cell.toLowerCase()]
  return value === undefined ? { fault: 'yes_or_no' } : { value }
}

/** Several texts with semicolons between them, of either width. */
export const list: Read<string[]> = (cell) => {
  const value = cell
    .split(/[;；]/)
    .map((one) => one.trim())
    .filter((one) => one !== '')
  return value.length <= 30 && value.every((one) => one.length <= 40) ? { value } : { fault: 'too_long' }
}
