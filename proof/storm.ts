// A rush at a house of its own: `npm run storm [-- SIZE]`, SIZE multiplies every scene. Exit code 1 on a violation.
import { checkInvariants, type Finding } from './check.ts'
import { openStormHouse } from './storm-house.ts'
import { firstLogins, lastRooms, oneCoupon, payAgainstCancel, type SceneResult } from './storm-scenes.ts'

export interface StormResult {
  scenes: SceneResult[]
  violated: Finding[]
}

/** Runs every scene, waits until the house is at rest, and checks every truth on its rows and WeChat's ledger. */
export async function storm({ size }: { size: number }): Promise<StormResult> {
  const house = await openStormHouse()
  try {
    const scenes = [
      await lastRooms(house, { guests: 64 * size }),
      await oneCoupon(house, { orders: 50 }),
      await payAgainstCancel(house, { orders: 32 * size }),
      await firstLogins(house, { logins: 100 }),
    ]
    await house.quiet()
    const findings = await checkInvariants({ dataDir: house.dataDir, sandboxUrl: house.sandboxUrl })
    return { scenes, violated: findings.filter(({ verdict }) => verdict === 'violated') }
  } finally {
    await house.close()
  }
}

if (import.meta.main) {
  const size = Number(process.argv[2] ?? 1)
  if (!(size >= 1 && size <= 20)) {
    console.error('usage: npm run storm -- SIZE   (1 to 20)')
    process.exit(2)
  }
  const { scenes, violated } = await storm({ size })
  for (const { scene, attempts, outcomes, p50Ms, p99Ms, violations } of scenes) {
    const ended = Object.entries(outcomes).map(([outcome, count]) => `${count} ${outcome}`)
    console.log(`${scene.padEnd(20)} ${attempts} attempts: ${ended.join(', ')} · p50 ${p50Ms} ms, p99 ${p99Ms} ms`)
    for (const violation of violations) console.log(`  VIOLATED ${violation}`)
  }
  for (const { id, promise, note, rows } of violated)
    console.log(`VIOLATED ${id} ${promise} (${note}) ${JSON.stringify(rows[0])}`)
  const count = violated.length + scenes.reduce((sum, { violations }) => sum + violations.length, 0)
  console.log(`\n${count} violations`)
  process.exit(count > 0 ? 1 : 0)
}
