import { keysOf, keysOfPart, type Part, type Run } from './text.ts'

/** Finds numbered texts by the beginnings of their words: key → the numbers that have it, ascending. */
export interface WordIndex {
  add(no: number, runs: readonly Run[]): void
  remove(no: number, runs: readonly Run[]): void
  /** The shortest list that holds every text with the part in it; `exact` when it holds no other. Not to be kept. */
  candidates(part: Part): { numbers: readonly number[]; exact: boolean }
}

export function createWordIndex(): WordIndex {
  const lists = new Map<string, number[]>()
  const nothing: readonly number[] = []

  return {
    add(no, runs) {
      for (const key of allKeys(runs)) {
        const list = lists.get(key)
        if (!list) lists.set(key, [no])
        else if (list.at(-1)! < no) list.push(no)
        else list.splice(placeIn(list, no), 0, no)
      }
    },
    remove(no, runs) {
      for (const key of allKeys(runs)) {
        const list = lists.get(key)!
        list.splice(placeIn(list, no), 1)
        if (list.length === 0) lists.delete(key)
      }
    },
    candidates(part) {
      const { keys, enough } = keysOfPart(part)
      let shortest: readonly number[] | null = null
      for (const key of keys) {
        const list = lists.get(key) ?? nothing
        if (!shortest || list.length < shortest.length) shortest = list
      }
      return { numbers: shortest ?? nothing, exact: enough }
    },
  }
}

function allKeys(runs: readonly Run[]): Set<string> {
  const keys = new Set<string>()
  for (const run of runs) for (const key of keysOf(run)) keys.add(key)
  return keys
}

/** Where `no` stands in the ascending list, or would stand. */
function placeIn(list: readonly number[], no: number): number {
  let low = 0
  let high = list.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (list[middle]! < no) low = middle + 1
    else high = middle
  }
  return low
}
