import { Type } from 'typebox'
import { closed, IdParams, Instant, Nullable, OneOf, Page, PageQuery, Text } from '../common.ts'
import { operation } from '../operation.ts'

const PerMinute = Type.Array(Type.Integer(), { description: 'Of the last 30 whole minutes, the newest last' })

const reads = { method: 'GET', who: 'staff', permission: 'messages.read' } as const

export const listTopics = operation({
  ...reads,
  id: 'listTopics',
  path: '/api/admin/messages/topics',
  summary: 'The topics: how each carries its messages, what is told on it by whom, who listens, and how much',
  reply: Type.Object({
    items: Type.Array(
      Type.Object({
        topic: Type.String(),
        type: OneOf(['NORMAL', 'FIFO', 'DELAY', 'TRANSACTION']),
        events: Type.Array(Type.Object({ event: Type.String(), why: Type.String() })),
        /** The modules that tell. */
        producers: Type.Array(Type.String()),
        groups: Type.Array(Type.String()),
        lastHour: Type.Integer(),
        perMinute: PerMinute,
      }),
    ),
    /** In a rush less than an hour is counted: from here on. */
    countedFrom: Instant,
  }),
  refusals: ['forbidden'],
})

export const listSubscriptions = operation({
  ...reads,
  id: 'listSubscriptions',
  path: '/api/admin/messages/subscriptions',
  summary: 'Consumer groups with what is ready, in flight, delayed, put aside and dead, and how far behind they are',
  reply: Type.Object({
    items: Type.Array(
      Type.Object({
        group: Type.String(),
        topic: Type.String(),
        /** A group of each process, for what it keeps in memory. */
        everyProcess: Type.Boolean(),
        events: Type.Array(Type.String()),
        ready: Type.Integer(),
        inFlight: Type.Integer(),
        delayed: Type.Integer(),
        /** Put aside after a failed try, or until its turn comes. */
        parked: Type.Integer(),
        dead: Type.Integer(),
        /** The age of the oldest that could have been handled by now; null when none waits. */
        lagMs: Nullable(Type.Integer()),
        nextDueAt: Nullable(Instant),
      }),
    ),
  }),
  refusals: ['forbidden'],
})

export const getOutbox = operation({
  ...reads,
  id: 'getOutbox',
  path: '/api/admin/messages/outbox',
  summary: 'What was told and is not on the bus yet, by age, and the figures of the whole flow',
  reply: Type.Object({
    waiting: Type.Integer(),
    oldestBornAt: Nullable(Instant),
    /** How many have waited for at least so long, each counted in its last step only. */
    byAge: Type.Array(Type.Object({ atLeastMs: Type.Integer(), count: Type.Integer() })),
    delivered: Type.Object({
      perMinute: PerMinute,
      lastMinute: Type.Integer(),
      peak: Type.Integer({ description: 'Of the last 30 minutes' }),
      /** In a rush less than 30 minutes are counted: what was told from here on. */
      countedFrom: Instant,
    }),
    delayed: Type.Object({ count: Type.Integer(), nextDueAt: Nullable(Instant) }),
    oldest: Nullable(Type.Object({ group: Type.String(), lagMs: Type.Integer() })),
    parked: Type.Integer(),
    dead: Type.Integer(),
  }),
  refusals: ['forbidden'],
})

const DeadLetter = Type.Object({
  /** `<subscription>:<event id>`. */
  id: Type.String(),
  subscription: Type.String(),
  eventId: Type.String(),
  event: Type.String(),
  topic: Type.String(),
  key: Nullable(Type.String()),
  seq: Nullable(Type.Integer()),
  attempts: Type.Integer(),
  reason: Type.String(),
  /** What it carries, without what a person could be known by. */
  payload: Type.Any(),
  parkedAt: Instant,
  /** How many of its key wait behind it. */
  blocks: Type.Integer(),
})

export const listDeadLetters = operation({
  ...reads,
  id: 'listDeadLetters',
  path: '/api/admin/messages/dead-letters',
  summary: 'Messages that could not be handled, newest first, with why and what waits behind each',
  query: closed({ ...PageQuery }),
  reply: Page(DeadLetter),
  refusals: ['forbidden'],
})

const letter = {
  method: 'POST',
  who: 'staff',
  permission: 'messages.edit',
  params: IdParams,
  refusals: ['not_found'],
} as const

export const requeueDeadLetter = operation({
  ...letter,
  id: 'requeueDeadLetter',
  path: '/api/admin/messages/dead-letters/:id/requeue',
  summary: 'Tries a dead letter again',
  reply: null,
})

export const discardDeadLetter = operation({
  ...letter,
  id: 'discardDeadLetter',
  path: '/api/admin/messages/dead-letters/:id/discard',
  summary: 'Gives a dead letter up; those that wait for it go on',
  reply: null,
})

export const findMessages = operation({
  ...reads,
  id: 'findMessages',
  path: '/api/admin/messages/find',
  summary: 'What was told under a key (an order) or an event id, or in a time, with who has handled it, oldest first',
  query: closed({
    key: Type.Optional(Text(64)),
    from: Type.Optional(Instant),
    to: Type.Optional(Instant),
    topic: Type.Optional(Text(64)),
    ...PageQuery,
  }),
  reply: Page(
    Type.Object({
      id: Type.String(),
      topic: Type.String(),
      event: Type.String(),
      key: Nullable(Type.String()),
      seq: Nullable(Type.Integer()),
      state: Type.String(),
      bornAt: Instant,
      dueAt: Instant,
      deliveries: Type.Array(
        Type.Object({
          subscription: Type.String(),
          state: Type.String(),
          at: Instant,
          attempts: Type.Integer(),
          reason: Nullable(Type.String()),
        }),
      ),
    }),
  ),
  refusals: ['invalid_request', 'forbidden'],
})
