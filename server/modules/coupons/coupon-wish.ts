import { isNight } from '../../kernel/stay.ts'
import type { Coupon } from './coupon.ts'

/** What a manager sets of a coupon. */
export type CouponWish = Omit<Coupon, 'id' | 'granted'>

/** Fields that were promised to whoever has the coupon. */
const promised = [
  'kind',
  'offFen',
  'percent',
  'capFen',
  'thresholdFen',
  'scope',
  'blackout',
  'validity',
] as const satisfies readonly (keyof CouponWish)[]

/** The promised fields that differ between two settings of a coupon. */
export function brokenPromises(before: CouponWish, after: CouponWish): string[] {
  return promised.filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]))
}

/** What is wrong with a coupon's settings, by field, each with a code; null when nothing is. */
export function couponProblems(wish: CouponWish): Record<string, string> | null {
  const problems = {
    ...(wish.name.zh.trim() === '' ? { 'name.zh': 'missing' } : {}),
    ...termProblems(wish),
    ...validityProblems(wish),
    ...(wish.quota !== null && wish.quota < 0 ? { quota: 'out_of_range' } : {}),
    ...(wish.perGuest !== null && wish.perGuest < 1 ? { perGuest: 'out_of_range' } : {}),
    ...((wish.givenOn === 'spend') !== (wish.spendFen !== null)
      ? { spendFen: wish.spendFen ? 'not_used' : 'missing' }
      : {}),
  }
  return Object.keys(problems).length > 0 ? problems : null
}

function termProblems({ kind, offFen, percent, capFen, thresholdFen }: CouponWish): Record<string, string> {
  const takesCap = kind === 'percent' || kind === 'half'
  return {
    ...fits('offFen', offFen, kind === 'amount' ? { least: 1, most: Number.MAX_SAFE_INTEGER } : null),
    ...fits('percent', percent, kind === 'percent' ? { least: 1, most: 99 } : null),
    ...(capFen === null ? {} : fits('capFen', capFen, takesCap ? { least: 1, most: Number.MAX_SAFE_INTEGER } : null)),
    ...(thresholdFen < 0 ? { thresholdFen: 'out_of_range' } : {}),
  }
}

/** `range` null: the field has no meaning for this kind and must be empty. */
function fits(field: string, value: number | null, range: { least: number; most: number } | null) {
  if (!range) return value === null ? {} : { [field]: 'not_used' }
  if (value === null) return { [field]: 'missing' }
  return value < range.least || value > range.most ? { [field]: 'out_of_range' } : {}
}

function validityProblems({ validity, blackout }: CouponWish): Record<string, string> {
  const badSpan = blackout.findIndex(({ from, to }) => !isNight(from) || !isNight(to) || from >= to)
  const problems = badSpan < 0 ? {} : { [`blackout.${badSpan}`]: 'not_a_span' }
  if ('days' in validity) {
    return validity.days >= 1 && validity.days <= 3650 ? problems : { ...problems, 'validity.days': 'out_of_range' }
  }
  const { from, until } = validity
  return isNight(from) && isNight(until) && from <= until ? problems : { ...problems, validity: 'not_a_span' }
}
