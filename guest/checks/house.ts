import { openProcess, type ProcessHouse } from '../../proof/house/open-process.ts'
import { type Desk, deskOf, type Guest, type GuestWish, guestOf } from './people.ts'

export { huaili, king, suite } from '../../proof/house/demo.ts'
export type { Booking } from '../../proof/house/guest.ts'
export { until } from '../../proof/house/until.ts'
export type { Desk, Guest } from './people.ts'

/** The product as it ships in a process of its own, on a fresh chain, and the sandbox in this one. */
export interface House extends Omit<ProcessHouse, 'guest'> {
  guest(wish?: GuestWish): Promise<Guest>
  /** The manager, who may do everything. */
  desk(): Promise<Desk>
}

/**
 * Opens a house of its own on free ports, at ten in the morning hotel time: what cancelling costs depends on the hour.
 * Limits are off, for a suite is one guest with many hands.
 */
export async function openHouse(env: Record<string, string> = {}): Promise<House> {
  const house = await openProcess({
    name: 'guest',
    env: { YIZHAN_LIMITS: 'off', YIZHAN_LOG_LEVEL: 'error', ...env },
    wechat: { retryScale: 0.002 },
  })
  await house.sandbox.advanceClock(secondsUntilTen(await house.sandbox.now()))
  return {
    ...house,
    guest: (wish) => guestOf(house, wish),
    desk: async () => deskOf((await house.staff()).client),
  }
}

/** To the next ten o'clock in China. */
function secondsUntilTen(now: string): number {
  const [day, hours] = [86_400, 3_600]
  const ofDay = (Date.parse(now) / 1_000 + 8 * hours) % day
  return Math.ceil((10 * hours - ofDay + day) % day) || day
}
