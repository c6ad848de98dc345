/** What SQLite says of the disk or the file, not of a statement: busy, read-only, input or output, corrupt, full, … */
const codes = new Set([5, 8, 10, 11, 13, 14, 26])

/** Whether an error of SQLite means that the disk cannot do it now, whatever was asked for. */
export function isDiskFault(error: unknown): boolean {
  const { code, errcode = 0 } = error as { code?: string; errcode?: number }
  // The lower byte of an extended code is the code itself.
  return code === 'ERR_SQLITE_ERROR' && codes.has(errcode & 0xff)
}
