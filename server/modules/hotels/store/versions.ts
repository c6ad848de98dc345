import type { Handle } from '../../../database/handle.ts'
import { inList } from '../../../database/in-list.ts'

/** The versions of branches or types by id; one that does not exist is left out. */
export async function versionsOf(
  handle: Handle,
  table: 'hotel' | 'room_type',
  ids: readonly string[],
): Promise<Map<string, number>> {
  if (ids.length === 0) return new Map()
  const { marks, values } = inList(ids)
  // With the bound both columns of the index on (id, version) are of use, and no row is read.
  const statement = handle.prepared(`select id, version from ${table} where id in (${marks}) and version >= 0`)
  const rows = await statement.all<{ id: string; version: number }>(...values)
  return new Map(rows.map(({ id, version }) => [id, version]))
}
