import { dayNumber, type HotelClock, hotelDay, type Instant } from '../../../kernel/stay.ts'
import type { HotelDoc, Words } from '../../../ports/search.ts'
import type { Lines } from './lines.ts'
import { type Point, pointOf } from './place.ts'
import { layOut, type RoomType } from './room-type.ts'
import { noShelf, type Shelf, shelvesOf, standsAlike } from './shelves.ts'
import { createRunReader, type Run } from './text.ts'
import { createWordIndex, type WordIndex } from './word-index.ts'

/** A branch in memory: one object for its life, changed in place, so that a search under way prices what is true now. */
export interface Hotel extends Pick<HotelDoc, 'id' | 'version' | 'city' | 'area' | 'tags' | 'sort' | 'open'> {
  /** Its number in `words`. */
  no: number
  point: Point
  /** In both languages. */
  tagNames: readonly string[]
  clock: Clockwork
  runs: readonly Run[]
  types: readonly RoomType[]
  /** Its lines stand together, type by type. None once it is removed. */
  firstLine: number
  lineCount: number
}

/** The day at hotels of one zone and one end of the day. */
export interface Clockwork {
  zone: string
  dayAt(at: Instant): number
}

export interface Hotels {
  readonly words: WordIndex
  /** False when a newer document is known. */
  upsert(doc: HotelDoc): boolean
  remove(id: string): boolean
  get(id: string): Hotel | undefined
  roomType(id: string): RoomType | undefined
  /** The open hotels, of a city if one is named. */
  open(city?: string): Shelf
}

/** The branches by id, by city and by the words in them; their lines are laid in `lines`. */
export function createHotels(lines: Lines): Hotels {
  const byId = new Map<string, Hotel>()
  const types = new Map<string, RoomType>()
  const numbers = createNumbers()
  const words = createWordIndex()
  const readRuns = createRunReader()
  const clockworkOf = createClockworks()
  /** All hotels, nearly in order: changes put some out of their place. */
  let inOrder: Hotel[] = []
  let shelves: Map<string | undefined, Shelf> | null = null

  function upsert(doc: HotelDoc): boolean {
    const before = byId.get(doc.id)
    if (before && before.version > doc.version) return false
    const { id, version, city, area, tags, sort, open } = doc
    const hotel: Hotel = {
      // What ranking reads of each hotel comes first, to lie in one line of the processor's cache.
      ...layLines(doc, before),
      no: before?.no ?? numbers.draw(),
      ...{ sort, id, version, city, area, tags, open, point: pointOf(doc) },
      tagNames: tags.flatMap(namesOf),
      // What cannot be found needs no words.
      runs: open ? distinctRuns(doc, readRuns) : [],
    }
    reword(hotel.no, before?.runs ?? [], hotel.runs)
    if (!before || !standsAlike(before, hotel)) shelves = null
    if (before) Object.assign(before, hotel)
    else {
      byId.set(id, hotel)
      inOrder.push(hotel)
    }
    return true
  }

  /** Keeps the lines where they are when the plans are the same ones; otherwise moves to others. */
  function layLines(doc: HotelDoc, before: Hotel | undefined) {
    const plans = doc.roomTypes.flatMap((type) => type.ratePlans.map((plan) => `${type.id} ${plan.id}`))
    const plansBefore = before?.types.flatMap((type) => type.plans.map((plan) => `${type.id} ${plan.id}`))
    const stay = before !== undefined && plans.join() === plansBefore?.join()
    const firstLine = stay ? before.firstLine : lines.take(plans.length, doc.city)
    let next = firstLine
    const laid = doc.roomTypes.map((type) => {
      const first = next
      next += type.ratePlans.length
      return layOut(type, { hotelId: doc.id, first, before: types.get(type.id), lines })
    })
    if (before && !stay) lines.giveBack(before.firstLine, before.lineCount)
    for (const type of before?.types ?? []) dropType(type, doc.id)
    for (const type of laid) types.set(type.id, type)
    return { firstLine, lineCount: plans.length, clock: clockworkOf(doc.clock), types: laid }
  }

  function dropType(type: RoomType, hotelId: string) {
    if (types.get(type.id)?.hotelId === hotelId) types.delete(type.id)
  }

  function reword(no: number, before: readonly Run[], after: readonly Run[]) {
    if (before.length === after.length && before.every((run, at) => run.text === after[at]!.text)) return
    words.remove(no, before)
    words.add(no, after)
  }

  function remove(id: string): boolean {
    const hotel = byId.get(id)
    if (!hotel) return false
    lines.giveBack(hotel.firstLine, hotel.lineCount)
    hotel.lineCount = 0
    for (const type of hotel.types) dropType(type, id)
    words.remove(hotel.no, hotel.runs)
    numbers.takeBack(hotel.no)
    byId.delete(id)
    inOrder = inOrder.filter((one) => one !== hotel)
    shelves = null
    return true
  }

  function open(city?: string): Shelf {
    shelves ??= shelvesOf(inOrder)
    return shelves.get(city) ?? noShelf
  }

  return {
    ...{ words, upsert, remove, open },
    get: (id) => byId.get(id),
    roomType: (id) => types.get(id),
  }
}

function distinctRuns(doc: HotelDoc, readRuns: (text: string) => Run[]): Run[] {
  const { name, address } = doc
  const texts = [name, address, ...doc.tags].flatMap(namesOf).concat(doc.city, doc.area)
  return [...new Map(texts.flatMap(readRuns).map((run) => [run.text, run])).values()]
}

/** A text in each of its languages. */
export function namesOf({ zh, en }: Words): string[] {
  return en === undefined ? [zh] : [zh, en]
}

/** Small numbers for hotels, used again after a removal. */
function createNumbers() {
  const free: number[] = []
  let next = 0
  return {
    draw: () => free.pop() ?? next++,
    takeBack: (no: number) => void free.push(no),
  }
}

/** One clockwork for all hotels with the same clock: the day is worked out once per instant, not once per hotel. */
function createClockworks(): (clock: HotelClock) => Clockwork {
  const known = new Map<string, Clockwork>()
  return (clock) => {
    const kind = `${clock.zone} ${clock.dayEndsAtMinutes}`
    const clockwork = known.get(kind) ?? createClockwork(clock)
    known.set(kind, clockwork)
    return clockwork
  }
}

function createClockwork(clock: HotelClock): Clockwork {
  let last = { at: Number.NaN, day: 0 }
  return {
    zone: clock.zone,
    dayAt(at) {
      if (last.at !== at) last = { at, day: dayNumber(hotelDay(at, clock)) }
      return last.day
    },
  }
}
