import { readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Operation } from '../contract/operation.ts'

const contract = join(dirname(import.meta.dirname), 'contract')

/** The apps that call the API. Each has a folder of the contract. */
type Caller = 'guest' | 'admin'

interface Declared {
  file: string
  name: string
  operation: Operation
}

/** Every operation an app calls, by the file and the name that declare it. */
const declaredFor: Record<Caller, Declared[]> = { guest: await declaredIn('guest'), admin: await declaredIn('admin') }

/**
 * `contract/generated/<app>-calls.ts`: what a client needs of each operation at run time, typed by the operation itself.
 * The schemas stay behind, so that they do not travel to every phone.
 */
export function drawCalls(caller: Caller, note: string): string {
  const declared = declaredFor[caller]
  const files = [...new Set(declared.map(({ file }) => file))]
  const imports = files.map((file) => `import type * as ${nameOf(file)} from '../${caller}/${file}.ts'`)
  const lines = declared.map(
    ({ file, name, operation }) => `  ${name}: told<typeof ${nameOf(file)}.${name}>(${literal(operation)}),`,
  )
  return [
    `// ${note}`,
    ...imports,
    "import type { Operation } from '../operation.ts'",
    '',
    "type Told = Pick<Operation, 'id' | 'method' | 'path' | 'who' | 'permission' | 'idempotent'>",
    '',
    'const told = <Op>(call: Told): Op => call as unknown as Op',
    '',
    'export const calls = {',
    ...lines,
    '}',
    '',
  ].join('\n')
}

function literal({ id, method, path, who, permission, idempotent }: Operation): string {
  const told = { id, method, path, who, ...(permission ? { permission } : {}), ...(idempotent ? { idempotent } : {}) }
  const pairs = Object.entries(told).map(([key, value]) => `${key}: ${value === true ? 'true' : `'${value}'`}`)
  return `{ ${pairs.join(', ')} }`
}

/** `rate-plans` → `ratePlans`. */
function nameOf(file: string): string {
  return file.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())
}

async function declaredIn(caller: Caller): Promise<Declared[]> {
  const folder = join(contract, caller)
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .sort()
  const found = await Promise.all(
    files.map(async (file) => {
      const names: Record<string, unknown> = await import(join(folder, file))
      return Object.entries(names).flatMap(([name, value]) =>
        isOperation(value) ? [{ file: file.replace(/\.ts$/, ''), name, operation: value }] : [],
      )
    }),
  )
  return found.flat()
}

function isOperation(value: unknown): value is Operation {
  return typeof value === 'object' && value !== null && 'path' in value && 'method' in value
}
