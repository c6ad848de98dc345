import { randomBytes } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

const form = /^[A-Za-z0-9-]{8,64}$/
const ofThisProcess = randomBytes(8).toString('hex')
let count = 0

/** The caller's own id when it is well formed, so that one id follows a call through the gateway; else a new one. */
export function requestIdOf({ headers }: Pick<IncomingMessage, 'headers'>): string {
  const given = headers['x-request-id']
  return typeof given === 'string' && form.test(given) ? given : newRequestId()
}

/** Unique, not secret: it opens nothing. Of the form that is taken over. */
export function newRequestId(): string {
  count += 1
  return `${ofThisProcess}-${count.toString(36)}`
}
