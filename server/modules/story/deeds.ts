import { instantText } from '../../../contract/format.ts'
import type { AuditRow } from '../audit/index.ts'
import type { OrderAct, OrderRoom } from '../orders/index.ts'
import type { Room } from '../rooms/index.ts'
import { actorView, type Names } from './actors.ts'
import type { Placed } from './story.ts'

interface Deeds {
  acts: readonly OrderAct[]
  /** The oldest first. */
  audited: readonly AuditRow[]
  /** Numbers of the branch. */
  numbers: readonly Room[]
  rooms: readonly OrderRoom[]
  names: Names
}

/**
 * What was done to the order. What somebody did stands in the order's own rows and, in the same transaction, in the
 * audit log: the two are one entry, and an audit row without the other is one of its own.
 */
export function deedEntries({ acts, audited, numbers, rooms, names }: Deeds): Placed[] {
  const numberOf = new Map([
    ...numbers.map(({ id, number }) => [id, number] as const),
    ...rooms.map(({ id, roomNumber }) => [id, roomNumber] as const),
  ])
  const open = [...audited]
  const own = acts.map((act): Placed => {
    const index = open.findIndex(({ at, actor }) => at === act.at && actor === act.actor)
    const row = index === -1 ? null : open.splice(index, 1)[0]!
    return deed({ at: act.at, actor: act.actor, what: act.kind, row, detail: act.detail }, { numberOf, names })
  })
  const others = open.map((row) =>
    deed({ at: row.at, actor: row.actor, what: row.action, row, detail: {} }, { numberOf, names }),
  )
  return [...own, ...others]
}

function deed(
  done: { at: number; actor: string; what: string; row: AuditRow | null; detail: Record<string, unknown> },
  { numberOf, names }: { numberOf: ReadonlyMap<string, string | null>; names: Names },
): Placed {
  const { roomIds, orderRoomIds, numbers, reason, ...facts } = done.detail
  const named = [texts(roomIds), texts(orderRoomIds)].find((ids) => ids.length > 0) ?? []
  return {
    at: done.at,
    entry: {
      lane: 'deed',
      at: instantText(done.at),
      actor: actorView(done.actor, names),
      next: null,
      what: done.what,
      auditSeq: done.row?.seq ?? null,
      reason: done.row?.reason ?? (typeof reason === 'string' ? reason : null),
      rooms: numbers === undefined ? named.flatMap((id) => numberOf.get(id) ?? []) : texts(numbers),
      facts,
    },
  }
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []
}
