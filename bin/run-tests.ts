import { dirname, join } from 'node:path'
import { run } from 'node:test'
import { spec } from 'node:test/reporters'
import { pathToFileURL } from 'node:url'

const home = dirname(import.meta.dirname)
/** Parts of the guest app are tried in a DOM, which is there before the test is read. */
const register = pathToFileURL(join(home, 'guest/checks/parts/register.ts')).href

export interface Counts {
  passed: number
  failed: number
}

/** Runs test files, so many at a time, and prints each test as it ends. A file that could not run at all counts itself. */
export async function runTests(
  files: readonly string[],
  { concurrency, timeoutMs }: { concurrency: number; timeoutMs: number },
): Promise<Counts> {
  const counts = { passed: 0, failed: 0 }
  const isPart = (file: string) => file.endsWith('.tsx')
  const kinds = [
    { files: files.filter((file) => !isPart(file)), execArgv: [] },
    { files: files.filter(isPart), execArgv: [`--import=${register}`] },
  ]
  for (const { files, execArgv } of kinds) {
    if (files.length === 0) continue
    const tests = run({ files, execArgv, concurrency, timeout: timeoutMs })
    tests.on('test:pass', ({ details }) => {
      if (details.type !== 'suite') counts.passed += 1
    })
    tests.on('test:fail', ({ details }) => {
      if (details.type !== 'suite') counts.failed += 1
    })
    await new Promise((resolve) => {
      tests.on('end', resolve)
      tests.compose(spec).pipe(process.stdout, { end: false })
    })
  }
  return counts
}
