import { addNights, instantAt, localParts, type Night } from '../kernel/stay.ts'
import type { World } from './world.ts'

const zone = 'Asia/Shanghai'

/** Time passes until it is so late at the demonstration chain's hotels, today or, if that is over, tomorrow. */
export async function untilHotelTime(world: World, time: `${number}:${number}`): Promise<void> {
  const [hours, minutes] = time.split(':').map(Number)
  const now = world.app.ports.clock.now()
  const today = localParts(now, zone).slice(0, 10)
  const [soon, later] = [today, addNights(today, 1)].map((day) => instantAt(day, hours! * 60 + minutes!, zone))
  const at = soon! > now ? soon! : later!
  await world.pass(Math.ceil((at - now) / 1_000))
}

/** The date on the wall of those hotels, which at one in the morning is not their hotel day yet. */
export function calendarDay(world: World): Night {
  return localParts(world.app.ports.clock.now(), zone).slice(0, 10)
}
