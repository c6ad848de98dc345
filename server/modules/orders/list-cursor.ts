import { unknownCursor } from '../../kernel/refusal.ts'
import type { Invoice } from './invoices.ts'
import type { WholeOrder } from './reads.ts'
import type { ListCursor } from './store/lists.ts'

const form = /^(\d{1,15})_([A-Za-z0-9_]{1,64})$/

/** Where the next page begins, or null when this one was not full. */
export function cursorText(listed: readonly WholeOrder[], limit: number): string | null {
  const last = listed.at(-1)?.order
  return last && listed.length === limit ? `${last.placedAt}_${last.id}` : null
}

/** The same for invoices, by when they were asked for. */
export function invoiceCursor(listed: readonly Pick<Invoice, 'askedAt' | 'orderId'>[], limit: number): string | null {
  const last = listed.at(-1)
  return last && listed.length === limit ? `${last.askedAt}_${last.orderId}` : null
}

/** Refusal: `invalid_request` for a cursor we did not make. */
export function readCursor(text: string | undefined): ListCursor | undefined {
  if (text === undefined) return undefined
  const match = form.exec(text)
  if (!match) throw unknownCursor()
  return { placedAt: Number(match[1]), id: match[2]! }
}
