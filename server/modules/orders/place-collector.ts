import { isDuplicate } from '../../database/dialect.ts'
import { outsideTransaction } from '../../database/guard.ts'
import type { Db, Tx } from '../../database/handle.ts'
import { Refusal, Unavailable } from '../../kernel/refusal.ts'
import { type Placed, RoomsGone } from './place-orders.ts'
import type { Wish } from './wish.ts'

/** More wishes than this waiting means that the database does not keep up. */
const waitingAtMost = 10_000
const aloneTriesAtMost = 5

interface Waiting {
  wish: Wish
  resolve(placed: Placed): void
  reject(error: unknown): void
}

/**
 * Gathers wishes that arrive while a transaction is being written into the next one, at most 64. A batch that fails
 * as a whole is done again wish by wish, so that nobody fails for a neighbour.
 */
export function collectPlacing({
  db,
  placeOrders,
  batchAtMost = 64,
}: {
  db: Db
  placeOrders(tx: Tx, wishes: Wish[]): Promise<Placed[]>
  batchAtMost?: number | undefined
}) {
  const waiting: Waiting[] = []
  let asked = false

  function place(wish: Wish): Promise<Placed> {
    if (waiting.length >= waitingAtMost) return Promise.reject(new Unavailable('database', { retryAfterSeconds: 1 }))
    return new Promise((resolve, reject) => {
      waiting.push({ wish, resolve, reject })
      ask()
    })
  }

  /** One transaction is asked for at a time; whoever waits when it begins is in it. */
  function ask(): void {
    if (asked || waiting.length === 0) return
    asked = true
    void placeBatch()
  }

  async function placeBatch(): Promise<void> {
    let batch: Waiting[] = []
    try {
      const results = await db.transaction((tx) => {
        if (batch.length === 0) batch = takeWaiting()
        return placeOrders(
          tx,
          batch.map(({ wish }) => wish),
        )
      })
      for (const [index, one] of batch.entries()) one.resolve(results[index]!)
    } catch (error) {
      if (batch.length === 0) batch = takeWaiting()
      if (error instanceof Unavailable) for (const one of batch) one.reject(error)
      else await Promise.all(batch.map(placeAlone))
    }
  }

  function takeWaiting(): Waiting[] {
    const batch = waiting.splice(0, batchAtMost)
    asked = false
    outsideTransaction(ask) // those who are left over wait for a transaction of their own
    return batch
  }

  async function placeAlone({ wish, resolve, reject }: Waiting): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        const [placed] = await db.transaction((tx) => placeOrders(tx, [wish]))
        return resolve(placed!)
      } catch (error) {
        if (error instanceof RoomsGone)
          return reject(new Refusal('rooms_sold_out', { facts: { nights: error.nights } }))
        if (!isDuplicate(error) || attempt >= aloneTriesAtMost) return reject(error)
      }
    }
  }

  return { place }
}
