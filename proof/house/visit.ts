import type { Client } from '../../contract/client.ts'
import { addNights, hotelDay, type Instant, type Night } from '../../server/kernel/stay.ts'
import { type SandboxClient, sandboxClient } from '../../wechat-sandbox/client.ts'
import { clientAt } from './client-at.ts'
import { type Guest, type GuestWish, newGuest } from './guest.ts'
import { type StaffMember, staffAt } from './staff.ts'

export const managerPassword = 'a lantern by the road'

/** Where a product in sandbox mode is running. */
export interface Address {
  url: string
  sandboxUrl: string
}

/** Everybody who comes to a house: over its public API and through WeChat. */
export interface Visit extends Address {
  sandbox: SandboxClient
  anyone: Client
  guest(wish?: GuestWish): Promise<Guest>
  guests(count: number): Promise<Guest[]>
  /** The manager, who may do everything, unless another name is said. */
  staff(username?: string, password?: string): Promise<StaffMember>
  /** Their hotels' day, moved by so many days. */
  day(offset: number): Promise<Night>
}

const china = { zone: 'Asia/Shanghai', dayEndsAtMinutes: 360 }
const signingInAtOnce = 8

/** Visits a product that somebody has started. */
export function visit({ url, sandboxUrl }: Address): Visit {
  const sandbox = sandboxClient(sandboxUrl)
  const guest = (wish?: GuestWish) => newGuest({ url, sandbox }, wish)
  return {
    url,
    sandboxUrl,
    sandbox,
    anyone: clientAt(url),
    guest,
    async guests(count) {
      const guests: Guest[] = []
      let asked = 0
      const door = async () => {
        while (asked < count) guests[asked++] = await guest()
      }
      await Promise.all(Array.from({ length: signingInAtOnce }, door))
      return guests
    },
    staff: (username = 'manager', password = managerPassword) => staffAt(url, { username, password }),
    day: async (offset) => dayOfTheChain(Date.parse(await sandbox.now()), offset),
  }
}

/** The day at the hotels of the demonstration chain at that moment, moved by so many days. */
export function dayOfTheChain(now: Instant, offset: number): Night {
  return addNights(hotelDay(now, china), offset)
}
