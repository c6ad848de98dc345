import type { Db } from '../../database/handle.ts'
import type { EventPayloads } from '../../events.ts'
import type { Clock } from '../../ports/clock.ts'
import type { SearchIndex } from '../../ports/search.ts'
import type { Hotels } from '../hotels/index.ts'
import type { ChangeMark, Inventory } from '../inventory/index.ts'
import type { Offers } from '../offers/index.ts'
import { type FeedDeps, loadAll, tellHotels, tellNights } from './feed.ts'

export interface SearchDeps {
  db: Db
  clock: Clock
  index: SearchIndex
  hotels: Hotels
  inventory: Inventory
  offers: Offers
}

const changesAtOnce = 2_000
/** How far a poll looks back: on MySQL commits come out of order; SQLite has one writer, but a clock of milliseconds. */
const overlapMs = { mysql: 3_000, sqlite: 1 }

export type Search = ReturnType<typeof createSearch>

/**
 * Keeps the search index of this process near the rows: loaded at start, told of every change it hears of, and of
 * nights by polling. It may be a moment behind; a page is priced again from the rows before it is shown.
 */
export function createSearch({ db, clock, index, hotels, inventory, offers }: SearchDeps) {
  let version = 0
  let mark: ChangeMark | number = clock.now()
  let loaded = false
  const feed: FeedDeps = {
    db,
    index,
    hotels,
    offers,
    now: () => clock.now(),
    nextVersion: () => {
      version += 1
      return version
    },
  }

  return {
    index,
    isLoaded: () => loaded,

    /** Loads everything; the search answers meanwhile with what is there. */
    async load(): Promise<number> {
      mark = clock.now()
      const count = await loadAll(feed)
      loaded = true
      return count
    },

    /** A branch or a type reads differently: hears the broadcast. */
    async hearHotel(told: EventPayloads['hotel.changed']): Promise<void> {
      const hotel = await hotels.hotel(db, told.hotelId)
      if (hotel) await tellHotels(feed, [hotel])
      else await index.removeHotels([told.hotelId])
    },
    hearRoomType: (told: EventPayloads['room_type.changed']) => hearRoomTypes([told.hotelId]),

    /** Twice a second: which nights were booked, freed or edited since. */
    async poll(): Promise<'more' | 'idle'> {
      const { nights, mark: reached } = await inventory.changedSince(db, mark, changesAtOnce)
      await tellNights(feed, nights)
      const full = nights.length >= changesAtOnce
      mark = full ? reached : Math.max(typeof mark === 'number' ? mark : mark.at, reached.at - overlapMs[db.dialect])
      return full ? 'more' : 'idle'
    },
  }

  async function hearRoomTypes(hotelIds: readonly string[]): Promise<void> {
    await tellHotels(feed, await hotels.hotelsByIds(db, hotelIds))
  }
}
