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
  return { scenes, violated: findings.filter(({ verdict }) => verdict === 'violated') }
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
  const { scenes, violated } = await storm({ size, url: values.url ?? null })
  for (const { scene, attempts, outcomes, p50Ms, p99Ms, violations } of scenes) {
    const ended = Object.entries(outcomes).map(([outcome, count]) => `${count} ${outcome}`)
    console.log(`${scene.padEnd(20)} ${attempts} attempts: ${ended.join(', ')} · p50 ${p50Ms} ms, p99 ${p99Ms} ms`)
    for (const violation of violations) console.log(`  VIOLATED ${violation}`)
  }
  for (const { id, promise, note, rows } of violated)
    console.log(`VIOLATED ${id} ${promise} (${note}) ${JSON.stringify(rows[0])}`)
  const count = violated.length + scenes.reduce((sum, { violations }) => sum + violations.length, 0)
  console.log(`\n${count} violations`)
  return count > 0 ? 1 : 0
}

if (import.meta.main) {
  process.exitCode = await main().catch((error: Error) => {
    console.error(error.message)
    return 2
  })
}
