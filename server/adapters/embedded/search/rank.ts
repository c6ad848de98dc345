import type { Hotel } from './hotels.ts'

/** Hotels on their way into a page, as columns: one search may look at ten thousand of them. */
export interface Field {
  hotels: Hotel[]
  /** A hotel's place among those with an offer, or among those without: by `first`, `second`, then id. */
  first: number[]
  second: number[]
}

/** A hotel's place in the whole list; what a cursor holds. */
export type Rank = readonly [group: number, first: number, second: number, id: string]

export function createField(): Field {
  return { hotels: [], first: [], second: [] }
}

export function add(field: Field, hotel: Hotel, first: number, second: number): void {
  field.hotels.push(hotel)
  field.first.push(first)
  field.second.push(second)
}

export function isAfter(rank: Rank, other: Rank): boolean {
  for (let at = 0; at < rank.length; at += 1) if (rank[at] !== other[at]) return rank[at]! > other[at]!
  return false
}

/** Takes the members of a field out in order, the next one at a time, until -1: a page needs a few of many, so nobody sorts them all. */
export function takeInOrder(field: Field): () => number {
  const heap = Array.from(field.hotels, (_, member) => member)
  for (let at = (heap.length >> 1) - 1; at >= 0; at -= 1) sink(field, heap, at)
  return () => {
    const last = heap.pop()
    if (last === undefined) return -1
    const top = heap[0]
    if (top === undefined) return last
    heap[0] = last
    sink(field, heap, 0)
    return top
  }
}

function sink(field: Field, heap: number[], from: number) {
  const member = heap[from]!
  let at = from
  for (let child = 2 * at + 1; child < heap.length; child = 2 * at + 1) {
    if (child + 1 < heap.length && precedes(field, heap[child + 1]!, heap[child]!)) child += 1
    if (!precedes(field, heap[child]!, member)) break
    heap[at] = heap[child]!
    at = child
  }
  heap[at] = member
}

function precedes({ first, second, hotels }: Field, a: number, b: number): boolean {
  if (first[a] !== first[b]) return first[a]! < first[b]!
  if (second[a] !== second[b]) return second[a]! < second[b]!
  return hotels[a]!.id < hotels[b]!.id
}
