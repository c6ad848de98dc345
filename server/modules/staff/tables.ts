import type { RoleName } from '../../../contract/permissions.ts'

export interface StaffTables {
  staff: {
    id: string
    username: string
    name: string
    password_hash: string
    totp_sealed: string | null
    totp_last_step: number
    state: 'active' | 'disabled'
    created_at: number
  }
  /** `hotel_id` is `*` for a role at every branch. */
  staff_role: { staff_id: string; role: RoleName; hotel_id: string }
  staff_session: { token_hash: string; staff_id: string; created_at: number; seen_at: number; expires_at: number }
  /** Failed tries by `account:<username>` and by `pair:<username> <address>`. */
  staff_failure: { failure_key: string; failures: number; locked_until: number; last_at: number }
}
