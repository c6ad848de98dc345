import { openSqliteReadOnly } from '../server/adapters/embedded/sqlite/open.ts'
import { openHere } from './house/open-here.ts'
import { sumOf, underWay } from './house/under-way.ts'
import { until } from './house/until.ts'
import { type Address, type Visit, visit } from './house/visit.ts'

export interface StormHouse extends Visit, AsyncDisposable {
  dataDir: string
  /** Waits, at most two minutes, until nothing is under way any more. */
  quiet(): Promise<void>
}

const quietAtMostMs = 120_000
/** A delivery under way is visible again by then. */
const leaseMs = 30_000

/** The product as it ships, limits off, on a folder of its own, with a WeChat of its own. */
export async function openStormHouse(): Promise<StormHouse> {
  const house = await openHere({
    name: 'storm',
    env: { YIZHAN_LIMITS: 'off' },
    wechat: { refundDelayMs: 100, retryScale: 0.01 },
  })
  const visited = visitHouse(house)
  return {
    ...visited,
    async [Symbol.asyncDispose]() {
      await visited[Symbol.asyncDispose]()
      await house[Symbol.asyncDispose]()
    },
  }
}

/** A product that somebody else has started and will stop. */
export function visitHouse({ dataDir, ...address }: Address & { dataDir: string }): StormHouse {
  const visited = visit(address)
  /** The database, beside the server that writes it. */
  const db = openSqliteReadOnly(dataDir)
  /** What a person has to look at waits for that person. */
  const waiting = async () => {
    const now = Date.parse(await visited.sandbox.now())
    const { dead: _, ...rest } = await underWay(db, { messagesBy: now + leaseMs, errandsBy: now })
    return sumOf(rest)
  }
  return {
    ...visited,
    dataDir,
    quiet: () =>
      until(async () => (await waiting()) === 0, 'the house did not come to rest within two minutes', {
        withinMs: quietAtMostMs,
        everyMs: 100,
      }),
    [Symbol.asyncDispose]: () => db.close(),
  }
}
