import { keysOf, keysOfPart, type Part, type Run, standsIn } from './text.ts'

/**
 * Finds numbered hotels by what is typed. Two steps: keys (the beginnings of what may be typed) lead to runs, runs to
 * hotels. A town or a tag is one run, however many hotels have it, and is compared with a keyword once.
 */
export interface WordIndex {
  add(hotelNo: number, runs: readonly Run[]): void
  remove(hotelNo: number, runs: readonly Run[]): void
  /** Says of a hotel whether it has every part. */
  having(parts: readonly Part[]): (hotelNo: number) => boolean
}

interface Entry {
  run: Run
  /** Its number: place in `entries`. */
  no: number
  hotels: number[]
}

export function createWordIndex(): WordIndex {
  const byText = new Map<string, Entry>()
  const entries: (Entry | undefined)[] = []
  const free: number[] = []
  /** Key → numbers of the runs that have it, ascending. */
  const lists = new Map<string, number[]>()
  /** One more than the highest hotel number seen. */
  let hotelNos = 0

  function enter(run: Run): Entry {
    const entry: Entry = { run, no: free.pop() ?? entries.length, hotels: [] }
    entries[entry.no] = entry
    byText.set(run.text, entry)
    for (const key of keysOf(run)) {
      const list = lists.get(key)
      if (list) insert(list, entry.no)
      else lists.set(key, [entry.no])
    }
    return entry
  }

  function drop(entry: Entry) {
    for (const key of keysOf(entry.run)) {
      const list = lists.get(key)!
      list.splice(placeIn(list, entry.no), 1)
      if (list.length === 0) lists.delete(key)
    }
    byText.delete(entry.run.text)
    entries[entry.no] = undefined
    free.push(entry.no)
  }

  /** The runs that have the part. */
  function runsWith(part: Part): Entry[] {
    const { keys, enough } = keysOfPart(part)
    let shortest: readonly number[] | null = null
    for (const key of keys) {
      const list = lists.get(key) ?? []
      if (!shortest || list.length < shortest.length) shortest = list
    }
    const found = (shortest ?? []).map((no) => entries[no]!)
    return enough ? found : found.filter((entry) => standsIn(part, entry.run))
  }

  return {
    add(hotelNo, runs) {
      hotelNos = Math.max(hotelNos, hotelNo + 1)
      for (const run of runs) insert((byText.get(run.text) ?? enter(run)).hotels, hotelNo)
    },
    remove(hotelNo, runs) {
      for (const run of runs) {
        const entry = byText.get(run.text)!
        entry.hotels.splice(placeIn(entry.hotels, hotelNo), 1)
        if (entry.hotels.length === 0) drop(entry)
      }
    },
    having(parts) {
      // How many parts, one after the other, a hotel was found to have.
      const found = new Uint8Array(hotelNos)
      parts.forEach((part, before) => {
        for (const { hotels } of runsWith(part))
          for (const no of hotels) if (found[no] === before) found[no] = before + 1
      })
      return (no) => found[no] === parts.length
    },
  }
}

function insert(list: number[], no: number) {
  if (list.length === 0 || list.at(-1)! < no) list.push(no)
  else list.splice(placeIn(list, no), 0, no)
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
