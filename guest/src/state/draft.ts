/** What a guest fills in for a booking: kept on the device while they type. */
export interface Draft {
  /** One a room. */
  guests: string[]
  contactPhone: string
  arrivalTime: string | null
  remark: string
  /** `undefined`: the best one; null: none. */
  couponId?: string | null | undefined
  rooms: number
}
