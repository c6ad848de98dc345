import { type Fen, fen, roundHalfUpToYuan } from '../../kernel/money.ts'
import { type Night, weekdayOf } from '../../kernel/stay.ts'
import type { RatePlan } from '../hotels/index.ts'
import type { RateNight } from '../inventory/index.ts'

/** What a plan asks for a night. */
export interface PlanNight {
  priceFen: Fen
  closed: boolean
  minStay: number
}

/** The touched nights of plans, by plan and night. */
export type RateNights = ReadonlyMap<string, ReadonlyMap<Night, RateNight>>

/**
 * The price of a plan's night: its weekday base (of a derived plan, the parent's price of that night, changed by a
 * percentage or a sum and rounded half up to the yuan), and above all that its own override. One level of derivation.
 */
export function planNight(plan: RatePlan, parent: RatePlan | null, touched: RateNights, night: Night): PlanNight {
  const own = touched.get(plan.id)?.get(night)
  return {
    priceFen: own?.priceFen ?? derivedFen(plan, parent, touched, night),
    closed: own?.closed ?? false,
    minStay: own?.minStay ?? plan.minStay,
  }
}

function derivedFen(plan: RatePlan, parent: RatePlan | null, touched: RateNights, night: Night): Fen {
  if (!parent || !plan.derive) return baseFen(plan, night)
  const parentFen = touched.get(parent.id)?.get(night)?.priceFen ?? baseFen(parent, night)
  const changed =
    'percent' in plan.derive ? (parentFen * (100 + plan.derive.percent)) / 100 : parentFen + plan.derive.fen
  return Math.max(0, roundHalfUpToYuan(changed))
}

function baseFen(plan: RatePlan, night: Night): Fen {
  return fen(plan.baseFen[weekdayOf(night)]!)
}
