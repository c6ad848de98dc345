import { type Language, textIn } from '../../../../contract/format.ts'
import type { RoomDetail } from '../../../../contract/guest/hotels.ts'
import type { Db } from '../../../database/handle.ts'
import type { EventPayloads } from '../../../events.ts'
import type { SharedCache } from '../../../ports/cache.ts'
import type { Clock } from '../../../ports/clock.ts'
import type { FilesModule } from '../../files/index.ts'
import type { Hotel, RatePlan, RoomType } from '../hotel.ts'
import {
  type ChangeMark,
  changedSince,
  hotelById,
  policiesByIds,
  ratePlansOf,
  roomTypeById,
  roomTypesOf,
} from '../store/reads.ts'
import { createVersionedCache, type From, type Ready } from './cache.ts'

const languages = ['zh', 'en'] as const
const pollAtOnce = 500
/** Commits come out of order: every poll looks back this far again. */
const overlapMs = 5_000
/** No version of a type that was deleted is new enough. */
const goneForGood = Number.MAX_SAFE_INTEGER

export type RoomDetails = ReturnType<typeof createRoomDetails>

/**
 * The hot read: a room type as guests see it, as ready bytes. A change reaches this process by the broadcast within
 * milliseconds and by polling within two seconds; with both lost, within the 30 seconds an entry lives.
 */
export function createRoomDetails(deps: { db: Db; clock: Clock; shared: SharedCache; files: FilesModule }) {
  const { db, clock, shared } = deps
  const marks = { hotel: startOf(clock.now()), room_type: startOf(clock.now()) }
  const cache = createVersionedCache({
    shared,
    load: async (key) => {
      const [, id = '', language = 'zh'] = key.split(' ')
      return load(deps, id, language as Language)
    },
  })
  const keyOf = (id: string, language: Language) => `room ${id} ${language}`
  const keysOf = (id: string) => languages.map((language) => keyOf(id, language))

  async function hearRoomType(roomTypeId: string): Promise<void> {
    const type = await roomTypeById(db, roomTypeId)
    if (!type) return cache.raise(roomTypeId, goneForGood, keysOf(roomTypeId))
    const hotel = await hotelById(db, type.hotelId)
    if (hotel) await cache.raise(type.id, versionOf(type, hotel), keysOf(type.id))
  }

  async function hearHotel(hotelId: string): Promise<void> {
    const hotel = await hotelById(db, hotelId)
    if (!hotel) return
    for (const type of await roomTypesOf(db, [hotelId]))
      await cache.raise(type.id, versionOf(type, hotel), keysOf(type.id))
  }

  /** A page of what changed. Only behind the last page does the mark go back by the overlap, so that many get through. */
  async function pollTable(
    table: 'hotel' | 'room_type',
    hear: (id: string) => Promise<void>,
  ): Promise<'more' | 'idle'> {
    const now = clock.now()
    const changes = await changedSince(db, table, marks[table], pollAtOnce)
    for (const { id } of changes) await hear(id)
    const last = changes.at(-1)
    const more = changes.length === pollAtOnce && last !== undefined
    marks[table] = more ? { changedAt: last.changedAt, id: last.id } : startOf(now)
    return more ? 'more' : 'idle'
  }

  return {
    peek: (roomTypeId: string, language: Language): Ready | undefined => cache.peek(keyOf(roomTypeId, language)),
    get: (roomTypeId: string, language: Language): Promise<{ ready: Ready; from: From }> =>
      cache.get(keyOf(roomTypeId, language), roomTypeId),

    /** Handlers of the broadcast. */
    dropRoomType: (told: EventPayloads['room_type.changed']) => hearRoomType(told.roomTypeId),
    dropHotel: (told: EventPayloads['hotel.changed']) => hearHotel(told.hotelId),

    /** Once a second: looks which rows changed, so that no broadcast is needed. */
    async poll(): Promise<'more' | 'idle'> {
      const types = await pollTable('room_type', hearRoomType)
      const hotels = await pollTable('hotel', hearHotel)
      return types === 'more' || hotels === 'more' ? 'more' : 'idle'
    },
    size: cache.size,
  }
}

function startOf(now: number): ChangeMark {
  return { changedAt: now - overlapMs, id: '' }
}

/** Both parts only grow, so their sum does. */
function versionOf(type: Pick<RoomType, 'version'>, hotel: Pick<Hotel, 'version'>): number {
  return type.version + hotel.version
}

async function load(
  { db, files }: { db: Db; files: FilesModule },
  id: string,
  language: Language,
): Promise<{ version: number; content: Buffer } | null> {
  const type = await roomTypeById(db, id)
  const hotel = type && (await hotelById(db, type.hotelId))
  if (!type || type.archivedAt !== null || !hotel || hotel.state === 'archived') return null
  const plans = await ratePlansOf(db, [id])
  const policies = new Map(
    (await policiesByIds(db, [...new Set(plans.map((plan) => plan.policyId))])).map((policy) => [policy.id, policy]),
  )
  const text = (words: { zh: string; en?: string | undefined }) => textIn(language, words)
  const images = await files.views(
    db,
    type.imageIds.map((imageId) => ({ id: imageId, alt: text(type.name) })),
  )
  const planView = (plan: RatePlan) => ({
    id: plan.id,
    name: text(plan.name),
    breakfast: plan.breakfast,
    minStay: plan.minStay,
    cancelPolicy: { name: text(policies.get(plan.policyId)!.name) },
  })
  const detail: RoomDetail = {
    id: type.id,
    hotelId: hotel.id,
    hotelName: text(hotel.name),
    name: text(type.name),
    description: text(type.description),
    images,
    areaM2: type.areaM2,
    bed: text(type.bed),
    guests: type.guests,
    facilities: type.facilities.map(text),
    listFen: type.listFen,
    onSale: type.onSale && hotel.state === 'open',
    ratePlans: plans.filter((plan) => plan.onSale).map(planView),
    version: versionOf(type, hotel),
  }
  return { version: detail.version, content: Buffer.from(JSON.stringify(detail)) }
}
