import { dayNumber, type HotelClock, hotelDay, type Instant } from '../../../kernel/stay.ts'
import type { HotelDoc } from '../../../ports/search.ts'
import { type Point, pointOf } from './place.ts'
import { newRoomType, type RoomType, redescribe } from './room-type.ts'
import { createRunReader, type Run } from './text.ts'
import { createWordIndex, type WordIndex } from './word-index.ts'

/** A branch in memory. A change makes a new one, so that a search under way keeps what it began with. */
export interface Hotel extends Pick<HotelDoc, 'id' | 'version' | 'city' | 'area' | 'tags' | 'sort' | 'open'> {
  /** Its number in the word index. */
  no: number
  point: Point
  runs: readonly Run[]
  types: readonly RoomType[]
  /** The number of the day it is there. */
  today(at: Instant): number
}

export interface Hotels {
  readonly words: WordIndex
  /** False when a newer document is known. */
  upsert(doc: HotelDoc): boolean
  remove(id: string): boolean
  get(id: string): Hotel | undefined
  roomType(id: string): RoomType | undefined
  byNo(no: number): Hotel
  /** The open hotels, of a city if one is named. Never changed once given out. */
  open(city?: string): readonly Hotel[]
}

/** The branches by id, by city and by the words in them. */
export function createHotels(): Hotels {
  const byId = new Map<string, Hotel>()
  const types = new Map<string, RoomType>()
  const numbers = createNumbers<Hotel>()
  const words = createWordIndex()
  const readRuns = createRunReader()
  const dayAt = createDays()
  let lists: Map<string | undefined, Hotel[]> | null = null

  function upsert(doc: HotelDoc): boolean {
    const before = byId.get(doc.id)
    if (before && before.version > doc.version) return false
    const { id, version, city, area, tags, sort, open, clock } = doc
    const hotel: Hotel = {
      ...{ id, version, city, area, tags, sort, open },
      no: before?.no ?? numbers.draw(),
      point: pointOf(doc),
      // What cannot be found needs no words.
      runs: open ? distinctRuns(doc, readRuns) : [],
      types: doc.roomTypes.map((type) => placeType(doc.id, type)),
      today: (at) => dayAt(clock, at),
    }
    for (const type of before?.types ?? []) if (!hotel.types.includes(type)) dropType(type, id)
    reword(hotel.no, before?.runs ?? [], hotel.runs)
    byId.set(id, hotel)
    numbers.give(hotel.no, hotel)
    lists = null
    return true
  }

  function placeType(hotelId: string, doc: HotelDoc['roomTypes'][number]): RoomType {
    const known = types.get(doc.id)
    if (known) redescribe(known, hotelId, doc)
    const type = known ?? newRoomType(hotelId, doc)
    types.set(doc.id, type)
    return type
  }

  function dropType(type: RoomType, hotelId: string) {
    if (type.hotelId === hotelId) types.delete(type.id)
  }

  function reword(no: number, before: readonly Run[], after: readonly Run[]) {
    if (before.length === after.length && before.every((run, at) => run.text === after[at]!.text)) return
    words.remove(no, before)
    words.add(no, after)
  }

  function remove(id: string): boolean {
    const hotel = byId.get(id)
    if (!hotel) return false
    for (const type of hotel.types) dropType(type, id)
    words.remove(hotel.no, hotel.runs)
    numbers.takeBack(hotel.no)
    byId.delete(id)
    lists = null
    return true
  }

  function open(city?: string): readonly Hotel[] {
    lists ??= listByCity(byId.values())
    return lists.get(city) ?? []
  }

  return {
    ...{ words, upsert, remove, open },
    get: (id) => byId.get(id),
    roomType: (id) => types.get(id),
    byNo: (no) => numbers.owner(no),
  }
}

function distinctRuns(doc: HotelDoc, readRuns: (text: string) => Run[]): Run[] {
  const { name, address } = doc
  const texts = [name.zh, name.en ?? '', address.zh, address.en ?? '', doc.city, doc.area, ...doc.tags]
  const runs = new Map(texts.flatMap(readRuns).map((run) => [run.text, run]))
  return [...runs.values()]
}

/** The list of all is kept under no city. */
function listByCity(hotels: Iterable<Hotel>): Map<string | undefined, Hotel[]> {
  const lists = new Map<string | undefined, Hotel[]>([[undefined, []]])
  for (const hotel of hotels) {
    if (!hotel.open) continue
    lists.get(undefined)!.push(hotel)
    const list = lists.get(hotel.city)
    if (list) list.push(hotel)
    else lists.set(hotel.city, [hotel])
  }
  return lists
}

/** Small numbers for hotels, used again after a removal. */
function createNumbers<Owner>() {
  const owners: (Owner | undefined)[] = []
  const free: number[] = []
  return {
    draw: () => free.pop() ?? owners.push(undefined) - 1,
    give(no: number, owner: Owner) {
      owners[no] = owner
    },
    takeBack(no: number) {
      owners[no] = undefined
      free.push(no)
    },
    owner: (no: number) => owners[no]!,
  }
}

/** The day at each kind of hotel clock; of a kind it is worked out once per instant, not once per hotel. */
function createDays(): (clock: HotelClock, at: Instant) => number {
  const last = new Map<string, { at: Instant; day: number }>()
  return (clock, at) => {
    const kind = `${clock.zone} ${clock.dayEndsAtMinutes}`
    const known = last.get(kind)
    if (known?.at === at) return known.day
    const day = dayNumber(hotelDay(at, clock))
    last.set(kind, { at, day })
    return day
  }
}
