// Types, lint and format, and whether the generated files are those the code generates.
import { spawnSync } from 'node:child_process'
import { dirname } from 'node:path'

const home = dirname(import.meta.dirname)
const steps: [string, string[]][] = [
  ['types', ['node_modules/typescript/bin/tsc', '-p', '.']],
  ['lint and format', ['node_modules/@biomejs/biome/bin/biome', 'check', '.']],
  ['generated files', ['bin/generate.ts', '--check']],
]

let failed = 0
for (const [name, command] of steps) {
  const { status } = spawnSync(process.execPath, command, { cwd: home, stdio: 'inherit' })
  console.log(`${status === 0 ? 'ok' : 'FAILED'}  ${name}`)
  if (status !== 0) failed += 1
}
process.exitCode = failed > 0 ? 1 : 0
