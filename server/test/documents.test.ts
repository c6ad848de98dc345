import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { test } from 'node:test'
import { staleFiles } from '../../bin/generate.ts'
import { credentialVariables } from '../adapters/wechat/credentials-from-environment.ts'

const home = resolve(import.meta.dirname, '../..')
const read = (path: string) => readFileSync(join(home, path), 'utf8')
// What `.gitignore` leaves out, spelled out: a machine that runs the tests need not have git.
const ignored = new Set(['.git', 'node_modules', 'data', '.engines', '.run', 'dist'])
const files = filesUnder('')
const documents = files.filter((path) => path.endsWith('.md'))
const isText = (path: string) => /\.(md|m?js|ts|json|html|css|svg|ya?ml|sh)$|^\.ci\/|^LICENSE$/.test(path)

function filesUnder(folder: string): string[] {
  return readdirSync(join(home, folder), { withFileTypes: true })
    .filter(({ name }) => !ignored.has(name))
    .flatMap((entry) => {
      const path = join(folder, entry.name)
      if (entry.isDirectory()) return filesUnder(path)
      return entry.isFile() ? [path] : []
    })
}

function none(complaints: string[]): void {
  assert.deepEqual(complaints, [])
}

/** As GitHub makes the anchor of a heading. */
function anchorsOf(path: string): Set<string> {
  const headings = [...read(path).matchAll(/^#+ (.+)$/gm)].map((match) => match[1]!)
  return new Set(
    headings.map((text) =>
      text
        .toLowerCase()
        .replace(/[^\p{L}\p{N} _-]/gu, '')
        .replaceAll(' ', '-'),
    ),
  )
}

test('no link inside the repository is dead', () => {
  const links = documents.flatMap((from) =>
    [
      ...read(from)
        .replaceAll(/```[\s\S]*?```/g, '')
        .matchAll(/\]\(([^)\s]+)\)/g),
    ]
      .map((match) => match[1]!)
      .filter((to) => !/^[a-z]+:/.test(to))
      .map((to) => ({ from, to })),
  )
  assert.ok(links.length > 20, `only ${links.length} links found`)
  none(
    links
      .filter(({ from, to }) => {
        const [file = '', anchor] = to.split('#')
        const path = file === '' ? from : join(dirname(from), file)
        if (!existsSync(join(home, path))) return true
        return anchor !== undefined && !anchorsOf(path).has(anchor)
      })
      .map(({ from, to }) => `${from} links to ${to}`),
  )
})

test('every module folder says in a README what it owns and does', () => {
  const folders = readdirSync(join(home, 'server/modules'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => `server/modules/${name}/README.md`)
  none(folders.filter((path) => !existsSync(join(home, path)) || !/\*\*Owns\*\*/.test(read(path))))
})

test('decisions are numbered from 1, once each, and all of them are listed', () => {
  const folder = join(home, 'docs/decisions')
  const records = readdirSync(folder)
    .filter((name) => name !== 'README.md')
    .sort()
  const numbers = records.map((name) => Number(/^(\d{4})-[a-z0-9-]+\.md$/.exec(name)?.[1]))
  assert.deepEqual(
    numbers,
    records.map((_, index) => index + 1),
  )
  const list = read('docs/decisions/README.md')
  none(records.filter((name) => !list.includes(`](${name})`)))
  const parts = ['Context', 'Options', 'Choice', 'Price']
  none(
    records.flatMap((name, index) => {
      const text = read(`docs/decisions/${name}`)
      const missing = parts.filter((part) => !text.includes(`**${part}.**`)).map((part) => `${name} has no ${part}`)
      return text.startsWith(`# ${index + 1} · `) ? missing : [...missing, `${name} is not called ${index + 1}`]
    }),
  )
})

test('every setting is documented, and every documented one is a setting', () => {
  const settings = new Set([
    ...[...read('server/config.ts').matchAll(/'(YIZHAN_\w+)'/g)].map((match) => match[1]!),
    ...credentialVariables,
  ])
  const documented = new Set(read('docs/operations.md').match(/YIZHAN_\w+/g))
  assert.ok(settings.size > 30, `only ${settings.size} settings found`)
  none([...settings].filter((name) => !documented.has(name)).map((name) => `${name} is not in operations.md`))
  const named = documents.flatMap((path) =>
    (read(path).match(/YIZHAN_[A-Z0-9_]*[A-Z0-9]/g) ?? []).map((name) => ({ path, name })),
  )
  none(named.filter(({ name }) => !settings.has(name)).map(({ path, name }) => `${path} names ${name}`))
})

test('every metric and every kind of alarm is documented', () => {
  const operations = read('docs/operations.md')
  const metrics = ['server/watch.ts', 'server/http/metrics.ts'].flatMap(
    (path) => read(path).match(/yizhan_[a-z_]+/g) ?? [],
  )
  const kinds = [
    ...(/AlarmKind =([^\n]*(?:\n {2}\| '\w+')*)/.exec(read('server/modules/alarms/index.ts'))?.[1] ?? '').matchAll(
      /'(\w+)'/g,
    ),
  ]
  assert.ok(metrics.length > 4 && kinds.length > 4, 'they were not found in the code')
  none(
    [...metrics, ...kinds.map((match) => match[1]!)].filter(
      (name) => name !== 'yizhan_staff' && !operations.includes(`\`${name}\``),
    ),
  )
})

test('every command a document names is one of package.json', () => {
  const scripts = new Set(Object.keys(JSON.parse(read('package.json')).scripts))
  none(
    documents.flatMap((path) =>
      [...read(path).matchAll(/npm run ([a-z][a-z0-9:-]*)/g)]
        .filter((match) => !scripts.has(match[1]!))
        .map((match) => `${path} names npm run ${match[1]}`),
    ),
  )
})

test('the generated documents are those the code generates', () => {
  none(staleFiles())
})

test('no file names a folder of somebody’s machine or a registry’s host', () => {
  // Pieced together, so that this file does not name them either.
  const machine = new RegExp(`(?<![\\w.:/-])/(?:${['home', 'Users', 'root', 'work'].join('|')})/[a-z]`)
  const registry = new RegExp(
    `${['registry', 'npmjs'].join('\\.')}|${['npm', 'mirror'].join('')}|${['verd', 'accio'].join('')}`,
  )
  none(
    files.filter(isText).flatMap((path) => {
      const text = read(path)
      return [
        ...(machine.test(text) ? [`${path} names a folder of a machine`] : []),
        ...(registry.test(text) ? [`${path} names a registry`] : []),
      ]
    }),
  )
})
