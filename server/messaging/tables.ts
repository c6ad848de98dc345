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
  /** A subscription has handled an event: written in the transaction of its effect. */
  inbox: {
    subscription: string
    event_id: string
    message_key: string | null
    message_seq: number | null
    outcome: 'handled' | 'discarded'
    at: number
  }
  /** A message that could not be handled yet, or ever: the database retries it. */
  parked: {
    subscription: string
    event_id: string
    topic: string
    event: string
    message_key: string | null
    message_seq: number | null
    position: number
    payload: string
    born_at: number
    due_at: number
    /** parked: to be tried again · dead: a person looks. */
    state: 'parked' | 'dead'
    attempts: number
    visible_at: number
    reason: string
    parked_at: number
  }
  errand: {
    kind: string
    subject: string
    payload: string
    due_at: number
    state: 'open' | 'done' | 'dead'
    /** Grows with each ask and each claim: a record belongs to the claim it was made under. */
    turn: number
    lease_until: number
    attempts: number
    last_error: string | null
    changed_at: number
  }
}
