import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { HouseHere } from '../proof/house/open-here.ts'
import { membersWithSessions, openHouse, rest } from './house.ts'
import type { LoadResult } from './load.ts'
import { loadFromOutside } from './load-from-outside.ts'
import { middle, ratioOf } from './numbers.ts'
import { bodiesOf, type Where } from './place-bodies.ts'
import { openFloor } from './place-floor.ts'

/** The median over the rounds of each figure. */
export interface PlaceFigures {
  perSecond: number
  p50Ms: number
  p99Ms: number
  /** See `place-floor.ts`: the same rows, of each round its own. */
  floorPerSecond: number
  ratio: number
  /** How long the messages of a round took to arrive when nobody placed any more. */
  restMs: number
}

export interface PlaceHttpResult {
  spread: PlaceFigures
  hot: PlaceFigures
  /** The same server with one commit for each order. */
  alone: LoadResult
  /** A bare node:http server that reads such a body and answers. */
  barePostPerSecond: number
  /** Nights with more rooms held than there are. */
  oversold: number
}

const connections = 64

/** Placing over HTTP as it ships: relay and consumers running, every commit on the disk, 64 clients outside. */
export async function benchPlaceHttp({ orders = 8_000, rounds = 3 } = {}): Promise<PlaceHttpResult> {
  const bench = await openBench()
  const spread: PlaceFigures[] = []
  const hot: PlaceFigures[] = []
  await bench.place('spread', 1_000) // warm
  for (let round = 0; round < rounds; round += 1) {
    spread.push(await measure(bench, 'spread', orders))
    hot.push(await measure(bench, 'hot', orders))
  }
  const barePost = await bare(bench.bodies.hot[0]!)
  const oversold = await bench.close()
  const single = await openBench({ groupAtMost: 1 })
  const alone = await single.place('spread', orders / 4)
  return {
    spread: middleOf(spread),
    hot: middleOf(hot),
    alone,
    barePostPerSecond: barePost.perSecond,
    oversold: oversold + (await single.close()),
  }
}

async function openBench(overrides: Parameters<typeof openHouse>[1] = {}) {
  const house = await openHouse({ YIZHAN_LIMITS: 'off', YIZHAN_SEED: 'chain:60' }, overrides)
  const tokens = await membersWithSessions(house, 500)
  const bodies = { spread: await bodiesOf(house, 'spread'), hot: await bodiesOf(house, 'hot') }
  return {
    house,
    bodies,
    async place(where: Where, count: number): Promise<LoadResult> {
      const wish = { port: house.port, connections, orders: count, tokens, bodies: bodies[where] }
      const result = await loadFromOutside({ kind: 'orders', ...wish })
      if (result.statuses[201] === count) return result
      throw new Error(`not every order was placed: ${JSON.stringify(result.statuses)}`)
    },
    /** Answers how many nights were oversold. */
    async close(): Promise<number> {
      const oversold = await oversoldNights(house)
      await house[Symbol.asyncDispose]()
      return oversold
    },
  }
}

async function measure(
  { house, place }: Awaited<ReturnType<typeof openBench>>,
  where: Where,
  orders: number,
): Promise<PlaceFigures> {
  const floor = await openFloor(house.dataDir)
  const { perSecond, p50Ms, p99Ms } = await place(where, orders)
  const restMs = await rest(house)
  const floorPerSecond = floor.replay()
  return { perSecond, p50Ms, p99Ms, floorPerSecond, ratio: ratioOf(perSecond, floorPerSecond), restMs }
}

function middleOf(rounds: readonly PlaceFigures[]): PlaceFigures {
  const of = (name: keyof PlaceFigures) => middle(rounds.map((figures) => figures[name]))
  return {
    ...{ perSecond: of('perSecond'), p50Ms: of('p50Ms'), p99Ms: of('p99Ms') },
    ...{ floorPerSecond: of('floorPerSecond'), ratio: of('ratio'), restMs: of('restMs') },
  }
}

async function oversoldNights({ app }: HouseHere): Promise<number> {
  const row = await app.ports.db
    .prepared('select count(*) as nights from inventory_night where total is not null and held + sold > total')
    .get<{ nights: number }>()
  return row!.nights
}

async function bare(body: string): Promise<LoadResult> {
  const answer = Buffer.from(JSON.stringify({ ok: true, body }))
  const server = createServer((request, response) => {
    let length = 0
    request.on('data', (chunk: Buffer) => {
      length += chunk.length
    })
    request.on('end', () => {
      response
        .writeHead(201, { 'content-type': 'application/json', 'content-length': answer.length, 'x-length': length })
        .end(answer)
    })
  }).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const { port } = server.address() as AddressInfo
  const result = await loadFromOutside({ kind: 'post', port, connections, count: 40_000, path: '/', body })
  server.close()
  return result
}
