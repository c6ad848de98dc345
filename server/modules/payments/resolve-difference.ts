import type { Tx } from '../../database/handle.ts'
import { Refusal } from '../../kernel/refusal.ts'
import type { Alarms } from '../alarms/index.ts'
import { openDifferences, resolveDifference as resolveRow } from './bill-store.ts'

/** A difference of a day is explained; the last one of the day closes its alarm. Refusal: `not_found`. */
export async function resolveDifference(
  tx: Tx,
  { alarms }: { alarms: Pick<Alarms, 'settle'> },
  { id, day, by, note }: { id: string; day: string; by: string; note: string },
): Promise<void> {
  if (!(await resolveRow(tx, { id, day }, { actor: by, note }))) throw new Refusal('not_found')
  if ((await openDifferences(tx, day)) === 0) await alarms.settle(tx, 'bill_difference', `bill:${day}`)
}
