import { instantText } from '../../../contract/format.ts'
import type { Orders } from '../orders/index.ts'
import type { CatalogueDeps } from './deps.ts'
import { ordersNamed } from './remove.ts'

interface Used {
  kind: 'hotel' | 'room_type'
  id: string
  named: Parameters<Orders['comingOrders']>[1]
  /** Null where nothing is counted. */
  mostBooked: number | null
}

/** What a change or a removal would meet, and who made the last one. */
export async function usesOf(
  { db, audit, orders }: Pick<CatalogueDeps, 'db' | 'audit' | 'orders'>,
  { kind, id, named, mostBooked }: Used,
) {
  const { count, orderNos } = await orders.comingOrders(db, named, ordersNamed)
  const [last] = await audit.list(db, { subject: `${kind}:${id}`, limit: 1 })
  const lastChange = last ? { by: last.actorName, at: instantText(last.at) } : null
  return { id, comingOrders: count, orderNos, mostBooked, lastChange }
}
