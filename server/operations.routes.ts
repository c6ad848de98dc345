import * as contract from '../contract/admin/operations.ts'
import { instantOrNull, instantText } from '../contract/format.ts'
import type { Db } from './database/handle.ts'
import { type Route, route } from './http/route.ts'
import { actorOf, refuseElsewhere, refuseOfSomeBranches } from './http/staff-scope.ts'
import { Refusal, unknownCursor } from './kernel/refusal.ts'
import type { AlarmCursor, Alarms } from './modules/alarms/index.ts'
import type { Audit } from './modules/audit/index.ts'
import type { Payments } from './modules/payments/index.ts'

export interface OperationsDeps {
  db: Db
  audit: Audit
  alarms: Alarms
  payments: Payments
}

/** What keeps the house in order: audit, alarms, bills. */
export function operationsRoutes({ db, audit, alarms, payments }: OperationsDeps): Route[] {
  return [
    route(contract.listAudit, async ({ caller, query }) => {
      const where = caller.hotelsWhere('audit.read')
      const items = await audit.list(db, {
        ...query,
        hotelIds: where === 'all' ? undefined : where,
        from: query.from ? Date.parse(query.from) : undefined,
        to: query.to ? Date.parse(query.to) : undefined,
        limit: query.limit ?? 20,
      })
      return { items: items.map((row) => ({ ...row, at: instantText(row.at) })) }
    }),
    route(contract.listAlarms, async ({ caller, query }) => {
      const where = caller.hotelsWhere('alarms.close')
      const limit = query.limit ?? 20
      const hotelIds = where === 'all' ? undefined : where
      const after = query.cursor === undefined ? undefined : alarmAt(query.cursor)
      const listed = await alarms.list(db, { open: query.open ?? 'only', hotelIds, after, limit: limit + 1 })
      const items = listed.slice(0, limit)
      const last = listed.length > limit ? items.at(-1) : undefined
      return {
        open: await alarms.countOpen(db, hotelIds),
        nextCursor: last ? `${last.closedAt === null ? 'open' : 'closed'}.${last.raisedAt}.${last.id}` : null,
        items: items.map((alarm) => ({
          ...alarm,
          raisedAt: instantText(alarm.raisedAt),
          closedAt: instantOrNull(alarm.closedAt),
        })),
      }
    }),
    route(contract.closeAlarm, async ({ caller, params, body }) => {
      const alarm = await alarms.byId(db, params.id)
      if (!alarm) throw new Refusal('not_found')
      refuseElsewhere(caller, 'alarms.close', alarm.hotelId)
      const actor = actorOf(caller)
      await db.transaction(async (tx) => {
        await alarms.close(tx, { id: alarm.id, actor, note: body.note })
        await audit.record(tx, {
          actor,
          action: 'alarm.close',
          subject: `alarm:${alarm.id}`,
          hotelId: alarm.hotelId ?? undefined,
          reason: body.note,
        })
      })
      return undefined
    }),
    route(contract.getReconciliation, async ({ caller, query }) => {
      refuseOfSomeBranches(caller, 'money.reconcile')
      const items = await payments.differencesOf(db, query.day)
      const views = items.map(({ day: _day, resolvedBy: _by, ...row }) => ({
        ...row,
        foundAt: instantText(row.foundAt),
        resolvedAt: instantOrNull(row.resolvedAt),
      }))
      return { day: query.day, items: views }
    }),
    route(contract.resolveDifference, async ({ caller, params, body }) => {
      refuseOfSomeBranches(caller, 'money.reconcile')
      const actor = actorOf(caller)
      await db.transaction(async (tx) => {
        await payments.resolveDifference(tx, { id: params.id, day: body.day, actor, note: body.note })
        await audit.record(tx, {
          actor,
          action: 'bill.resolve',
          subject: `bill_difference:${params.id}`,
          reason: body.note,
        })
      })
      return undefined
    }),
  ]
}

function alarmAt(cursor: string): AlarmCursor {
  const [, group, raisedAt, id] = /^(open|closed)\.(\d{1,15})\.(\w{1,64})$/.exec(cursor) ?? []
  if (raisedAt === undefined || id === undefined) throw unknownCursor()
  return { isOpen: group === 'open', raisedAt: Number(raisedAt), id }
}
