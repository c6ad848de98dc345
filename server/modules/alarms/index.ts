import { insertedOnce } from '../../database/dialect.ts'
import { changed, type Handle, over, type Tx } from '../../database/handle.ts'
import { type Actor, actorText } from '../../kernel/actor.ts'
import { newId } from '../../kernel/ids.ts'
import { Refusal } from '../../kernel/refusal.ts'
import type { AlarmTables } from './tables.ts'

/** Everything that needs a person. */
export type AlarmKind =
  | 'notice_quarantined'
  | 'refund_abnormal'
  | 'dead_letter'
  | 'bill_difference'
  | 'bill_gone'
  | 'closing_overdue'

export interface NewAlarm {
  kind: AlarmKind
  /** `noun:id`: one alarm of a kind is open for a subject at a time. */
  subject: string
  hotelId?: string | undefined
  detail: Record<string, unknown>
}

export interface Alarm {
  id: string
  kind: AlarmKind
  subject: string
  hotelId: string | null
  detail: Record<string, unknown>
  raisedAt: number
  closedAt: number | null
  closedBy: string | null
  note: string | null
}

/** Where a page of alarms ended: the last one of it, as it was then. */
export interface AlarmCursor {
  isOpen: boolean
  raisedAt: number
  id: string
}

export type Alarms = ReturnType<typeof createAlarms>

/** `onRaised` hears each new alarm after it was written: for the metric and the one log line. */
export function createAlarms({ onRaised }: { onRaised: (alarm: NewAlarm) => void }) {
  return {
    /** Opens an alarm, unless one of that kind is open for the subject. */
    async raise(tx: Tx, alarm: NewAlarm): Promise<void> {
      const opened = await insertedOnce(
        over<AlarmTables>(tx)
          .insertInto('alarm')
          .values({
            id: newId('alm'),
            kind: alarm.kind,
            subject: alarm.subject,
            hotel_id: alarm.hotelId ?? null,
            detail_json: JSON.stringify(alarm.detail),
            raised_at: tx.now,
            closed_at: null,
            closed_by: null,
            note: null,
          }),
      )
      if (opened) onRaised(alarm)
    },

    /** A person closes an alarm with a note. Refusals: `not_found`, `alarm_closed`. */
    async close(tx: Tx, { id, actor, note }: { id: string; actor: Actor; note: string }): Promise<void> {
      const closed = await over<AlarmTables>(tx)
        .updateTable('alarm')
        .set({ closed_at: tx.now, closed_by: actorText(actor), note })
        .where('id', '=', id)
        .where('closed_at', 'is', null)
        .executeTakeFirstOrThrow()
      if (changed(closed) === 1) return
      throw new Refusal((await byId(tx, id)) ? 'alarm_closed' : 'not_found')
    },

    /** The cause is gone: closes what is open for the subject. */
    async settle(tx: Tx, kind: AlarmKind, subject: string): Promise<void> {
      await over<AlarmTables>(tx)
        .updateTable('alarm')
        .set({ closed_at: tx.now, closed_by: 'system:settled' })
        .where('kind', '=', kind)
        .where('subject', '=', subject)
        .where('closed_at', 'is', null)
        .execute()
    },

    byId,

    /** Open ones first, each group newest first. */
    async list(
      handle: Handle,
      filter: {
        open: 'only' | 'all'
        hotelIds?: readonly string[] | undefined
        after?: AlarmCursor | undefined
        limit: number
      },
    ): Promise<Alarm[]> {
      let query = over<AlarmTables>(handle)
        .selectFrom('alarm')
        .selectAll()
        .orderBy((eb) => eb.case().when('closed_at', 'is', null).then(0).else(1).end())
        .orderBy('raised_at', 'desc')
        .orderBy('id', 'desc')
        .limit(filter.limit)
      const { after } = filter
      if (filter.open === 'only') query = query.where('closed_at', 'is', null)
      if (filter.hotelIds) query = query.where('hotel_id', 'in', [...filter.hotelIds, ''])
      if (after) {
        query = query.where((eb) => {
          const later = eb.or([
            eb('raised_at', '<', after.raisedAt),
            eb.and([eb('raised_at', '=', after.raisedAt), eb('id', '<', after.id)]),
          ])
          const isClosed = eb('closed_at', 'is not', null)
          return after.isOpen ? eb.or([isClosed, later]) : eb.and([isClosed, later])
        })
      }
      return (await query.execute()).map(read)
    },

    /** How many are open, by kind. */
    async countOpen(
      handle: Handle,
      hotelIds: readonly string[] | undefined,
    ): Promise<{ kind: string; count: number }[]> {
      const all = over<AlarmTables>(handle)
        .selectFrom('alarm')
        .select((eb) => ['kind', eb.fn.countAll<number>().as('count')])
        .where('closed_at', 'is', null)
      const query = hotelIds ? all.where('hotel_id', 'in', [...hotelIds, '']) : all
      const rows = await query.groupBy('kind').orderBy('kind').execute()
      return rows.map(({ kind, count }) => ({ kind, count: Number(count) }))
    },
  }
}

async function byId(handle: Handle, id: string): Promise<Alarm | null> {
  const row = await over<AlarmTables>(handle).selectFrom('alarm').selectAll().where('id', '=', id).executeTakeFirst()
  return row ? read(row) : null
}

function read(row: AlarmTables['alarm']): Alarm {
  return {
    id: row.id,
    kind: row.kind as AlarmKind,
    subject: row.subject,
    hotelId: row.hotel_id,
    detail: JSON.parse(row.detail_json),
    raisedAt: row.raised_at,
    closedAt: row.closed_at,
    closedBy: row.closed_by,
    note: row.note,
  }
}
