import type { Db } from '../../../database/handle.ts'
import { newId } from '../../../kernel/ids.ts'
import type { Delivery } from '../../../ports/bus.ts'
import type { Clock } from '../../../ports/clock.ts'
import { acknowledge, anyDue, type ClaimedDelivery, Contended, claimDeliveries, extendLease } from './store.ts'

export interface DeliverDeps {
  db: Db
  clock: Clock
  onError(name: string, error: unknown): void
  probe?: ((point: string) => void) | undefined
}

export interface Member {
  group: string
  leaseMs: number
  batch: number
  /** What was born before is not delivered: for broadcasts. */
  bornAfter: number
}

/** A handler that is at work for longer than this many leases is taken for lost, and its messages come again. */
const extensionsAtMost = 20

/** One round of a group's member: leases what is due, has it handled, deletes what was taken. */
export async function deliverOnce(deps: DeliverDeps, member: Member, take: Delivery): Promise<'more' | 'idle'> {
  if (!(await anyDue(deps.db, member.group, deps.clock.now()))) return 'idle'
  const lease = newId('lea')
  const claimed = await claim(deps, member, lease)
  if (claimed === 'contended') return 'more'
  if (claimed.length === 0) return 'idle'
  const fresh = claimed.filter(({ message }) => message.bornAt >= member.bornAfter).map(({ message }) => message)
  const extending = extendWhile(deps, { seqs: claimed.map(({ seq }) => seq), lease, leaseMs: member.leaseMs })
  let taken: ReadonlySet<string>
  try {
    taken = fresh.length > 0 ? await take(fresh) : new Set()
  } finally {
    clearInterval(extending)
  }
  const done = doneWith(claimed, (id) => taken.has(id) || !fresh.some((message) => message.id === id))
  deps.probe?.(`bus.${member.group}.ack`)
  await deps.db.transaction((tx) => acknowledge(tx, done, lease))
  deps.probe?.(`bus.${member.group}.acked`)
  return done.length > 0 ? 'more' : 'idle'
}

async function claim(deps: DeliverDeps, member: Member, lease: string): Promise<ClaimedDelivery[] | 'contended'> {
  try {
    return await deps.db.transaction((tx) => claimDeliveries(tx, { ...member, lease }))
  } catch (error) {
    if (error instanceof Contended) return 'contended'
    throw error
  }
}

/** Of one key only those before the first that was not taken: what comes again brings its followers along. */
function doneWith(claimed: readonly ClaimedDelivery[], isTaken: (id: string) => boolean): number[] {
  const held = new Set<string>()
  const done: number[] = []
  for (const { seq, message } of claimed) {
    if (isTaken(message.id) && !(message.key !== null && held.has(message.key))) done.push(seq)
    else if (message.key !== null) held.add(message.key)
  }
  return done
}

function extendWhile(
  { db, onError }: DeliverDeps,
  held: { seqs: readonly number[]; lease: string; leaseMs: number },
): NodeJS.Timeout {
  let left = extensionsAtMost * 3
  const timer = setInterval(() => {
    left -= 1
    if (left <= 0) clearInterval(timer)
    db.transaction((tx) => extendLease(tx, held)).catch((error: unknown) => onError('a lease', error))
  }, held.leaseMs / 3)
  return timer.unref()
}
