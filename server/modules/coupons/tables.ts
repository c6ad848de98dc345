import type { CouponKind, CouponState, GivenOn, GrantState } from './coupon.ts'

export interface CouponTables {
  coupon: {
    id: string
    name_json: string
    kind: CouponKind
    off_fen: number | null
    percent: number | null
    cap_fen: number | null
    threshold_fen: number
    scope_json: string
    blackout_json: string
    valid_from: string | null
    valid_until: string | null
    valid_days: number | null
    quota: number | null
    granted: number
    per_guest: number | null
    given_on: GivenOn
    spend_fen: number | null
    state: CouponState
    note: string
    sort: number
    created_at: number
    changed_at: number
  }
  coupon_holder: {
    coupon_id: string
    member_id: string
    granted: number
  }
  coupon_grant: {
    id: string
    coupon_id: string
    member_id: string
    state: GrantState
    order_id: string | null
    valid_from: string
    valid_until: string
    source_type: GivenOn
    source_id: string
    granted_at: number
    granted_by: string
    changed_at: number
  }
  /** A coupon given to members by hand, and what became of each of them. */
  coupon_hand_out: {
    id: string
    coupon_id: string
    actor: string
    at: number
    outcome_json: string
  }
  /** Who has had a first login, by every key the person is known by. Outlives the account. */
  coupon_person: {
    person_key: string
    first_login_at: number
  }
}
