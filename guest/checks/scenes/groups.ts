import { bookingScenes } from './booking.ts'
import { findingScenes } from './finding.ts'
import { lateScenes } from './late.ts'
import { meScenes } from './me.ts'
import { orderScenes } from './order.ts'
import { payScenes } from './pay.ts'
import type { Scene } from './scene.ts'

/** All scenes; those of a group share a house. */
export const groups: Record<string, readonly Scene[]> = {
  order: orderScenes,
  pay: payScenes,
  finding: findingScenes,
  booking: bookingScenes,
  me: meScenes,
  late: lateScenes,
}
