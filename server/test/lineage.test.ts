import assert from 'node:assert/strict'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { test } from 'node:test'
import { groupSketches } from '../../bin/draw-events.ts'
import { operations } from '../../contract/index.ts'
import { noticeTemplates } from '../../contract/notice-templates.ts'
import { orderStatuses } from '../../contract/order-status.ts'
import { refusals } from '../../contract/refusals.ts'
import { credentialVariables } from '../adapters/wechat/credentials-from-environment.ts'
import { events, topics } from '../events.ts'
import { type NoticeFacts, rules } from '../modules/notifications/templates.ts'

const home = resolve(import.meta.dirname, '../..')
const read = (path: string) => readFileSync(join(home, path), 'utf8')
const sources = (pattern: string) =>
  globSync(pattern, { cwd: home })
    .filter((path) => !path.endsWith('.test.ts'))
    .map(read)
    .join('\n')
const found = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map((match) => match[1]!)

const lineage = read('docs/lineage.md')
const states = ['Here', 'Coming', 'Dropped']
const lastItem = 312

/** The items as the page has them: their numbers, and what is said of them. */
const items = lineage
  .split(/^(?=- \*\*\d|## )/m)
  .filter((part) => /^- \*\*\d/.test(part))
  .map((part) => ({ numbers: numbersOf(/^- \*\*([^*]+)\*\*/.exec(part)![1]!), text: part }))

function numbersOf(list: string): number[] {
  return list.split(', ').flatMap((part) => {
    const [first = Number.NaN, last = first] = part.split('–').map(Number)
    return Array.from({ length: last - first + 1 }, (_, index) => first + index)
  })
}

/** Everything the code calls by a name that the page may use. */
function names(): Map<string, readonly string[]> {
  const facts: NoticeFacts = {
    orderNo: '',
    status: 'paid',
    roomTitle: '',
    zone: 'UTC',
    placedAt: 0,
    payBefore: 0,
    at: 0,
    refundFen: 0,
  }
  const groups = groupSketches()
  return new Map<string, readonly string[]>([
    ['endpoint', [...operations.map(({ method, path }) => `${method} ${path}`), ...otherEndpoints()]],
    ['topic', Object.keys(topics)],
    ['group', groups.map(({ group }) => group)],
    ['event', Object.keys(events)],
    ['status', orderStatuses],
    ['template', noticeTemplates],
    ['template field', Object.values(rules).flatMap((rule) => Object.keys(rule.fields(facts)))],
    ['refusal', Object.keys(refusals)],
    ['table', found(sources('server/database/migrations/*.ts'), /create table (\w+)/gi)],
    ['errand', found(sources('server/modules/*/*.ts'), /kind: '(\w+\.\w+)'/g)],
    ['setting', [...found(read('server/config.ts'), /'(YIZHAN_\w+)'/g), ...credentialVariables]],
    ['command', ['npm start', 'npm test', ...scripts()]],
  ])
}

/** Those outside the contract: the operators' port and the sandbox's controls. */
function otherEndpoints(): string[] {
  const ops = found(read('server/http/ops.ts'), /'(\/\w+)'/g).map((path) => `GET ${path}`)
  const controls = [
    ...sources('wechat-sandbox/controls/*.ts').matchAll(/app\.(get|post|delete)(?:<[^(]*>)?\(\s*'(\/sandbox[^']*)'/g),
  ]
  return [...ops, ...controls.map(([, method, path]) => `${method!.toUpperCase()} ${path}`)]
}

function scripts(): string[] {
  return Object.keys(JSON.parse(read('package.json')).scripts).map((script) => `npm run ${script}`)
}

test('every item of the original stands once, with what became of it', () => {
  const numbers = items.flatMap((item) => item.numbers).sort((a, b) => a - b)
  assert.deepEqual(
    numbers,
    Array.from({ length: lastItem }, (_, index) => index + 1),
  )
  const unclear = items.filter(({ text }) => states.filter((state) => text.includes(`**${state}**`)).length !== 1)
  assert.deepEqual(
    unclear.map(({ numbers }) => numbers),
    [],
  )
})

test('what is coming says with which part', () => {
  const parts = /guest app|admin web|cluster profile/
  const vague = items.filter(({ text }) => text.includes('**Coming**') && !parts.test(text))
  assert.deepEqual(
    vague.map(({ numbers }) => numbers),
    [],
  )
})

test('every endpoint, topic, event, template, status and file the page names is one the code has', () => {
  const known = names()
  for (const [kind, list] of known) assert.ok(list.length > 1, `no ${kind} was found in the code`)
  const all = new Set([...known.values()].flat())
  const used = items.flatMap(({ text }) => found(text, /`([^`]+)`/g))
  assert.ok(used.length > 200, `only ${used.length} names found`)
  assert.deepEqual(
    used.filter((name) => !all.has(name) && !(/[/.]/.test(name) && existsSync(join(home, name)))),
    [],
  )
})

test('no topic, template, template field or status is left out', () => {
  const known = names()
  const used = new Set(items.flatMap(({ text }) => found(text, /`([^`]+)`/g)))
  const missing = ['topic', 'template', 'template field', 'status'].flatMap((kind) =>
    known.get(kind)!.filter((name) => !used.has(name)),
  )
  assert.deepEqual(missing, [])
})
