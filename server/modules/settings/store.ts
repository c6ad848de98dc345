import { insertedOnce } from '../../database/dialect.ts'
import { changed, type Handle, over, type Tx } from '../../database/handle.ts'
import type { SettingTables } from './tables.ts'

export type SettingRow = SettingTables['setting']

/** All there are: never more than there are names. */
export async function settingRows(handle: Handle): Promise<SettingRow[]> {
  return over<SettingTables>(handle).selectFrom('setting').selectAll().orderBy('name').execute()
}

/** Writes a setting over the row that was read, or as its first. False when somebody was faster. */
export async function writeSetting(
  tx: Tx,
  { before, row }: { before: SettingRow | undefined; row: Omit<SettingRow, 'version' | 'changed_at'> },
): Promise<boolean> {
  const written = { ...row, version: (before?.version ?? 0) + 1, changed_at: tx.now }
  if (!before) return insertedOnce(over<SettingTables>(tx).insertInto('setting').values(written))
  const result = await over<SettingTables>(tx)
    .updateTable('setting')
    .set(written)
    .where('name', '=', row.name)
    .where('version', '=', before.version)
    .executeTakeFirst()
  return changed(result) === 1
}
