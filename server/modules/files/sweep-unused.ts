import { type Db, over } from '../../database/handle.ts'
import type { Files } from '../../ports/files.ts'
import type { FileTables } from './tables.ts'

const dayMs = 86_400_000
/** Somebody may still be filling the form a picture was uploaded for, or take it back into a branch. */
const keptUnusedMs = 7 * dayMs
const picturesAtOnce = 500
const roundsAtMost = 10_000

/**
 * Sweep: a picture that nothing shows is marked, and goes a week later if nothing showed it since. `inUse` names every
 * picture that is shown. Answers how many went. The row goes first: bytes that stay behind hurt nobody.
 */
export async function sweepUnused(
  { db, files }: { db: Db; files: Files },
  inUse: ReadonlySet<string>,
): Promise<number> {
  let after = ''
  let gone = 0
  for (let round = 0; round < roundsAtMost; round += 1) {
    const page = await over<FileTables>(db)
      .selectFrom('image')
      .selectAll()
      .where('id', '>', after)
      .orderBy('id')
      .limit(picturesAtOnce)
      .execute()
    const removed = await sortOut(db, page, inUse)
    for (const { id, widths_json } of removed) {
      for (const width of JSON.parse(widths_json) as number[]) await files.remove(`${id}-${width}.webp`)
    }
    gone += removed.length
    if (page.length < picturesAtOnce) return gone
    after = page.at(-1)!.id
  }
  return gone
}

type ImageRow = FileTables['image']

/** Marks, unmarks and deletes rows of a page in one transaction; answers those that went. */
async function sortOut(db: Db, page: readonly ImageRow[], inUse: ReadonlySet<string>): Promise<readonly ImageRow[]> {
  const unused = page.filter(({ id }) => !inUse.has(id))
  const back = page.filter(({ id, unused_since }) => unused_since !== null && inUse.has(id))
  if (unused.length === 0 && back.length === 0) return []
  return db.transaction(async (tx) => {
    const old = (row: ImageRow) => row.unused_since !== null && row.unused_since <= tx.now - keptUnusedMs
    const mark = tx.prepared('update image set unused_since = ? where id = ?')
    for (const { id } of back) await mark.run(null, id)
    for (const { id } of unused.filter((row) => row.unused_since === null)) await mark.run(tx.now, id)
    const gone = unused.filter(old)
    const forget = tx.prepared('delete from image where id = ?')
    for (const { id } of gone) await forget.run(id)
    return gone
  })
}
