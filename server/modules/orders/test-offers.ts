import { nightsOf } from '../../kernel/stay.ts'
import type { Hotels } from '../hotels/index.ts'
import { type Inventory, roomsLeft } from '../inventory/index.ts'
import type { OfferPrice, Offers, OfferWish } from './needs.ts'

/** Prices of the test branch: the plan's base and the rooms that its nights have left, by the real rows. */
export function testOffers(hotels: Hotels, inventory: Inventory): Offers {
  const kept = new Map<string, unknown>()
  const once = async <Thing>(id: string, read: () => Promise<Thing | null>): Promise<Thing> => {
    if (!kept.has(id)) kept.set(id, await read())
    return kept.get(id) as Thing
  }
  return {
    async priceMany(tx, wishes) {
      const spans = new Map(wishes.map((wish) => [JSON.stringify([wish.roomTypeId, wish.stay]), spanOf(wish)]))
      const rows = await inventory.nightsIn(tx, [...spans.values()])
      const left = new Map(rows.map((row) => [`${row.roomTypeId} ${row.night}`, roomsLeft(row)]))
      const prices: OfferPrice[] = []
      for (const wish of wishes) {
        const roomType = await once(wish.roomTypeId, () => hotels.roomType(tx, wish.roomTypeId))
        const ratePlan = await once(wish.ratePlanId, () => hotels.ratePlan(tx, wish.ratePlanId))
        const hotel = await once(roomType.hotelId, () => hotels.hotel(tx, roomType.hotelId))
        const policy = await once(ratePlan.policyId, () => hotels.policy(tx, ratePlan.policyId))
        const nights = nightsOf(wish.stay).map((night) => {
          const known = left.get(`${wish.roomTypeId} ${night}`)
          return { night, priceFen: ratePlan.baseFen[0]!, roomsLeft: known === undefined ? roomType.dailyStock : known }
        })
        const subtotalFen = nights.reduce((sum, { priceFen }) => sum + priceFen, 0) * wish.rooms
        prices.push({ nights, subtotalFen, hotel, roomType, ratePlan, policy })
      }
      return prices
    },
  }
}

function spanOf({ roomTypeId, stay }: OfferWish) {
  return { id: roomTypeId, from: stay.checkIn, to: stay.checkOut }
}
