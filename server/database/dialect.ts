import type { DialectName } from './handle.ts'

/** Column types by their meaning. The few words in which the two databases differ live here and nowhere else. */
export interface ColumnTypes {
  /** Primary key that grows with each insert. */
  sequence: string
  /** An opaque id of ours or a code of a list. */
  id: string
  /** A short text of at most so many characters. */
  text(length: number): string
  /** JSON or a long text. */
  long: string
  bytes: string
  integer: string
  /** Integer fen. */
  money: string
  /** Milliseconds since 1970. */
  instant: string
  /** `YYYY-MM-DD`. */
  night: string
  /** 0 or 1. */
  flag: string
  real: string
  /** What follows the closing bracket of `create table`. */
  table: string
}

const sqlite: ColumnTypes = {
  sequence: 'integer primary key autoincrement',
  id: 'text',
  text: () => 'text',
  long: 'text',
  bytes: 'blob',
  integer: 'integer',
  money: 'integer',
  instant: 'integer',
  night: 'text',
  flag: 'integer',
  real: 'real',
  table: 'strict',
}

const mysql: ColumnTypes = {
  sequence: 'bigint not null auto_increment primary key',
  id: 'varchar(64)',
  text: (length) => `varchar(${length})`,
  long: 'mediumtext',
  bytes: 'varbinary(512)',
  integer: 'bigint',
  money: 'bigint',
  instant: 'bigint',
  night: 'char(10)',
  flag: 'tinyint',
  real: 'double',
  table: 'engine=InnoDB default charset=utf8mb4 collate=utf8mb4_bin',
}

export function columnTypes(dialect: DialectName): ColumnTypes {
  return dialect === 'sqlite' ? sqlite : mysql
}

/** Whether an error of the driver says that a unique key was already taken. */
export function isDuplicate(error: unknown): boolean {
  const { errcode, errno } = error as { errcode?: number; errno?: number }
  return errcode === 2067 || errcode === 1555 || errno === 1062
}

/** Whether an error of the driver says that a CHECK constraint refused the row. */
export function isCheckViolation(error: unknown): boolean {
  const { errcode, errno } = error as { errcode?: number; errno?: number }
  return errcode === 275 || errno === 3819 || errno === 4025
}

/**
 * Runs an insert whose unique key may be taken: true when the row went in, false when it was there. The refused
 * statement changes nothing and the transaction goes on, on both databases.
 */
export async function insertedOnce(insert: { execute(): Promise<unknown> }): Promise<boolean> {
  try {
    await insert.execute()
    return true
  } catch (error) {
    if (isDuplicate(error)) return false
    throw error
  }
}
