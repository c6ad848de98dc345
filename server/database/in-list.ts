import type { SqlValue } from './handle.ts'

/**
 * The marks and values of an `in (…)` of a prepared statement. The list is filled up to a power of two with its last
 * value, so that lists of any length share a handful of statements.
 */
export function inList<Value extends SqlValue>(values: readonly Value[]): { marks: string; values: Value[] } {
  if (values.length === 0) throw new Error('an empty list matches nothing: do not ask')
  const length = 2 ** Math.ceil(Math.log2(values.length))
  const filled = Array.from({ length }, (_, index) => values[Math.min(index, values.length - 1)]!)
  return { marks: filled.map(() => '?').join(', '), values: filled }
}
