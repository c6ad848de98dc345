import type { Fen } from '../../kernel/money.ts'
import { addNights, type Night } from '../../kernel/stay.ts'

export type CouponKind = 'amount' | 'percent' | 'half' | 'free_night'
/** What a coupon is given for. */
export type GivenOn = 'first_login' | 'check_out' | 'spend' | 'by_hand'
/** Paused: nobody gets it any more, those who have it keep it. */
export type CouponState = 'active' | 'paused' | 'archived'
export type GrantState = 'usable' | 'locked' | 'used'

/** Where a coupon counts. An empty list is no restriction. */
export interface Scope {
  hotelIds: string[]
  roomTypeIds: string[]
  ratePlanIds: string[]
}

/** What a coupon takes off, and off what. Does not change any more once somebody has it. */
export interface CouponTerms {
  kind: CouponKind
  /** Of kind `amount`. */
  offFen: Fen | null
  /** Of kind `percent`: so much of a hundred off. */
  percent: number | null
  /** The most that `percent` and `half` take off. */
  capFen: Fen | null
  /** The subtotal it takes; 0 for any. */
  thresholdFen: Fen
  scope: Scope
  /** Nights on which it does not count, `to` exclusive. */
  blackout: { from: Night; to: Night }[]
}

/** Between two dates, both included, or so many days after the day it was given. */
export type Validity = { from: Night; until: Night } | { days: number }

export interface Coupon extends CouponTerms {
  id: string
  name: { zh: string; en?: string | undefined }
  validity: Validity
  /** How many there are; null: any number. */
  quota: number | null
  /** How many were given. */
  granted: number
  /** How many one guest gets; null: any number. */
  perGuest: number | null
  givenOn: GivenOn
  /** What a stay must have cost, where it is given on `spend`. */
  spendFen: Fen | null
  state: CouponState
  note: string
  sort: number
}

/** A coupon that a member has. */
export interface Grant {
  id: string
  couponId: string
  memberId: string
  state: GrantState
  /** The order that locked or used it. */
  orderId: string | null
  /** First and last day it can be used, dates of the chain's zone. */
  validFrom: Night
  validUntil: Night
  /** What it was given for. */
  givenOn: GivenOn
}

/** The first and the last day of a coupon given today. With `days: 30`, the last is the thirtieth day after today. */
export function validityOf(validity: Validity, today: Night): { from: Night; until: Night } {
  return 'days' in validity ? { from: today, until: addNights(today, validity.days) } : validity
}
