export interface StaffTables {
  staff: {
    id: string
    username: string
    name: string
    password_hash: string
    /** Until when a one-time password can be used; null when they have chosen their own. */
    password_until: number | null
    totp_sealed: string | null
    totp_last_step: number
    /** A secret that waits for its first code. */
    totp_pending_sealed: string | null
    totp_pending_until: number | null
    state: 'active' | 'disabled'
    created_at: number
    signed_in_at: number | null
    /** Gone, with their history: disabled, and not listed unless asked for. */
    archived_at: number | null
  }
  /** `hotel_id` is `*` for a role at every branch; `role` is a built-in one's name or an own one's id. */
  staff_role: { staff_id: string; role: string; hotel_id: string }
  own_role: { id: string; name_json: string; permissions_json: string; version: number; created_at: number }
  staff_session: { token_hash: string; staff_id: string; created_at: number; seen_at: number; expires_at: number }
  /** Failed tries by `account:<username>` and by `pair:<username> <address>`. */
  staff_failure: { failure_key: string; failures: number; locked_until: number; last_at: number }
}
