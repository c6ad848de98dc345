import { Type } from 'typebox'
import { closed, Id, IdParams, Instant, Night, Nullable, OneOf } from '../common.ts'
import { operation } from '../operation.ts'

const limit = Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 20 }))

export const listAudit = operation({
  id: 'listAudit',
  method: 'GET',
  path: '/api/admin/audit',
  who: 'staff',
  permission: 'audit.read',
  summary: 'Who changed what, newest first',
  query: closed({
    actor: Type.Optional(Type.String({ maxLength: 80 })),
    subject: Type.Optional(Type.String({ maxLength: 120 })),
    from: Type.Optional(Instant),
    to: Type.Optional(Instant),
    before: Type.Optional(Type.Integer({ minimum: 1 })),
    limit,
  }),
  reply: Type.Object({
    items: Type.Array(
      Type.Object({
        seq: Type.Integer(),
        at: Instant,
        actor: Type.String(),
        actorName: Type.String(),
        action: Type.String(),
        subject: Type.String(),
        hotelId: Nullable(Type.String()),
        reason: Nullable(Type.String()),
        before: Type.Any(),
        after: Type.Any(),
      }),
    ),
  }),
  refusals: [],
})

export const listAlarms = operation({
  id: 'listAlarms',
  method: 'GET',
  path: '/api/admin/alarms',
  who: 'staff',
  permission: 'alarms.close',
  summary: 'What needs a person, open ones first',
  query: closed({ open: Type.Optional(OneOf(['only', 'all'])), limit }),
  reply: Type.Object({
    items: Type.Array(
      Type.Object({
        id: Id,
        kind: Type.String(),
        subject: Type.String(),
        hotelId: Nullable(Type.String()),
        detail: Type.Any(),
        raisedAt: Instant,
        closedAt: Nullable(Instant),
        closedBy: Nullable(Type.String()),
        note: Nullable(Type.String()),
      }),
    ),
  }),
  refusals: [],
})

export const closeAlarm = operation({
  id: 'closeAlarm',
  method: 'POST',
  path: '/api/admin/alarms/:id/close',
  who: 'staff',
  permission: 'alarms.close',
  summary: 'A person closes an alarm with a note',
  params: IdParams,
  body: closed({ note: Type.String({ minLength: 1, maxLength: 500 }) }),
  reply: null,
  refusals: ['not_found', 'alarm_closed'],
})

const DeadLetter = Type.Object({
  subscription: Type.String(),
  eventId: Type.String(),
  event: Type.String(),
  topic: Type.String(),
  key: Nullable(Type.String()),
  seq: Nullable(Type.Integer()),
  attempts: Type.Integer(),
  reason: Type.String(),
  parkedAt: Instant,
})

export const listDeadLetters = operation({
  id: 'listDeadLetters',
  method: 'GET',
  path: '/api/admin/messages/dead-letters',
  who: 'staff',
  permission: 'messages.read',
  summary: 'Messages that could not be handled, newest first',
  query: closed({ limit }),
  reply: Type.Object({ items: Type.Array(DeadLetter) }),
  refusals: [],
})

/** A dead letter is named `<subscription>:<event id>`. */
const letter = { who: 'staff', permission: 'messages.edit', params: IdParams, refusals: ['not_found'] } as const

export const requeueDeadLetter = operation({
  ...letter,
  id: 'requeueDeadLetter',
  method: 'POST',
  path: '/api/admin/messages/dead-letters/:id/requeue',
  summary: 'Tries a dead letter again',
  reply: null,
})

export const discardDeadLetter = operation({
  ...letter,
  id: 'discardDeadLetter',
  method: 'POST',
  path: '/api/admin/messages/dead-letters/:id/discard',
  summary: 'Gives a dead letter up; those that wait for it go on',
  reply: null,
})

export const listSubscriptions = operation({
  id: 'listSubscriptions',
  method: 'GET',
  path: '/api/admin/messages/subscriptions',
  who: 'staff',
  permission: 'messages.read',
  summary: 'Consumer groups with what is ready, in flight and delayed',
  reply: Type.Object({
    items: Type.Array(
      Type.Object({
        group: Type.String(),
        topic: Type.String(),
        ready: Type.Integer(),
        inFlight: Type.Integer(),
        delayed: Type.Integer(),
      }),
    ),
  }),
  refusals: [],
})

export const findMessages = operation({
  id: 'findMessages',
  method: 'GET',
  path: '/api/admin/messages/find',
  who: 'staff',
  permission: 'messages.read',
  summary: 'Everything told under a key (an order) or under an event id, with who has handled it',
  query: closed({ key: Type.String({ minLength: 1, maxLength: 64 }) }),
  reply: Type.Object({
    items: Type.Array(
      Type.Object({
        id: Type.String(),
        topic: Type.String(),
        event: Type.String(),
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
  }),
  refusals: [],
})

export const getReconciliation = operation({
  id: 'getReconciliation',
  method: 'GET',
  path: '/api/admin/reconciliation',
  who: 'staff',
  permission: 'money.reconcile',
  summary: 'A day’s bill against the books: what differs',
  query: closed({ day: Night }),
  reply: Type.Object({
    day: Night,
    items: Type.Array(
      Type.Object({
        id: Id,
        kind: OneOf(['missing_here', 'missing_there', 'amount', 'state', 'duplicate']),
        subjectNo: Type.String(),
        ours: Type.Any(),
        theirs: Type.Any(),
        foundAt: Instant,
        resolvedAt: Nullable(Instant),
        note: Nullable(Type.String()),
      }),
    ),
  }),
  refusals: [],
})

export const resolveDifference = operation({
  id: 'resolveDifference',
  method: 'POST',
  path: '/api/admin/reconciliation/differences/:id/resolve',
  who: 'staff',
  permission: 'money.reconcile',
  summary: 'A person explains a difference',
  params: IdParams,
  body: closed({ day: Night, note: Type.String({ minLength: 1, maxLength: 500 }) }),
  reply: null,
  refusals: ['not_found'],
})
