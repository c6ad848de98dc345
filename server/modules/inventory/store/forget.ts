import { type Handle, over, type Tx } from '../../../database/handle.ts'
import type { Night } from '../../../kernel/stay.ts'
import type { InventoryTables } from '../tables.ts'

/** Deletes all nights of a type. */
export async function forgetTypes(tx: Tx, roomTypeIds: readonly string[]): Promise<void> {
  if (roomTypeIds.length === 0) return
  await over<InventoryTables>(tx).deleteFrom('inventory_night').where('room_type_id', 'in', roomTypeIds).execute()
}

/** Deletes all nights of plans. */
export async function forgetPlans(tx: Tx, ratePlanIds: readonly string[]): Promise<void> {
  if (ratePlanIds.length === 0) return
  await over<InventoryTables>(tx).deleteFrom('rate_night').where('rate_plan_id', 'in', ratePlanIds).execute()
}

/** The most rooms of a type that are held, sold or off sale on one night from a night on: its stock cannot be less. */
export async function mostBooked(handle: Handle, roomTypeId: string, from: Night): Promise<number> {
  const row = await handle
    .prepared(`select max(held + sold + off_sale) as most from inventory_night where room_type_id = ? and night >= ?`)
    .get<{ most: number | null }>(roomTypeId, from)
  return row?.most ?? 0
}
