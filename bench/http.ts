import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { membersWithSessions, openHouse } from './house.ts'
import { loadFromOutside } from './load-from-outside.ts'
import { middle, ratioOf } from './numbers.ts'

export interface HttpResult {
  floorPerSecond: number
  roomDetailPerSecond: number
  /** The median over the rounds; a round measures one right after the other. */
  ratio: number
  /** The same of the processor time of an answer: steadier where others use the machine. */
  cpuRatio: number
}

const guests = 2_000
const connections = 32

/**
 * Room detail with the whole stack on (sessions, limits, log, metrics) against bare node:http sending the same bytes
 * to the same requests. Two thousand guests with addresses of their own ask in turn, so that the limits let them.
 */
export async function benchHttp({ seconds = 3, rounds = 5 } = {}): Promise<HttpResult> {
  await using house = await openHouse({ YIZHAN_TRUSTED_PROXIES: '127.0.0.1' })
  const path = '/api/guest/room-types/rmt_chengdu_huaili_1'
  const body = Buffer.from(await (await fetch(`${house.app.url}${path}`)).arrayBuffer())
  const bare = createServer((_request, response) => {
    response
      .writeHead(200, { 'content-type': 'application/json; charset=utf-8', 'content-length': body.length })
      .end(body)
  })
  await new Promise<void>((resolve) => bare.listen(0, '127.0.0.1', resolve))
  const headers = (await membersWithSessions(house, guests)).map((token, guest) => ({
    authorization: `Bearer ${token}`,
    'accept-language': 'zh-CN',
    'x-forwarded-for': `10.0.${guest >> 8}.${guest & 255}`,
  }))
  const measure = async (port: number, duration = seconds) => {
    const before = process.cpuUsage()
    const { perSecond, statuses } = await loadFromOutside({
      ...{ kind: 'get', port, connections, seconds: duration, path, headers },
    })
    const { user, system } = process.cpuUsage(before)
    if (Object.keys(statuses).join() !== '200') throw new Error(`answers were ${JSON.stringify(statuses)}`)
    return { perSecond, cpuUs: (user + system) / statuses[200]! }
  }
  const barePort = (bare.address() as AddressInfo).port
  await measure(barePort, 1)
  await measure(house.port, 1)
  const pairs = []
  for (let round = 0; round < rounds; round += 1) {
    pairs.push({ floor: await measure(barePort), here: await measure(house.port) })
  }
  bare.close()
  return {
    floorPerSecond: middle(pairs.map(({ floor }) => floor.perSecond)),
    roomDetailPerSecond: middle(pairs.map(({ here }) => here.perSecond)),
    ratio: middle(pairs.map(({ floor, here }) => ratioOf(here.perSecond, floor.perSecond))),
    cpuRatio: middle(pairs.map(({ floor, here }) => ratioOf(floor.cpuUs, here.cpuUs))),
  }
}
