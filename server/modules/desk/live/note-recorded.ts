import { type ChangeKind, noteChanges } from '../../../database/changes.ts'
import type { Tx } from '../../../database/handle.ts'
import type { AuditEntry } from '../../audit/index.ts'

/** What staff change at a branch, by the noun of its audit row. Orders note themselves: guests move them too. */
const kinds: Readonly<Record<string, ChangeKind>> = {
  room: 'room',
  block: 'room',
  inventory_change: 'inventory',
  room_type: 'inventory',
  rate_plan: 'inventory',
}

/** Hears of each audit row in its transaction: the one place that every change by staff passes. */
export async function noteRecorded(tx: Tx, { subject, hotelId }: AuditEntry): Promise<void> {
  const [noun = '', id] = subject.split(':', 2)
  const kind = kinds[noun]
  if (kind && id && hotelId) await noteChanges(tx, [{ hotelId, kind, subject: id }])
}
