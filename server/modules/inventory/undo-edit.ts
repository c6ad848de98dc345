import type { Tx } from '../../database/handle.ts'
import type { Actor } from '../../kernel/actor.ts'
import { Refusal } from '../../kernel/refusal.ts'
import type { Night } from '../../kernel/stay.ts'
import type { Hotels } from '../hotels/index.ts'
import { type EditDeps, tellAndRecord } from './edit-nights.ts'
import { type CellValue, type ChangeKind, cellsForWriting, defaultTotal, writeCells } from './store/cells.ts'
import { type ChangedCell, changeById, markUndone } from './store/changes.ts'

/** Why a cell was not taken back: somebody changed it since, or more rooms are booked than it had. */
export interface KeptCell {
  id: string
  night: Night
  reason: 'changed_since' | 'below_booked'
}

/**
 * Takes an edit back: each cell becomes what it was, where it still is what the edit made it. Says which were not, and
 * why. Refusals: `not_found`, `change_undone`.
 */
export async function undoEdit(
  tx: Tx,
  deps: EditDeps,
  wish: { changeId: string; actor: Actor; mayAt(hotelId: string): boolean },
): Promise<{ restored: number; kept: KeptCell[] }> {
  const change = await changeById(tx, wish.changeId)
  if (!change || !wish.mayAt(change.hotelId)) throw new Refusal('not_found')
  if (!(await markUndone(tx, change.id, wish.actor))) throw new Refusal('change_undone')
  const kept: KeptCell[] = []
  const byTarget = Map.groupBy(change.changed, ({ id }) => id)
  for (const [id, cells] of byTarget) kept.push(...(await restore(tx, deps.hotels, change.kind, { id, cells })))
  const restored = change.changed.length - kept.length
  await tellAndRecord(tx, deps, {
    actor: wish.actor,
    hotelId: change.hotelId,
    action: 'inventory.undo',
    changeId: change.id,
    roomTypeIds: await typesOf(tx, deps.hotels, change.kind, [...byTarget.keys()]),
    after: { restored, kept: kept.length },
  })
  return { restored, kept }
}

/** The cells of one type or plan, those that become the same in one write. Answers those that stay as they are. */
async function restore(
  tx: Tx,
  hotels: Hotels,
  kind: ChangeKind,
  { id, cells }: { id: string; cells: readonly ChangedCell[] },
): Promise<KeptCell[]> {
  const dailyStock = kind === 'stock' ? ((await hotels.roomType(tx, id))?.dailyStock ?? null) : null
  const nights = cells.map(({ night }) => night).sort()
  const known = await cellsForWriting(tx, kind, { id, from: nights[0]!, until: nights.at(-1)! })
  const kept: KeptCell[] = []
  const alike = new Map<string, { value: CellValue; nights: Night[] }>()
  for (const { night, before, after } of cells) {
    const cell = known.get(night)
    const isUsual = cell && before.total_set_by === 'default'
    const value = isUsual ? { ...before, total: defaultTotal(dailyStock, cell) } : before
    if (!cell || !sameValue(cell.value, after)) {
      kept.push({ id, night, reason: 'changed_since' })
    } else if (typeof value.total === 'number' && value.total < cell.booked) {
      kept.push({ id, night, reason: 'below_booked' })
    } else {
      const group = alike.get(JSON.stringify(value)) ?? { value, nights: [] }
      group.nights.push(night)
      alike.set(JSON.stringify(value), group)
    }
  }
  for (const group of alike.values()) {
    const written = await writeCells(tx, kind, { id, ...group })
    if (written !== group.nights.length)
      throw new Error(`${written} of ${group.nights.length} nights of ${id} came back`)
  }
  return kept
}

function sameValue(a: CellValue, b: CellValue): boolean {
  return Object.keys(b).every((column) => a[column] === b[column])
}

async function typesOf(tx: Tx, hotels: Hotels, kind: ChangeKind, ids: readonly string[]): Promise<string[]> {
  if (kind === 'stock') return [...ids]
  return (await hotels.ratePlansByIds(tx, ids)).map((plan) => plan.roomTypeId)
}
