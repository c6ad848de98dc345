// Speeds as ratios to floors measured in the same run: `npm run bench [-- NAME …]`. It prints; it never fails by time.
import { type Row, reports } from './reports.ts'

const asked = process.argv.slice(2)
const unknown = asked.find((name) => !Object.hasOwn(reports, name))
if (unknown !== undefined) {
  console.error(`There is no bench “${unknown}”: they are ${Object.keys(reports).join(', ')}.`)
  process.exit(2)
}
for (const [name, measure] of Object.entries(reports)) {
  if (asked.length > 0 && !asked.includes(name)) continue
  console.log(`\n${name}`)
  console.log(lines(await measure()).join('\n'))
}
process.exit(0)

function lines(rows: readonly Row[]): string[] {
  const width = (column: 0 | 1) => Math.max(...rows.map((row) => row[column].length))
  const [what, figure] = [width(0), width(1)]
  return rows.map((row) => `  ${row[0].padEnd(what)}   ${row[1].padEnd(figure)}   ${row[2] ?? ''}`.trimEnd())
}
