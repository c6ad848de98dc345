import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { loadFromOutside, membersWithSessions, openHouse } from './house.ts'

export interface HttpResult {
  floorPerSecond: number
  roomDetailPerSecond: number
  ratio: number
}

/** Room detail with the whole stack on (session, limits, log, metrics) against bare node:http sending the same bytes. */
export async function benchHttp({
  seconds = 3,
  rounds = 3,
}: {
  seconds?: number
  rounds?: number
} = {}): Promise<HttpResult> {
  const house = await openHouse({ YIZHAN_LIMITS: 'off' })
  const [token] = await membersWithSessions(house, 1)
  const path = '/api/guest/room-types/rmt_chengdu_huaili_1'
  const headers = { authorization: `Bearer ${token}` }
  const body = Buffer.from(await (await fetch(`${house.app.url}${path}`, { headers })).arrayBuffer())
  const bare = createServer((_request, response) => {
    response
      .writeHead(200, { 'content-type': 'application/json; charset=utf-8', 'content-length': body.length })
      .end(body)
  }).listen(0, '127.0.0.1')
  await new Promise((resolve) => bare.once('listening', resolve))
  const best = { floor: 0, product: 0 }
  for (let round = 0; round < rounds; round += 1) {
    const wish = { kind: 'get', connections: 32, seconds, path, headers } as const
    best.floor = Math.max(
      best.floor,
      (await loadFromOutside({ ...wish, port: (bare.address() as AddressInfo).port })).perSecond,
    )
    best.product = Math.max(best.product, (await loadFromOutside({ ...wish, port: house.port })).perSecond)
  }
  bare.close()
  await house.close()
  return {
    floorPerSecond: best.floor,
    roomDetailPerSecond: best.product,
    ratio: Math.round((best.product / best.floor) * 100) / 100,
  }
}

if (import.meta.main) {
  console.log(await benchHttp())
  process.exit(0)
}
