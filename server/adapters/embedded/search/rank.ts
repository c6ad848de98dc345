import type { Offer } from '../../../ports/search.ts'
import type { Hotel } from './hotels.ts'

/** A hotel on its way into a page. `offer` is undefined until somebody looked. */
export interface Entry {
  hotel: Hotel
  distanceM: number | null
  offer: Offer | null | undefined
  /** Its place among hotels that have an offer, or among those that have none: by `first`, `second`, then id. */
  first: number
  second: number
}

/** Its place in the whole list; what a cursor holds. */
export type Rank = readonly [group: number, first: number, second: number, id: string]

export function rankOf(entry: Entry): Rank {
  return [entry.offer ? 0 : 1, entry.first, entry.second, entry.hotel.id]
}

export function isAfter(rank: Rank, other: Rank): boolean {
  for (let at = 0; at < rank.length; at += 1) if (rank[at] !== other[at]) return rank[at]! > other[at]!
  return false
}

function precedes(a: Entry, b: Entry): boolean {
  if (a.first !== b.first) return a.first < b.first
  if (a.second !== b.second) return a.second < b.second
  return a.hotel.id < b.hotel.id
}

/** Takes the entries out in order, the next one at a time: a page needs a few of many, so nobody sorts them all. */
export function takeInOrder(heap: Entry[]): () => Entry | undefined {
  for (let at = (heap.length >> 1) - 1; at >= 0; at -= 1) sink(heap, at)
  return () => {
    const top = heap[0]
    const last = heap.pop()
    if (heap.length > 0) {
      heap[0] = last!
      sink(heap, 0)
    }
    return top
  }
}

function sink(heap: Entry[], from: number) {
  const entry = heap[from]!
  let at = from
  while (true) {
    let child = 2 * at + 1
    if (child >= heap.length) break
    if (child + 1 < heap.length && precedes(heap[child + 1]!, heap[child]!)) child += 1
    if (!precedes(heap[child]!, entry)) break
    heap[at] = heap[child]!
    at = child
  }
  heap[at] = entry
}
