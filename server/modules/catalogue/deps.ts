import type { Db } from '../../database/handle.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Audit } from '../audit/index.ts'
import type { FilesModule } from '../files/index.ts'
import type { Hotels } from '../hotels/index.ts'
import type { Inventory } from '../inventory/index.ts'
import type { Orders } from '../orders/index.ts'
import type { Rooms } from '../rooms/index.ts'

/** What the managers' pages stand on: everything a branch is made of, and the orders that use it. */
export interface CatalogueDeps {
  db: Db
  clock: Clock
  audit: Audit
  files: FilesModule
  hotels: Hotels
  rooms: Rooms
  inventory: Inventory
  orders: Orders
}
