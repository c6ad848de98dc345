import { maxPlansPerHotel } from '../../../ports/search.ts'
import { blockLines, blockOf, createGrid, type Grid, slotOf } from './grid.ts'

/** Rooms left where there is no limit: more than anybody asks for. */
export const noLimit = 65_535
/** A price that is not there: a night without a list price, or one that the plan does not sell. */
export const noPrice = -1

const stretchLines = 128

/** A line is one plan of one room type: what can be booked. The lines of a hotel stand together in one block. */
export interface Lines {
  /** Rooms left; 0 on a closed night. */
  readonly rooms: Grid<Uint16Array>
  readonly price: Grid<Int32Array>
  readonly minStay: Grid<Uint16Array>
  readonly list: Grid<Int32Array>
  /** People one room holds, by block and slot; 0 for what cannot be booked. */
  readonly capacity: readonly Uint16Array[]
  setCapacity(line: number, guests: number): void
  /** Gives the first of so many lines in a row, none of which can be booked yet; if it can, beside others of the city. */
  take(count: number, city: string): number
  giveBack(first: number, count: number): void
  copy(from: number, to: number): void
  forgetBefore(day: number): void
}

export function createLines(): Lines {
  const rooms = createGrid((lines) => new Uint16Array(lines))
  const price = createGrid((lines) => new Int32Array(lines))
  const minStay = createGrid((lines) => new Uint16Array(lines))
  const list = createGrid((lines) => new Int32Array(lines))
  const grids = [rooms, price, minStay, list]
  const capacity: Uint16Array[] = []
  const free = new Map<number, number[]>()
  /** What is left of the stretch a city was given last: a city is searched together, so it stands together. */
  const open = new Map<string, { next: number; end: number }>()
  let end = 0

  function take(count: number, city: string): number {
    if (count > maxPlansPerHotel) throw new RangeError(`a hotel with ${count} rate plans`)
    const again = free.get(count)?.pop()
    if (again !== undefined) return again
    let stretch = open.get(city)
    if (!stretch || stretch.next + count > stretch.end) stretch = takeStretch(count)
    open.set(city, stretch)
    stretch.next += count
    return stretch.next - count
  }

  function takeStretch(count: number): { next: number; end: number } {
    const length = Math.max(count, stretchLines)
    if (slotOf(end) + length > blockLines || end === blockLines * capacity.length) {
      end = blockLines * capacity.length
      for (const grid of grids) grid.addBlock()
      capacity.push(new Uint16Array(blockLines))
    }
    end += length
    return { next: end - length, end }
  }

  function setCapacity(line: number, guests: number) {
    capacity[blockOf(line)]![slotOf(line)] = guests
  }

  return {
    ...{ rooms, price, minStay, list, capacity, take, setCapacity },
    giveBack(first, count) {
      for (let line = first; line < first + count; line += 1) setCapacity(line, 0)
      if (!free.get(count)?.push(first)) free.set(count, [first])
    },
    copy(from, to) {
      for (const grid of grids) grid.copy(from, to)
    },
    forgetBefore(day) {
      for (const grid of grids) grid.forgetBefore(day)
    },
  }
}
