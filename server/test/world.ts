import { type HouseHere, openHere } from '../../proof/house/open-here.ts'
import { until } from '../../proof/house/until.ts'
import { dayOfTheChain } from '../../proof/house/visit.ts'
import type { Overrides } from '../app.ts'
import type { Night } from '../kernel/stay.ts'

export type { Booking, Guest } from '../../proof/house/guest.ts'
export type { StaffMember } from '../../proof/house/staff.ts'

/** A whole house on this machine in which nothing moves by itself, nothing replaced but the clock's hands. */
export interface World extends Omit<HouseHere, 'day'> {
  /** Hotel day of the demonstration chain, moved by so many days. */
  day(offset: number): Night
  /** Everything that is due happens: WeChat's notices and refunds, messages, errands, sweeps. */
  settle(): Promise<void>
  /** The product's and WeChat's time moves on; then everything due happens. */
  pass(seconds: number): Promise<void>
  /** Settles again and again until that is so, as when WeChat tries again later; throws after ten seconds. */
  until(condition: () => Promise<boolean>): Promise<void>
}

export async function newWorld({
  env = {},
  overrides = {},
}: {
  env?: Record<string, string>
  overrides?: Overrides
} = {}): Promise<World> {
  const house = await openHere({
    name: 'world',
    env,
    overrides: { moving: false, synchronous: 'OFF', ...overrides },
    wechat: { refundDelayMs: 20, retryScale: 0.002 },
  })
  const settle = async () => {
    for (let round = 0; round < 4; round += 1) {
      await house.told()
      await house.app.settle()
    }
  }
  return {
    ...house,
    get app() {
      return house.app
    },
    day: (offset) => dayOfTheChain(house.app.ports.clock.now(), offset),
    settle,
    async pass(seconds) {
      await house.sandbox.advanceClock(seconds)
      await settle()
    },
    until: (condition) =>
      until(
        async () => {
          if (await condition()) return true
          await settle()
          return false
        },
        'it did not come about within ten seconds',
        { withinMs: 10_000, everyMs: 20 },
      ),
  }
}
