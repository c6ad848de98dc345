import { createHash } from 'node:crypto'
import { Refusal } from '../../../kernel/refusal.ts'
import type { SearchQuery } from '../../../ports/search.ts'
import type { Rank } from './rank.ts'

/** The place after which the next page begins, and the query it belongs to. Opaque to callers, not secret. */
export function writeCursor(query: SearchQuery, last: Rank): string {
  return Buffer.from(JSON.stringify([fingerprint(query), ...last])).toString('base64url')
}

/** Refusal: `invalid_request` for what is no cursor of this query. */
export function readCursor(query: SearchQuery): Rank | null {
  if (query.cursor === undefined) return null
  const [print, group, first, second, id] = parse(query.cursor)
  const numbers = [group, first, second].every(Number.isFinite)
  if (!numbers || typeof id !== 'string' || print !== fingerprint(query)) throw refused()
  return [group as number, first as number, second as number, id]
}

function parse(cursor: string): unknown[] {
  try {
    const parts = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    return Array.isArray(parts) ? parts : []
  } catch (error) {
    if (error instanceof SyntaxError) throw refused()
    throw error
  }
}

function refused() {
  return new Refusal('invalid_request', { fields: { cursor: 'invalid' } })
}

function fingerprint({ at: _at, limit: _limit, cursor: _cursor, facets: _facets, ...rest }: SearchQuery): string {
  const parts = Object.entries(rest).filter(([, value]) => value !== undefined)
  const text = JSON.stringify(parts.sort(([a], [b]) => (a < b ? -1 : 1)))
  return createHash('sha256').update(text).digest('base64url').slice(0, 8)
}
