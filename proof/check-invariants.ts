// Verifies the truths on the rows of an installation, running or stopped: `npm run check-invariants`.
import { ConfigError, readConfig } from '../server/config.ts'
import { checkInvariants } from './check.ts'

const signs = { ok: 'ok', violated: 'VIOLATED', suite: 'suite', absent: '–' } as const

try {
  const { dataDir, wechat } = readConfig(process.env)
  const findings = await checkInvariants({ dataDir, sandboxUrl: wechat.mode === 'sandbox' ? wechat.url : null })
  for (const { id, verdict, promise, note, rows } of findings) {
    console.log(`${id.padEnd(4)} ${signs[verdict].padEnd(9)} ${promise}${note ? `  (${note})` : ''}`)
    for (const row of rows) console.log(`       ${JSON.stringify(row)}`)
  }
  const violated = findings.filter(({ verdict }) => verdict === 'violated').length
  const onRows = findings.filter(({ verdict }) => verdict === 'ok').length
  console.log(
    `\n${onRows} hold on the rows of ${dataDir}, ${findings.filter(({ verdict }) => verdict === 'suite').length} are proved by suites, ${violated} violated`,
  )
  process.exitCode = violated > 0 ? 1 : 0
} catch (error) {
  console.error(error instanceof ConfigError ? error.message : (error as Error).message)
  process.exitCode = 2
}
