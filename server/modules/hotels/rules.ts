import { Refusal } from '../../kernel/refusal.ts'
import type { CancelPolicy, Hotel, RatePlan, RoomType } from './hotel.ts'

/** What a branch, a type, a plan and a policy must be. Each throws `invalid_request` with the fields that are wrong. */

export function checkHotel(hotel: Hotel): void {
  refuse({
    zone: isZone(hotel.clock.zone) ? null : 'zone',
    dayEndsAtMinutes: within(hotel.clock.dayEndsAtMinutes, 0, 12 * 60),
    checkInFromMinutes: within(hotel.checkInFromMinutes, 0, 24 * 60),
    checkOutUntilMinutes: within(hotel.checkOutUntilMinutes, 0, 24 * 60),
    lat: Math.abs(hotel.lat) <= 90 ? null : 'range',
    lng: Math.abs(hotel.lng) <= 180 ? null : 'range',
  })
}

export function checkRoomType(type: RoomType): void {
  refuse({
    guests: within(type.guests, 1, 20),
    dailyStock: type.dailyStock === null ? null : within(type.dailyStock, 0, 10_000),
    stockMode: (type.stockMode === 'never') === (type.dailyStock === null) ? null : 'stock_unless_never',
    listFen: within(type.listFen, 0, 100_000_000),
  })
}

/** `parent` is the plan it derives from, if it names one. */
export function checkRatePlan(plan: RatePlan, parent: RatePlan | null): void {
  const derived = plan.parentId !== null
  refuse({
    baseFen:
      plan.baseFen.length === 7 && plan.baseFen.every((fen) => Number.isSafeInteger(fen) && fen >= 0)
        ? null
        : 'seven_prices',
    parentId:
      !derived || (parent?.roomTypeId === plan.roomTypeId && parent.parentId === null && parent.id !== plan.id)
        ? null
        : 'one_level',
    derive: derived === (plan.derive !== null) ? deriveFault(plan.derive) : 'with_parent',
    minStay: within(plan.minStay, 1, 30),
    breakfast: within(plan.breakfast, 0, 10),
  })
}

/** Phases end one after the other and the last one has no end. */
export function checkPolicy(policy: CancelPolicy): void {
  const ends = policy.phases.map(({ untilDaysBefore, untilHour }) =>
    untilDaysBefore === null ? Number.POSITIVE_INFINITY : -untilDaysBefore * 24 + (untilHour ?? 0),
  )
  const ordered = ends.every((end, index) => index === 0 || end > ends[index - 1]!)
  const kept = [...policy.phases.map((phase) => phase.kept), policy.noShow]
  refuse({
    phases: ordered && ends.at(-1) === Number.POSITIVE_INFINITY ? null : 'order',
    kept: kept.every((one) => one.kind !== 'percent' || within(one.percent, 1, 99) === null) ? null : 'range',
  })
}

/** A price that follows another never falls to nothing by percent. */
function deriveFault(derive: RatePlan['derive']): string | null {
  if (derive === null) return null
  return 'percent' in derive ? within(derive.percent, -99, 300) : within(derive.fen, -100_000_000, 100_000_000)
}

function refuse(findings: Record<string, string | null>): void {
  const fields = Object.fromEntries(
    Object.entries(findings).filter((entry): entry is [string, string] => entry[1] !== null),
  )
  if (Object.keys(fields).length > 0) throw new Refusal('invalid_request', { fields })
}

function within(value: number, least: number, most: number): string | null {
  return Number.isSafeInteger(value) && value >= least && value <= most ? null : 'range'
}

function isZone(zone: string): boolean {
  return Intl.supportedValuesOf('timeZone').includes(zone) || zone === 'UTC'
}
