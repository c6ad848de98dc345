import { Type } from 'typebox'
import { closed, Id, IdParams, Instant, Night, Nullable, OneOf, PageQuery } from '../common.ts'
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
  query: closed({ open: Type.Optional(OneOf(['only', 'all'])), cursor: PageQuery.cursor, limit }),
  reply: Type.Object({
    nextCursor: Nullable(Type.String()),
    /** How many are open at the caller’s branches, by kind. */
    open: Type.Array(Type.Object({ kind: Type.String(), count: Type.Integer() })),
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
