import type { Hotel } from './hotels.ts'

/** Hotels on their way into a page, as columns: one search may look at ten thousand of them. */
export interface Field {
  hotels: readonly Hotel[]
  /** A hotel's place among those with an offer, or among those without: by `first`, `second`, then id. */
  first: Float64Array
  second: Float64Array
}

/** A hotel's place in the whole list; what a cursor holds. */
export type Rank = readonly [group: number, first: number, second: number, id: string]

export function isAfter(rank: Rank, other: Rank): boolean {
  for (let at = 0; at < rank.length; at += 1) if (rank[at] !== other[at]) return rank[at]! > other[at]!
  return false
}

/**
 * Takes members of the field out in order, the next one at a time, until -1: a page needs a few of many, so nobody
 * sorts them all. `members` are places in the field's columns; the array is used up.
 */
export function takeInOrder(field: Field, members: number[]): () => number {
  for (let at = (members.length >> 1) - 1; at >= 0; at -= 1) sink(field, members, at)
  return () => {
    const last = members.pop()
    if (last === undefined) return -1
    const top = members[0]
    if (top === undefined) return last
    members[0] = last
    sink(field, members, 0)
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
