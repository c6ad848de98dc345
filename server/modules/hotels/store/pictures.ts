import { type Handle, over } from '../../../database/handle.ts'
import type { HotelTables } from '../tables.ts'

const rowsAtOnce = 1_000
const roundsAtMost = 10_000

/** Every picture that a branch or a type shows, archived ones among them: read in pages, for a sweep. */
export async function picturesInUse(handle: Handle): Promise<Set<string>> {
  const found = new Set<string>()
  const tables = over<HotelTables>(handle)
  await eachPage(async (after) => {
    const rows = await tables
      .selectFrom('hotel')
      .select(['id', 'avatar_id', 'image_ids_json'])
      .where('id', '>', after)
      .orderBy('id')
      .limit(rowsAtOnce)
      .execute()
    for (const row of rows) if (row.avatar_id !== null) found.add(row.avatar_id)
    return rows
  }, found)
  await eachPage(
    (after) =>
      tables
        .selectFrom('room_type')
        .select(['id', 'image_ids_json'])
        .where('id', '>', after)
        .orderBy('id')
        .limit(rowsAtOnce)
        .execute(),
    found,
  )
  return found
}

async function eachPage(
  read: (after: string) => Promise<{ id: string; image_ids_json: string }[]>,
  found: Set<string>,
): Promise<void> {
  let after = ''
  for (let round = 0; round < roundsAtMost; round += 1) {
    const rows = await read(after)
    for (const row of rows) for (const id of JSON.parse(row.image_ids_json) as string[]) found.add(id)
    if (rows.length < rowsAtOnce) return
    after = rows.at(-1)!.id
  }
  // Half a list would let pictures go that are shown.
  throw new Error('more branches or types than a sweep of pictures reads')
}
