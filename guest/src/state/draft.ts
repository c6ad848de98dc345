/** What a guest fills in for a booking: kept on the device while they type. */
export interface Draft {
  /** One a room. */
  guests: string[]
  /** Null: the phone that is bound to the member. */
  contactPhone: string | null
  arrivalTime: string | null
  remark: string
  /** `undefined`: the best one; null: none. */
  couponId?: string | null | undefined
  rooms: number
}
