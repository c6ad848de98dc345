import * as contract from '../contract/admin/operations.ts'
import { instantText } from '../contract/format.ts'
import type { Db } from './database/handle.ts'
import { type Route, route } from './http/route.ts'
import { actorOf, refuseElsewhere, refuseOfSomeBranches } from './http/staff-scope.ts'
import { Refusal } from './kernel/refusal.ts'
import { discard, findMessages, listDeadLetters, type Messaging, requeue } from './messaging/index.ts'
import type { Alarms } from './modules/alarms/index.ts'
import type { Audit } from './modules/audit/index.ts'
import type { Payments } from './modules/payments/index.ts'

export interface OperationsDeps {
  db: Db
  audit: Audit
  alarms: Alarms
  payments: Payments
  messaging: Messaging
}

const text = (at: number | null) => (at === null ? null : instantText(at))

/** What keeps the house in order: audit, alarms, messages, bills. */
export function operationsRoutes({ db, audit, alarms, payments, messaging }: OperationsDeps): Route[] {
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
      const filter = {
        open: query.open ?? 'only',
        limit: query.limit ?? 20,
        ...(where === 'all' ? {} : { hotelIds: where }),
      } as const
      const items = await alarms.list(db, filter)
      return {
        items: items.map((alarm) => ({
          ...alarm,
          raisedAt: instantText(alarm.raisedAt),
          closedAt: text(alarm.closedAt),
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
    route(contract.listDeadLetters, async ({ caller, query }) => {
      refuseOfSomeBranches(caller, 'messages.read')
      const items = await listDeadLetters(db, { limit: query.limit ?? 20 })
      return {
        items: items.map(({ payload: _payload, ...letter }) => ({ ...letter, parkedAt: instantText(letter.parkedAt) })),
      }
    }),
    route(contract.requeueDeadLetter, async ({ caller, params }) => {
      refuseOfSomeBranches(caller, 'messages.edit')
      await moveLetter({ db, audit, id: params.id, caller: actorOf(caller), verb: 'requeue' })
      return undefined
    }),
    route(contract.discardDeadLetter, async ({ caller, params }) => {
      refuseOfSomeBranches(caller, 'messages.edit')
      await moveLetter({ db, audit, id: params.id, caller: actorOf(caller), verb: 'discard' })
      return undefined
    }),
    route(contract.listSubscriptions, async ({ caller }) => {
      refuseOfSomeBranches(caller, 'messages.read')
      return { items: await messaging.stats() }
    }),
    route(contract.findMessages, async ({ caller, query }) => {
      refuseOfSomeBranches(caller, 'messages.read')
      const found = await findMessages(db, query.key)
      const items = found.map(({ key: _key, ...message }) => ({
        ...message,
        bornAt: instantText(message.bornAt),
        dueAt: instantText(message.dueAt),
        deliveries: message.deliveries.map((delivery) => ({ ...delivery, at: instantText(delivery.at) })),
      }))
      return { items }
    }),
    route(contract.getReconciliation, async ({ caller, query }) => {
      refuseOfSomeBranches(caller, 'money.reconcile')
      const items = await payments.differencesOf(db, query.day)
      const views = items.map(({ day: _day, resolvedBy: _by, ...row }) => ({
        ...row,
        foundAt: instantText(row.foundAt),
        resolvedAt: text(row.resolvedAt),
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

/** A dead letter is named `<subscription>:<event id>`. */
async function moveLetter(wish: {
  db: Db
  audit: Audit
  id: string
  caller: ReturnType<typeof actorOf>
  verb: 'requeue' | 'discard'
}): Promise<void> {
  const [subscription = '', eventId = ''] = wish.id.split(':')
  await wish.db.transaction(async (tx) => {
    const moved = await (wish.verb === 'requeue' ? requeue : discard)(tx, { subscription, eventId })
    if (!moved) throw new Refusal('not_found')
    await wish.audit.record(tx, { actor: wish.caller, action: `message.${wish.verb}`, subject: `message:${eventId}` })
  })
}
