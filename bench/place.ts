import { openHouse, wishOf } from '../server/modules/orders/test-house.ts'
import { openFloor } from './place-floor.ts'

const group = 64
const roomTypeId = 'rt_large'
const members = 500

export interface PlaceResult {
  /** The same rows by prepared statements alone. */
  floorPerSecond: number
  /** `placeOrders` on batches of 64: prices, caps, request keys and rows. */
  batchPerSecond: number
  /** `place`, all at once, through the collector. */
  gatheredPerSecond: number
}

/** How fast orders are placed without HTTP (one room, two nights, every commit on disk), against a floor that only writes. */
export async function benchPlace({ orders = 9_600 } = {}): Promise<PlaceResult> {
  const house = await openHouse({ synchronous: 'FULL' })
  let asked = 0
  const wishes = () =>
    Array.from({ length: orders }, () => {
      asked += 1
      const memberId = `mem_${asked % members}`
      return wishOf({ memberId, roomTypeId, request: { caller: memberId, key: `key-${asked}`, bodyHash: 'hash' } })
    })
  const perSecond = async (work: () => Promise<void>) => {
    const started = performance.now()
    await work()
    return Math.round((orders * 1000) / (performance.now() - started))
  }
  await house.placed({ roomTypeId, memberId: 'mem_first', request: null }) // makes the rows of the nights
  await house.db.transaction((tx) => tx.prepared('update inventory_night set total = null').run())
  const [forBatch, forAll] = [wishes(), wishes()]
  const floor = await openFloor(house.dataDir)
  const batchPerSecond = await perSecond(async () => {
    for (let at = 0; at < orders; at += group) {
      await house.db.transaction((tx) => house.orders.placeOrders(tx, forBatch.slice(at, at + group)))
    }
  })
  const gatheredPerSecond = await perSecond(async () => {
    const placed = await Promise.all(forAll.map(house.orders.place))
    if (placed.some((one) => one.kind !== 'placed')) throw new Error('a wish of the bench was refused')
  })
  const floorPerSecond = floor.replay()
  await house.close()
  return { floorPerSecond, batchPerSecond, gatheredPerSecond }
}
