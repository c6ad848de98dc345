// Takes pictures of every screen and state of the guest app in both languages: `npm run screens [-- --built] [part of a
// name]`, into out/screens/. Ends with one line: `N passed, N failed`.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { dirname, join } from 'node:path'
import { parseArgs } from 'node:util'
import { prepareChecks } from './prepare-checks.ts'

const home = dirname(import.meta.dirname)
const folder = join(home, 'out/screens')
const atOnce = 2

const { values, positionals } = parseArgs({ options: { built: { type: 'boolean' } }, allowPositionals: true })
prepareChecks({ build: values.built ? [] : ['h5'] })

const queue = ['order', 'pay', 'finding', 'booking', 'me', 'late']
let [passed, failed] = [0, 0]
await Promise.all(Array.from({ length: atOnce }, takePictures))
process.exitCode = failed > 0 || passed === 0 ? 1 : 0
console.log(`\n${passed} passed, ${failed} failed`)

async function takePictures(): Promise<void> {
  for (let group = queue.shift(); group !== undefined; group = queue.shift()) {
    const script = join(home, 'guest/checks/scenes/shoot.ts')
    const child = spawn(process.execPath, [script, group, folder, ...positionals], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    let said = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      said += text
    })
    await once(child, 'close')
    const counts = /(\d+) passed, (\d+) failed\s*$/.exec(said)
    passed += Number(counts?.[1] ?? 0)
    failed += Number(counts?.[2] ?? 1)
    console.log(`${group}: ${said.trim()}`)
  }
}
