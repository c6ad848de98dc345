// Verifies the truths on the rows of an installation, running or stopped: `npm run check-invariants`.
import { readConfig } from '../server/config.ts'
import { checkInvariants, type Finding } from './check.ts'

const signs = { ok: 'holds', violated: 'VIOLATED', suite: 'by test', absent: '–' } as const

try {
  const { dataDir, wechat } = readConfig(process.env)
  const findings = await checkInvariants({ dataDir, sandboxUrl: wechat.mode === 'sandbox' ? wechat.url : null })
  for (const { id, verdict, promise, note, rows } of findings) {
    console.log(`${id.padEnd(4)} ${signs[verdict].padEnd(9)} ${promise}${note ? `  (${note})` : ''}`)
    for (const row of rows) console.log(`       ${JSON.stringify(row)}`)
  }
  const count = (wanted: Finding['verdict']) => findings.filter(({ verdict }) => verdict === wanted).length
  const violated = count('violated')
  const unseen = count('absent') > 0 ? `, ${count('absent')} could not be looked at` : ''
  console.log(`\nOn the rows of ${dataDir} ${count('ok')} hold and ${violated} are violated${unseen}.`)
  console.log(`${count('suite')} are no matter of rows: the tests named prove them.`)
  process.exitCode = violated > 0 ? 1 : 0
} catch (error) {
  console.error((error as Error).message)
  process.exitCode = 2
}
