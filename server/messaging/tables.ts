import type { Generated } from 'kysely'

/** Rows of the message spine. */
export interface MessagingTables {
  outbox: {
    seq: Generated<number>
    id: string
    topic: string
    event: string
    message_key: string | null
    message_seq: number | null
    payload: string
    born_at: number
    due_at: number
    /** ready: to publish · sent: the bus has it · done: every subscription has it. */
    state: 'ready' | 'sent' | 'done'
    attempts: number
    /** Not to be published before; moves on with each failed try and while a relay holds the row. */
    try_at: number
  }
}
