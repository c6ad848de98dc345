import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { addNights, hotelDay, type Night } from '../server/kernel/stay.ts'
import { loadFromOutside, membersWithSessions, openHouse } from './house.ts'
import type { LoadResult } from './load.ts'
import { benchPlace } from './place.ts'

export interface PlaceHttpResult {
  /** Prepared statements writing the same rows in commits of 64, without HTTP. */
  rawPerSecond: number
  /** A bare node:http server that reads such a body and answers. */
  barePostPerSecond: number
  spread: LoadResult
  hot: LoadResult
  ratioSpread: number
  ratioHot: number
  oversold: number
}

const connections = 64
const stockOfPlenty = 1_000_000

type House = Awaited<ReturnType<typeof openHouse>>

/** Placing over HTTP as it ships: relay and consumers running, every commit on the disk, 64 clients outside. */
export async function benchPlaceHttp({ orders = 8_000 }: { orders?: number } = {}): Promise<PlaceHttpResult> {
  const { rawPerSecond } = await benchPlace({ orders: 4_000, rounds: 2 })
  const house = await openHouse({ YIZHAN_LIMITS: 'off', YIZHAN_SEED: 'chain:60' })
  const tokens = await membersWithSessions(house, 500)
  const [spreadBodies, hotBodies] = [await bodiesOf(house, 'spread'), await bodiesOf(house, 'hot')]
  const barePost = await bare(hotBodies[0]!)
  const place = async (bodies: string[], count: number) => {
    const result = await loadFromOutside({
      kind: 'orders',
      port: house.port,
      connections,
      orders: count,
      tokens,
      bodies,
    })
    if (result.statuses[201] !== count)
      throw new Error(`not every order was placed: ${JSON.stringify(result.statuses)}`)
    return result
  }
  await place(spreadBodies, 1_000) // warm
  const spread = await place(spreadBodies, orders)
  const hot = await place(hotBodies, orders)
  const row = await house.app.ports.db
    .prepared('select count(*) as nights from inventory_night where total is not null and held + sold > total')
    .get<{ nights: number }>()
  await house.close()
  const ratio = (result: LoadResult) => Math.round((result.perSecond / rawPerSecond) * 100) / 100
  return {
    rawPerSecond,
    barePostPerSecond: barePost.perSecond,
    spread,
    hot,
    ratioSpread: ratio(spread),
    ratioHot: ratio(hot),
    oversold: row!.nights,
  }
}

/** Two nights in one room: over every type and a hundred dates, or all in one type on one date. */
export async function bodiesOf({ app }: House, where: 'spread' | 'hot'): Promise<string[]> {
  const { db, clock } = app.ports
  const { hotels, offers, inventory } = app.modules
  const branches = await hotels.hotelsAfter(db, { after: '', limit: 100 })
  const today = hotelDay(clock.now(), branches[0]!.clock)
  const types = (
    await hotels.roomTypesOf(
      db,
      branches.map((hotel) => hotel.id),
    )
  ).filter((type) => type.stockMode === 'order')
  const wanted = where === 'hot' ? types.slice(0, 1) : types
  const starts =
    where === 'hot' ? [addNights(today, 7)] : Array.from({ length: 30 }, (_, index) => addNights(today, 10 + index * 3))
  const bodies: string[] = []
  for (const type of wanted) {
    const span = { from: addNights(today, 1), to: addNights(today, 110) }
    const edit = {
      hotelId: type.hotelId,
      roomTypeIds: [type.id],
      weekdays: [],
      ...span,
      set: { total: stockOfPlenty },
    }
    await inventory.edit({ ...edit, actor: { kind: 'system', cause: 'bench' } })
    for (const checkIn of starts) bodies.push(await bodyOf(checkIn, type.id))
  }
  return shuffled(bodies)

  async function bodyOf(checkIn: Night, roomTypeId: string): Promise<string> {
    const stay = { checkIn, checkOut: addNights(checkIn, 2) }
    const [offer] = await offers.priced(db, { roomTypeIds: [roomTypeId], stay, rooms: 1 })
    const { basics, priced } = offer!
    return JSON.stringify({
      roomTypeId,
      ratePlanId: basics.plan.id,
      ...stay,
      rooms: 1,
      guests: [{ name: '林一舟' }],
      contactPhone: '13800001234',
      expectedTotalFen: priced.subtotalFen,
    })
  }
}

function shuffled(bodies: string[]): string[] {
  return bodies
    .map((body, index) => ({ body, at: (index * 7919) % bodies.length }))
    .sort((a, b) => a.at - b.at)
    .map(({ body }) => body)
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

if (import.meta.main) {
  console.log(await benchPlaceHttp())
  process.exit(0)
}
