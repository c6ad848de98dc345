import type { calls } from '@contract/generated/guest-calls.ts'
import type { BodyOf } from '@contract/operation.ts'
import { randomKey } from '../format/random-key.ts'
import type { Draft } from './draft.ts'
import { keep, readKept } from './kept.ts'

type OrderBody = BodyOf<typeof calls.placeOrder>

/** An order that was sent, or is about to be: the same key and body until the answer is known, so that it is one order. */
export interface Sent {
  key: string
  body: OrderBody
}

interface Bookings {
  /** By `ratePlanId`, until it is ordered: two rooms do not mix. */
  drafts: Record<string, Draft>
  sent: Sent | null
}

const draftsAtMost = 5

/** What was typed for a plan, by any version of the app. */
export function readDraft(ratePlanId: string): Draft | undefined {
  return bookings().drafts[ratePlanId]
}

/** Keeps what is typed for a plan on the device, of the newest few plans. */
export function keepDraft(ratePlanId: string, draft: Draft): void {
  const { drafts, sent } = bookings()
  const others = Object.entries(drafts).filter(([id]) => id !== ratePlanId)
  keep('bookings-1', {
    sent,
    drafts: Object.fromEntries([...others.slice(-(draftsAtMost - 1)), [ratePlanId, draft]]),
  } satisfies Bookings)
}

/**
 * The key under which this body is ordered, on the device before it is returned. The same body asked for again, after a
 * double tap, a lost answer or a killed app, gets the same key; a body that was changed gets a new one.
 */
export function requestKeyFor(body: OrderBody): string {
  const { drafts, sent } = bookings()
  if (sent && JSON.stringify(sent.body) === JSON.stringify(body)) return sent.key
  const key = randomKey()
  keep('bookings-1', { drafts, sent: { key, body } } satisfies Bookings)
  return key
}

/** An order whose answer never came: send it again with its own key before anything else is ordered. */
export function unanswered(): Sent | null {
  return bookings().sent
}

/** The answer is known: ordered, or refused for good. With the plan that was ordered its draft goes too. */
export function answered({ orderedPlanId }: { orderedPlanId?: string | undefined } = {}): void {
  const { drafts } = bookings()
  keep('bookings-1', {
    sent: null,
    drafts: Object.fromEntries(Object.entries(drafts).filter(([id]) => id !== orderedPlanId)),
  } satisfies Bookings)
}

export function forgetBookings(): void {
  keep('bookings-1', null)
}

function bookings(): Bookings {
  const { drafts, sent } = (readKept('bookings-1') ?? {}) as Partial<Bookings>
  return {
    drafts: typeof drafts === 'object' && drafts !== null ? drafts : {},
    sent: typeof sent?.key === 'string' && typeof sent.body === 'object' ? sent : null,
  }
}
