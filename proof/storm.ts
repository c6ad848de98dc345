// A rush: `npm run storm -- [--size N] [--url http://…]`. Without an address it opens a house of its own, limits off;
// with one it visits the product that runs there in sandbox mode, by the same settings (YIZHAN_DATA_DIR,
// YIZHAN_SANDBOX_PORT). Exit code 1 on a violation.
import { parseArgs } from 'node:util'
import { readConfig } from '../server/config.ts'
import { checkInvariants, type Finding } from './check.ts'
import { openStormHouse, type StormHouse, visitHouse } from './storm-house.ts'
import { firstLogins, lastRooms, oneCoupon, payAgainstCancel, type SceneResult } from './storm-scenes.ts'

export interface StormResult {
  scenes: SceneResult[]
  /** How many truths the rows and WeChat's ledger keep afterwards. */
  held: number
  violated: Finding[]
}

export interface StormWish {
  /** How many of everybody, in times of the usual. */
  size: number
  /** Null: a house of its own, opened and closed for this. */
  url: string | null
}

/** Runs every scene, waits until the house is at rest, and checks every truth on its rows and WeChat's ledger. */
export async function storm({ size, url }: StormWish): Promise<StormResult> {
  await using house = url === null ? await openStormHouse() : visitAt(url)
  const many = (usual: number) => Math.max(4, Math.round(usual * size))
  const scenes = [
    await lastRooms(house, { guests: many(64) }),
    await oneCoupon(house, { orders: 50 }),
    await payAgainstCancel(house, { orders: many(32), deadline: 'far' }),
    await firstLogins(house, { logins: many(100) }),
  ]
  if (url === null) scenes.push(await payAgainstCancel(house, { orders: many(32), deadline: 'now' }))
  await house.quiet()
  const findings = await checkInvariants({ dataDir: house.dataDir, sandboxUrl: house.sandboxUrl })
  const found = (wanted: Finding['verdict']) => findings.filter(({ verdict }) => verdict === wanted)
  return { scenes, held: found('ok').length, violated: found('violated') }
}

function visitAt(url: string): StormHouse {
  const { dataDir, wechat } = readConfig(process.env)
  if (wechat.mode !== 'sandbox') throw new Error('A storm is for sandbox mode only.')
  return visitHouse({ url, sandboxUrl: wechat.url, dataDir })
}

async function main(): Promise<number> {
  const { values } = parseArgs({ options: { size: { type: 'string', default: '1' }, url: { type: 'string' } } })
  const size = Number(values.size)
  if (!(size > 0 && size <= 20)) throw new Error('usage: npm run storm -- [--size N, up to 20] [--url ADDRESS]')
  const { scenes, held, violated } = await storm({ size, url: values.url ?? null })
  console.log(tableOf(scenes))
  for (const { scene, violations } of scenes) for (const each of violations) console.log(`VIOLATED ${scene}: ${each}`)
  for (const { id, promise, note, rows } of violated)
    console.log(`VIOLATED ${id} ${promise} (${note}) ${JSON.stringify(rows[0])}`)
  console.log(`\nAfterwards ${held} truths hold on the rows and in WeChat’s ledger, ${violated.length} are violated.`)
  const count = violated.length + scenes.reduce((sum, { violations }) => sum + violations.length, 0)
  console.log(`${count} violations`)
  return count > 0 ? 1 : 0
}

/** A line for each scene: how many tried at once, how long half and 99 of a hundred took at most, and how they ended. */
function tableOf(scenes: readonly SceneResult[]): string {
  const lines = scenes.map(({ scene, attempts, outcomes, p50Ms, p99Ms }) => {
    const ended = Object.entries(outcomes).map(([outcome, count]) => `${count} ${outcome}`)
    return [scene, `${attempts}`, `${p50Ms} ms`, `${p99Ms} ms`, ended.join(' · ')]
  })
  const table = [['what must be so', 'at once', 'p50', 'p99', 'how they ended'], ...lines]
  const width = (column: number) => Math.max(...table.map((cells) => cells[column]!.length))
  const [widest, ...others] = [0, 1, 2, 3].map(width)
  return table
    .map(([what, ...cells]) => {
      const figures = others.map((columns, index) => cells[index]!.padStart(columns))
      return [what!.padEnd(widest!), ...figures, cells.at(-1)].join('   ')
    })
    .join('\n')
}

if (import.meta.main) {
  process.exitCode = await main().catch((error: Error) => {
    console.error(error.message)
    return 2
  })
}
