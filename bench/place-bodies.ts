import type { HouseHere } from '../proof/house/open-here.ts'
import { addNights, hotelDay, type Night } from '../server/kernel/stay.ts'

/** Over every type and a hundred dates, or all in one type on one date. */
export type Where = 'spread' | 'hot'

const stockOfPlenty = 1_000_000

/** Bodies of orders of two nights in one room, in no order; there are rooms for all of them. */
export async function bodiesOf({ app }: HouseHere, where: Where): Promise<string[]> {
  const { db, clock } = app.ports
  const { hotels, offers, inventory } = app.modules
  const branches = await hotels.hotelsAfter(db, { after: '', limit: 100 })
  const today = hotelDay(clock.now(), branches[0]!.clock)
  const types = (
    await hotels.roomTypesOf(
      db,
      branches.map((hotel) => hotel.id),
    )
  ).filter((type) => type.stockMode === 'order')
  const wanted = where === 'hot' ? types.slice(0, 1) : types
  const starts =
    where === 'hot' ? [addNights(today, 7)] : Array.from({ length: 30 }, (_, index) => addNights(today, 10 + index * 3))
  const bodies: string[] = []
  for (const type of wanted) {
    const span = { from: addNights(today, 1), to: addNights(today, 110) }
    const edit = {
      hotelId: type.hotelId,
      roomTypeIds: [type.id],
      weekdays: [],
      ...span,
      set: { total: stockOfPlenty },
    }
    await inventory.edit({ ...edit, actor: { kind: 'system', cause: 'bench' } })
    for (const checkIn of starts) bodies.push(await bodyOf(checkIn, type.id))
  }
  return shuffled(bodies)

  async function bodyOf(checkIn: Night, roomTypeId: string): Promise<string> {
    const stay = { checkIn, checkOut: addNights(checkIn, 2) }
    const [offer] = await offers.priced(db, { roomTypeIds: [roomTypeId], stay, rooms: 1 })
    const { basics, priced } = offer!
    return JSON.stringify({
      roomTypeId,
      ratePlanId: basics.plan.id,
      ...stay,
      rooms: 1,
      guests: [{ name: '林一舟' }],
      contactPhone: '13800001234',
      expectedTotalFen: priced.subtotalFen,
    })
  }
}

function shuffled(bodies: string[]): string[] {
  return bodies
    .map((body, index) => ({ body, at: (index * 7919) % bodies.length }))
    .sort((a, b) => a.at - b.at)
    .map(({ body }) => body)
}
