import { LRUCache } from 'lru-cache'
import { type Handle, over } from '../../database/handle.ts'
import type { FileTables } from './tables.ts'

const picturesAtMost = 20_000

/** The widths of pictures by id, those that are there. A picture is never changed, so its widths are read once. */
export function createImageSizes() {
  const kept = new LRUCache<string, number[]>({ max: picturesAtMost })
  return async (handle: Handle, ids: readonly string[]): Promise<Map<string, number[]>> => {
    const sizes = new Map<string, number[]>()
    const unknown: string[] = []
    for (const id of new Set(ids)) {
      const known = kept.get(id)
      if (known) sizes.set(id, known)
      else unknown.push(id)
    }
    if (unknown.length === 0) return sizes
    const rows = await over<FileTables>(handle).selectFrom('image').selectAll().where('id', 'in', unknown).execute()
    for (const { id, widths_json } of rows) {
      const widths: number[] = JSON.parse(widths_json)
      kept.set(id, widths)
      sizes.set(id, widths)
    }
    return sizes
  }
}
