import assert from 'node:assert/strict'
import { monitorEventLoopDelay, performance } from 'node:perf_hooks'
import { setImmediate as nextRound } from 'node:timers/promises'
import { expectedHits } from '../server/adapters/conform/search-oracle.ts'
import { createDice, type Dice, wordFrom } from '../server/adapters/conform/search-words.ts'
import { aChain, now, randomNight, randomQuery, today } from '../server/adapters/conform/search-world.ts'
import { createEmbeddedSearch } from '../server/adapters/embedded/search/embedded-search.ts'
import { addNights } from '../server/kernel/stay.ts'
import type { HotelDoc, SearchIndex, SearchQuery } from '../server/ports/search.ts'

export interface SearchBenchOptions {
  hotels: number
  searches: number
  concurrency: number
  /** Random queries to compare with the oracle; 0 for none. */
  compared: number
}

export interface SearchBenchResult {
  loadMs: number
  loadBlockedMs: number
  /** What loading added to the heap and to array buffers, after a collection if node was started with --expose-gc. */
  memoryMiB: number
  searchesPerSecond: number
  /** From the moment a request stands in the socket, waiting for its turn included. */
  latencyMs: Record<'all' | Kind, { p50: number; p99: number; max: number }>
  searchBlockedMs: number
  compared: number
}

type Kind = 'city' | 'keyword' | 'nearby' | 'price'

/** Loads a chain of ten cities into the embedded index and asks it what guests ask. Throws if an answer is wrong. */
export async function benchSearch(options: SearchBenchOptions): Promise<SearchBenchResult> {
  const dice = createDice(7)
  const size = { hotels: options.hotels, typesPerHotel: 4, plansPerType: 2, cities: 10, prices: 600 }
  const { docs, tables } = aChain(dice, size)
  const index = createEmbeddedSearch()

  const memoryBefore = memoryMiB()
  const load = await timed(async () => {
    await index.upsertHotels(docs)
    assert.deepEqual(await index.setAvailability(tables), [])
  })
  const memory = memoryMiB() - memoryBefore

  const told = {
    hotels: new Map(docs.map((doc) => [doc.id, doc])),
    tables: new Map(tables.map((table) => [table.roomTypeId, table])),
  }
  for (let round = 0; round < options.compared; round += 1) {
    const query = { ...randomQuery(dice, docs), limit: 50 }
    const expected = expectedHits(told, query).slice(0, query.limit)
    assert.deepEqual((await index.search(query)).items, expected, JSON.stringify(query))
  }

  await ask(index, docs, { ...options, searches: 500, dice }) // lets the compiler warm up
  const latencies: [Kind, number][] = []
  const run = await timed(async () => latencies.push(...(await ask(index, docs, { ...options, dice }))))
  return {
    loadMs: load.tookMs,
    loadBlockedMs: load.blockedMs,
    memoryMiB: memory,
    searchesPerSecond: latencies.length / (run.tookMs / 1_000),
    latencyMs: {
      all: spreadOf(latencies),
      city: spreadOf(latencies, 'city'),
      keyword: spreadOf(latencies, 'keyword'),
      nearby: spreadOf(latencies, 'nearby'),
      price: spreadOf(latencies, 'price'),
    },
    searchBlockedMs: run.blockedMs,
    compared: options.compared,
  }
}

interface Asking {
  searches: number
  concurrency: number
  dice: Dice
}

/** So many guests at once, each asking again when answered; a booking changes a night for every ten searches. */
async function ask(index: SearchIndex, docs: readonly HotelDoc[], { searches, concurrency, dice }: Asking) {
  const latencies: [Kind, number][] = []
  let asked = 0
  const guest = async () => {
    while (asked < searches) {
      asked += 1
      const [kind, query] = question(dice, docs)
      const startedAt = performance.now()
      await nextRound() // where a server would read the socket
      await index.search(query)
      latencies.push([kind, performance.now() - startedAt])
      if (asked % 10 === 0) await index.changeNights([booking(dice, docs, asked)])
    }
  }
  await Promise.all(Array.from({ length: concurrency }, guest))
  return latencies
}

/** Half a city as recommended, a fifth a keyword, a fifth nearby, a tenth a city by price. */
function question(dice: Dice, docs: readonly HotelDoc[]): [Kind, SearchQuery] {
  const hotel = dice.pick(docs)
  const checkIn = addNights(today, dice.below(60))
  const stay = { checkIn, checkOut: addNights(checkIn, 1 + dice.below(4)) }
  const asked = { at: now, stay, rooms: 1 + dice.below(2), guests: 1 + dice.below(3), limit: 20 }
  const draw = dice.below(10)
  if (draw < 5) return ['city', { ...asked, city: hotel.city }]
  if (draw < 7) return ['keyword', { ...asked, q: wordFrom(dice, hotel).typed || hotel.area }]
  if (draw < 9) return ['nearby', { ...asked, near: { lat: hotel.lat, lng: hotel.lng }, sort: 'distance' }]
  return ['price', { ...asked, city: hotel.city, sort: 'price' }]
}

function booking(dice: Dice, docs: readonly HotelDoc[], version: number) {
  const night = addNights(today, dice.below(60))
  const roomTypeId = dice.pick(dice.pick(docs).roomTypes).id
  return { roomTypeId, version: version + 1, nights: { [night]: randomNight(dice) }, ratePlans: [] }
}

async function timed(work: () => Promise<unknown>): Promise<{ tookMs: number; blockedMs: number }> {
  const resolution = 1
  const delay = monitorEventLoopDelay({ resolution })
  delay.enable()
  await new Promise((resolve) => setTimeout(resolve, 20)) // its first sample measures nothing
  delay.reset()
  const startedAt = performance.now()
  await work()
  const tookMs = performance.now() - startedAt
  await new Promise((resolve) => setTimeout(resolve, 5))
  delay.disable()
  return { tookMs, blockedMs: Math.max(0, delay.max / 1e6 - resolution) }
}

function memoryMiB(): number {
  globalThis.gc?.()
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return (heapUsed + arrayBuffers) / 2 ** 20
}

function spreadOf(latencies: readonly [Kind, number][], kind?: Kind) {
  const sorted = latencies.flatMap(([one, ms]) => (!kind || one === kind ? [ms] : [])).sort((a, b) => a - b)
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0
  return { p50: at(0.5), p99: at(0.99), max: at(1) }
}

if (import.meta.main) {
  const [hotels = 10_000, searches = 20_000, compared = 1_000] = process.argv.slice(2).map(Number)
  const result = await benchSearch({ hotels, searches, concurrency: 8, compared })
  const { latencyMs, ...rest } = result
  console.table(latencyMs)
  console.log(rest)
  const { p50, p99 } = latencyMs.all
  const kept = p50 <= 10 && p99 <= 50 && result.searchBlockedMs <= 20
  console.log(`p50 ≤ 10 ms, p99 ≤ 50 ms, loop never blocked over 20 ms: ${kept ? 'kept' : 'NOT KEPT'}`)
  process.exitCode = kept ? 0 : 1
}
