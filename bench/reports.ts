import { benchEvents } from './events.ts'
import { benchHttp } from './http.ts'
import { benchMessages } from './messages.ts'
import { ratioOf, type Spread } from './numbers.ts'
import { benchPlace } from './place.ts'
import { benchPlaceHttp, type PlaceFigures, type PlaceHttpResult } from './place-http.ts'
import { benchSearch } from './search.ts'
import { benchSearchHttp } from './search-http.ts'
import { benchStart } from './start.ts'

/** What was measured, how much it was with its unit, and what to hold beside it. */
export type Row = [what: string, figure: string, beside?: string]

/** Every bench by its name, in the order in which all of them run. */
export const reports: Record<string, () => Promise<Row[]>> = {
  start: async () => {
    const { readyMs, idleRssMb } = await benchStart()
    return [
      ['from start to ready, on a filled database', `${readyMs} ms`],
      ['memory, idle for ten seconds', `${idleRssMb} MB`],
    ]
  },

  'room-detail': async () => {
    const { roomDetailPerSecond, floorPerSecond, ratio, cpuRatio } = await benchHttp()
    return [
      [
        'a room type in full, everything on',
        `${roomDetailPerSecond} answers/s`,
        `${ratio} of bare node:http sending the same bytes (${floorPerSecond}/s), ${cpuRatio} by processor time`,
      ],
    ]
  },

  place: async () => {
    const result = await benchPlaceHttp()
    const { spread, alone, oversold } = result
    return [
      ...placeRows('over all room types and many dates', spread, result),
      ...placeRows('of one room type on one date', result.hot, result),
      [
        'the first with a commit for each order',
        `${alone.perSecond} orders/s`,
        `sharing commits is worth ${Math.round((spread.perSecond / alone.perSecond) * 10) / 10} times that`,
      ],
      ['nights oversold by all of them', `${oversold}`],
    ]
  },

  'place-rows': async () => {
    const { floorPerSecond, batchPerSecond, gatheredPerSecond } = await benchPlace()
    const beside = (rate: number) => `${ratioOf(rate, floorPerSecond)} of writing the same rows (${floorPerSecond}/s)`
    return [
      ['placing without HTTP, 64 to a transaction', `${batchPerSecond} orders/s`, beside(batchPerSecond)],
      ['placing without HTTP, all at once', `${gatheredPerSecond} orders/s`, beside(gatheredPerSecond)],
    ]
  },

  events: async () => {
    const { ordersPerSecond, handled, answered, byGroup, loopDelayMs, cpuMsPerOrder } = await benchEvents()
    const { p50, p99, most } = loopDelayMs
    return [
      [`event to handler, at ${ordersPerSecond} orders/s`, timesOf(handled), goal('p99 ≤ 50 ms', handled.p99Ms <= 50)],
      ...Object.entries(byGroup).map(([group, spread]): Row => [`  ${group}`, timesOf(spread)]),
      ['answer to the guest who books', timesOf(answered)],
      ['the server’s event loop was late by', timesOf({ p50Ms: p50, p99Ms: p99, mostMs: most })],
      ['processor time of an order and what follows', `${cpuMsPerOrder} ms`],
    ]
  },

  messages: async () => {
    const { endToEndPerSecond, paced } = await benchMessages()
    return [
      ['told, carried and handled, as fast as it goes', `${endToEndPerSecond} messages/s`],
      [`told to handled, at ${paced.perSecond} messages/s`, timesOf(paced)],
    ]
  },

  search: async () => {
    const { latencyMs, searchesPerSecond, loopDelayMs, cpuMsPerSearch, compared, readyMs } = await benchSearchHttp({
      compared: 100,
    })
    const { all, ...kinds } = latencyMs
    const { p50, p99, most } = loopDelayMs
    return [
      ['from start to ready, filling included', `${readyMs} ms`],
      [
        'search over HTTP, 8 guests at once',
        times(all),
        goal('p50 ≤ 10 ms, p99 ≤ 50 ms', all.p50 <= 10 && all.p99 <= 50),
      ],
      ...Object.entries(kinds).map(([kind, spread]): Row => [`  by ${kind}`, times(spread)]),
      ['  in all', `${searchesPerSecond} searches/s`],
      ['the server’s event loop was late by', times({ p50, p99, most }), goal('≤ 20 ms', most <= 20)],
      ['processor time of a search', `${cpuMsPerSearch} ms`],
      ['pages equal to those of the longest way', `${compared} of ${compared}`],
    ]
  },

  'search-index': async () => {
    const { latencyMs, ...result } = await benchSearch({
      ...{ hotels: 10_000, searches: 8_000, concurrency: 8, compared: 100 },
    })
    const { all, ...kinds } = latencyMs
    const most = ({ p50, p99, max }: { p50: number; p99: number; max: number }) => times({ p50, p99, most: max })
    return [
      [
        'the index of 10,000 branches, loaded in',
        `${Math.round(result.loadMs)} ms`,
        `${Math.round(result.memoryMiB)} MiB`,
      ],
      ['search in the index, 8 guests at once', most(all), `${Math.round(result.searchesPerSecond)} searches/s`],
      ...Object.entries(kinds).map(([kind, spread]): Row => [`  by ${kind}`, most(spread)]),
      ['the loop was blocked for at most', `${oneDigit(result.searchBlockedMs)} ms`],
      ['answers equal to those of the longest way', `${result.compared} of ${result.compared}`],
    ]
  },
}

function placeRows(where: string, figures: PlaceFigures, { barePostPerSecond }: PlaceHttpResult): Row[] {
  const { perSecond, floorPerSecond, ratio, p50Ms, p99Ms, restMs } = figures
  const toPost = Math.round((perSecond / barePostPerSecond) * 1000) / 1000
  return [
    [
      `orders ${where}`,
      `${perSecond} orders/s`,
      `${ratio} of writing the same rows (${floorPerSecond}/s), ${toPost} of a bare POST (${barePostPerSecond}/s)`,
    ],
    ['  answered, 64 guests at once', `p50 ${p50Ms} ms, p99 ${p99Ms} ms`],
    ['  after the last, every message had arrived in', `${restMs} ms`],
  ]
}

function timesOf({ p50Ms, p99Ms, mostMs }: Omit<Spread, 'count'>): string {
  return `p50 ${p50Ms} ms, p99 ${p99Ms} ms, most ${mostMs} ms`
}

function times({ p50, p99, most }: { p50: number; p99: number; most: number }): string {
  return timesOf({ p50Ms: oneDigit(p50), p99Ms: oneDigit(p99), mostMs: oneDigit(most) })
}

const oneDigit = (value: number) => Math.round(value * 10) / 10

const goal = (what: string, kept: boolean) => `goal ${what}: ${kept ? 'kept' : 'NOT KEPT'}`
