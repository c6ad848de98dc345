import { readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Operation } from '../contract/operation.ts'

const folder = join(dirname(import.meta.dirname), 'contract/guest')

/** Every operation a guest's app calls, by the file and the name that declare it. */
const declared = await declaredCalls()

/**
 * `contract/generated/guest-calls.ts`: what a client needs of each operation at run time, typed by the operation itself.
 * The schemas stay behind, so that they do not travel to every phone.
 */
export function drawGuestCalls(note: string): string {
  const files = [...new Set(declared.map(({ file }) => file))]
  const imports = files.map((file) => `import type * as ${file} from '../guest/${file}.ts'`)
  const lines = declared.map(
    ({ file, name, operation }) => `  ${name}: told<typeof ${file}.${name}>(${literal(operation)}),`,
  )
  return [
    `// ${note}`,
    ...imports,
    "import type { Operation } from '../operation.ts'",
    '',
    "type Told = Pick<Operation, 'id' | 'method' | 'path' | 'who' | 'idempotent'>",
    '',
    'const told = <Op>(call: Told): Op => call as unknown as Op',
    '',
    'export const calls = {',
    ...lines,
    '}',
    '',
  ].join('\n')
}

function literal({ id, method, path, who, idempotent }: Operation): string {
  return `{ id: '${id}', method: '${method}', path: '${path}', who: '${who}'${idempotent ? ', idempotent: true' : ''} }`
}

async function declaredCalls(): Promise<{ file: string; name: string; operation: Operation }[]> {
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
