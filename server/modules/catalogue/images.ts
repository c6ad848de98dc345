import { Refusal } from '../../kernel/refusal.ts'
import type { CatalogueDeps } from './deps.ts'

/** A branch or type shows only pictures that are there. Refusal: `invalid_request` with the field. */
export async function refuseUnknownImages(
  { db, files }: Pick<CatalogueDeps, 'db' | 'files'>,
  ids: readonly string[],
): Promise<void> {
  const wanted = new Set(ids)
  if (wanted.size === 0) return
  const found = await files.views(
    db,
    [...wanted].map((id) => ({ id, alt: '' })),
  )
  if (found.length < wanted.size) throw new Refusal('invalid_request', { fields: { imageIds: 'unknown' } })
}
