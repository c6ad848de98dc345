import type { Handle } from '../../database/handle.ts'
import { type Night, nightsOf } from '../../kernel/stay.ts'
import type { RatePlan, RoomType } from '../hotels/index.ts'
import { basicsOf, type OfferDeps, touchedNights } from './basics.ts'
import { type PlanNight, planNight } from './night-price.ts'

/** A room type by night as staff see it: its stock, and each plan's rates as guests would see them. */
export interface GridType {
  type: RoomType
  nights: GridNight[]
  ratePlans: { plan: RatePlan; nights: (PlanNight & { night: Night })[] }[]
}

export interface GridNight {
  night: Night
  /** Null: no limit. */
  total: number | null
  held: number
  sold: number
  closed: boolean
}

/** Every night of a branch's types and plans, on sale or not; `to` exclusive. */
export async function grid(
  handle: Handle,
  deps: OfferDeps,
  { hotelId, from, to }: { hotelId: string; from: Night; to: Night },
): Promise<GridType[]> {
  const types = await deps.hotels.roomTypesOf(handle, [hotelId])
  const typeIds = types.map(({ id }) => id)
  const plans = await deps.hotels.ratePlansOf(handle, typeIds)
  const planIds = plans.map(({ id }) => id)
  const basics = await basicsOf(handle, deps, planIds)
  const whole = [...basics.values()].map((each) => ({ basics: each, from, to }))
  const { rates } = await touchedNights(handle, deps, whole)
  const rows = await deps.inventory.nights(handle, typeIds, from, to)
  const stock = new Map(rows.map((row) => [`${row.roomTypeId} ${row.night}`, row]))
  const nights = nightsOf({ checkIn: from, checkOut: to })
  return types.map((type) => ({
    type,
    nights: nights.map((night) => {
      const row = stock.get(`${type.id} ${night}`)
      const { total, held, sold, closed } = row ?? { total: type.dailyStock, held: 0, sold: 0, closed: false }
      return { night, total, held, sold, closed }
    }),
    ratePlans: plans
      .flatMap((plan) => basics.get(plan.id) ?? [])
      .filter(({ plan }) => plan.roomTypeId === type.id)
      .map(({ plan, parent }) => ({
        plan,
        nights: nights.map((night) => ({ night, ...planNight(plan, parent, rates, night) })),
      })),
  }))
}
