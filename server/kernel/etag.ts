import { createHash } from 'node:crypto'

/** The tag of what is answered: the same bytes have the same tag in every process. */
export function etagOf(content: string | Buffer): string {
  return `"${createHash('sha1').update(content).digest('base64url')}"`
}
