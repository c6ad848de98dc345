import type { Db } from '../../server/database/handle.ts'
import type { Instant } from '../../server/kernel/stay.ts'

/** How much a house has still to do, by what it is. */
export interface UnderWay {
  /** Told in a transaction, not yet on the bus. */
  told: number
  /** On the bus, not yet handled. A delivery that is being handled is hidden until its lease is over. */
  delivering: number
  halves: number
  parked: number
  dead: number
  errands: number
  refunds: number
  /** Orders between two states, of which WeChat decides. */
  orders: number
}

/** Counts messages due by one moment and errands due by another; what is due later is not under way. */
export async function underWay(
  db: Db,
  { messagesBy, errandsBy }: { messagesBy: Instant; errandsBy: Instant },
): Promise<UnderWay> {
  const row = await db
    .prepared(
      `select (select count(*) from outbox where state = 'ready' and due_at <= ?1) as told,
        (select count(*) from bus_delivery where visible_at <= ?1) as delivering,
        (select count(*) from bus_half) as halves,
        (select count(*) from parked where state = 'parked') as parked,
        (select count(*) from parked where state = 'dead') as dead,
        (select count(*) from errand where state = 'open' and due_at <= ?2) as errands,
        (select count(*) from refund where state in ('asked', 'processing')) as refunds,
        (select count(*) from orders where status in ('cancelling', 'expiring', 'refunding')) as orders`,
    )
    .get<UnderWay>(messagesBy, errandsBy)
  return { ...row! }
}

/** How much that is in all. */
export function sumOf(kinds: Partial<UnderWay>): number {
  return Object.values(kinds).reduce((sum, count) => sum + count, 0)
}
