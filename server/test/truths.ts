import assert from 'node:assert/strict'
import { getCalendar } from '../../contract/guest/offers.ts'
import { checkInvariants } from '../../proof/check.ts'
import type { Night } from '../kernel/stay.ts'
import type { World } from './world.ts'

/** Every truth that rows can show holds in this world, with WeChat's ledger beside the books. */
export async function truthsHold({ config, sandboxUrl }: World): Promise<void> {
  const findings = await checkInvariants({ dataDir: config.dataDir, sandboxUrl })
  assert.deepEqual(
    findings.filter(({ verdict }) => verdict === 'violated' || verdict === 'absent'),
    [],
  )
}

/** How many rooms guests are offered on each of those nights. */
export async function roomsLeft(
  world: World,
  type: { roomTypeId: string; ratePlanId: string },
  nights: { from: Night; to: Night },
): Promise<(number | null)[]> {
  const query = { ratePlanId: type.ratePlanId, ...nights }
  const { items } = await world.anyone.call(getCalendar, { params: { id: type.roomTypeId }, query })
  return items.map((item) => item.roomsLeft)
}
