import type { Handle } from './database/handle.ts'
import type { Sweep } from './messaging/index.ts'

/** The verbs that look at rows by the clock. Each claims what it moves by conditional writes. */
export interface Sweeping {
  orders: { expireOverdue(): Promise<number>; chaseClosing(): Promise<number> }
  payments: { askBills(): Promise<void> }
  members: { sweepSessions(): Promise<void> }
  staff: { sweepSessions(): Promise<void> }
  files: { sweepUnused(inUse: ReadonlySet<string>): Promise<number> }
  hotels: { picturesInUse(handle: Handle): Promise<Set<string>> }
  requests: { forget(): Promise<void> }
  desk: { forgetChanges(): Promise<'more' | 'idle'> }
  db: Handle
}

const second = 1_000
const minute = 60 * second
const hour = 60 * minute

const once = async (work: Promise<unknown>) => {
  await work
  return 'idle' as const
}
/** A full batch means that there may be more. */
const batched = async (work: Promise<number>) => ((await work) >= 100 ? ('more' as const) : ('idle' as const))

/** Every timed sweep: name, period, verb. What a lost message left undone, one of these finishes. */
export function sweepsOf({ orders, payments, members, staff, files, hotels, requests, desk, db }: Sweeping): Sweep[] {
  const sweepPictures = async () => files.sweepUnused(await hotels.picturesInUse(db))
  return [
    { name: 'overdue orders', everyMs: 15 * second, run: () => batched(orders.expireOverdue()) },
    { name: 'closing orders', everyMs: 15 * second, run: () => batched(orders.chaseClosing()) },
    { name: 'bills', everyMs: 30 * minute, run: () => once(payments.askBills()) },
    { name: 'guest sessions', everyMs: hour, run: () => once(members.sweepSessions()) },
    { name: 'staff sessions', everyMs: hour, run: () => once(staff.sweepSessions()) },
    { name: 'request keys', everyMs: hour, run: () => once(requests.forget()) },
    { name: 'unused pictures', everyMs: 6 * hour, run: () => once(sweepPictures()) },
    { name: 'changes', everyMs: 5 * minute, run: () => desk.forgetChanges() },
  ]
}
