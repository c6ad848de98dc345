import assert from 'node:assert/strict'
import { globSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { test } from 'node:test'
import { stack } from '../modules/stack.ts'

const home = resolve(import.meta.dirname, '../..')
const modulesFolder = join(home, 'server/modules')
const level = new Map<string, number>(
  stack.flatMap((names, index) => names.map((name) => [name as string, index] as const)),
)
const modules = readdirSync(modulesFolder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name)

interface Source {
  path: string
  text: string
  imports: string[]
}

const sources: Source[] = globSync('{bin,bench,contract,proof,server,wechat-sandbox}/**/*.{ts,mjs}', { cwd: home })
  .sort()
  .map((path) => {
    const text = readFileSync(join(home, path), 'utf8')
    const imports = [...text.matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g)].map((match) =>
      relative(home, resolve(home, dirname(path), match[1]!)),
    )
    return { path, text, imports }
  })

const moduleOf = (path: string) => /^server\/modules\/([^/]+)\//.exec(path)?.[1] ?? null
const isTest = (path: string) => path.endsWith('.test.ts') || path.startsWith('server/test/')
const shipped = sources.filter(({ path }) => !isTest(path))

function none(complaints: string[]): void {
  assert.deepEqual(complaints, [])
}

test('every module folder stands in the stack, and every name of the stack that exists is a folder', () => {
  none(modules.filter((name) => !level.has(name)))
})

test('a module uses only modules below it, and only through their index', () => {
  none(
    shipped.flatMap(({ path, imports }) => {
      const own = moduleOf(path)
      if (!own) return []
      return imports
        .filter((target) => moduleOf(target) !== null && moduleOf(target) !== own)
        .filter(
          (target) =>
            level.get(moduleOf(target)!)! >= level.get(own)! || !target.endsWith(`/${moduleOf(target)}/index.ts`),
        )
        .map((target) => `${path} imports ${target}`)
    }),
  )
})

test('what carries the modules knows none of them', () => {
  const below = /^server\/(kernel|database|messaging|ports|http|adapters)\//
  none(
    shipped
      .filter(({ path }) => below.test(path))
      .flatMap(({ path, imports }) =>
        imports
          .filter((target) => moduleOf(target) !== null || /^server\/(app|main|config|roles)\.ts$/.test(target))
          .map((t) => `${path} imports ${t}`),
      ),
  )
})

test('the contract knows no server code', () => {
  none(
    shipped
      .filter(({ path }) => path.startsWith('contract/'))
      .flatMap(({ path, imports }) =>
        imports.filter((target) => !target.startsWith('contract/')).map((t) => `${path} imports ${t}`),
      ),
  )
})

test('the sandbox and the product share no code', () => {
  none(
    shipped.flatMap(({ path, imports }) =>
      imports
        .filter(
          (target) =>
            (path.startsWith('wechat-sandbox/') && target.startsWith('server/')) ||
            (path.startsWith('server/') && target.startsWith('wechat-sandbox/')),
        )
        .map((target) => `${path} imports ${target}`),
    ),
  )
})

test('proofs and benches start the product without the tests', () => {
  none(
    shipped
      .filter(({ path }) => /^(bench|proof)\//.test(path))
      .flatMap(({ path, imports }) =>
        imports.filter((target) => target.startsWith('server/test/')).map((target) => `${path} imports ${target}`),
      ),
  )
})

test('the types of a module’s tables stay inside it', () => {
  none(
    shipped.flatMap(({ path, imports }) =>
      imports
        .filter(
          (target) => /\/tables\.ts$/.test(target) && moduleOf(target) !== null && moduleOf(target) !== moduleOf(path),
        )
        .map((target) => `${path} imports ${target}`),
    ),
  )
})

test('no module names a table that another one owns', () => {
  const owners = new Map<string, string>()
  for (const { path, text } of sources) {
    const owner = moduleOf(path)
    if (!owner || !path.endsWith('/tables.ts')) continue
    for (const match of text.matchAll(/^ {2}(\w+): \{/gm)) owners.set(match[1]!, owner)
  }
  assert.ok(owners.size > 20, `only ${owners.size} tables found`)
  const sqlOn =
    /(?:selectFrom|insertInto|updateTable|deleteFrom|innerJoin|leftJoin)\(\s*'(\w+)|(?:from|into|update|join) (\w+)\b/g
  none(
    shipped.flatMap(({ path, text }) => {
      const own = moduleOf(path)
      if (!own) return []
      const code = text.replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, '')
      return [...code.matchAll(sqlOn)]
        .map((match) => match[1] ?? match[2]!)
        .filter((table) => owners.has(table) && owners.get(table) !== own)
        .map((table) => `${path} touches ${table}, which ${owners.get(table)} owns`)
    }),
  )
})

test('only the clock reads the wall clock, and only the configuration the environment', () => {
  const mayReadTime = /^(server\/adapters\/embedded\/clock\/|wechat-sandbox\/clock\.ts|bench\/|bin\/|proof\/)/
  const mayReadEnvironment = /^(server\/main\.ts|wechat-sandbox\/(main|config)\.ts|bin\/|bench\/|proof\/)/
  none(
    shipped.flatMap(({ path, text }) => [
      ...(!mayReadTime.test(path) && /Date\.now\(\)|new Date\(\)/.test(text) ? [`${path} reads the wall clock`] : []),
      ...(!mayReadEnvironment.test(path) && /process\.env/.test(text) ? [`${path} reads process.env`] : []),
    ]),
  )
})

test('a transaction is never optional', () => {
  none(shipped.filter(({ text }) => /\btx\?\s*:/.test(text)).map(({ path }) => path))
})
