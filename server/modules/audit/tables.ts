import type { Generated } from 'kysely'

export interface AuditTables {
  audit: {
    seq: Generated<number>
    at: number
    actor: string
    actor_name: string
    action: string
    subject: string
    hotel_id: string | null
    reason: string | null
    before_json: string | null
    after_json: string | null
    previous_hash: string
    hash: string
  }
}
