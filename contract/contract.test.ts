import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import type { TSchema } from 'typebox'
import { operations } from './index.ts'
import { openapi } from './openapi.ts'
import { refusals } from './refusals.ts'

test('operations have names and addresses of their own, and every parameter of a path is declared', () => {
  assert.equal(new Set(operations.map(({ id }) => id)).size, operations.length)
  assert.equal(new Set(operations.map(({ method, path }) => `${method} ${path}`)).size, operations.length)
  for (const { id, path, params } of operations) {
    const inPath = [...path.matchAll(/:(\w+)/g)].map(([, name]) => name).sort()
    const declared = Object.keys((params as { properties?: object } | undefined)?.properties ?? {}).sort()
    assert.deepEqual(declared, inPath, id)
  }
})

test('a request holds no field that nobody declared, at any depth', () => {
  for (const { id, params, query, body } of operations) {
    for (const [part, schema] of Object.entries({ params, query, body })) {
      for (const open of openObjects(schema, part)) assert.fail(`${id}: ${open} takes any field`)
    }
  }
})

// What a number may be is the verb's to say: a hundred rooms are understood, but not acceptable.
test('every text and list of a body is bounded', () => {
  for (const { id, body } of operations) {
    for (const loose of unbounded(body, 'body')) assert.fail(`${id}: ${loose} has no bound`)
  }
})

test('staff operations stand under /api/admin, guests’ under /api/guest, and money and bookings need a key', () => {
  for (const { id, who, path, permission } of operations) {
    if (who === 'guest' || who === 'maybe-guest') assert.ok(path.startsWith('/api/guest/'), id)
    if (who === 'staff') assert.ok(path.startsWith('/api/admin/'), id)
    if (permission) assert.equal(who, 'staff', id)
  }
  for (const id of ['placeOrder', 'payOrder']) assert.ok(operations.find((each) => each.id === id)?.idempotent, id)
})

test('the document names every operation with its refusals, and is the same each time', () => {
  const document = openapi(operations, '1.2.3') as {
    paths: Record<string, Record<string, { responses: Record<string, { description: string }> }>>
  }
  assert.deepEqual(openapi(operations, '1.2.3'), document)
  for (const { id, path, method, refusals: own } of operations) {
    const said = document.paths[path.replace(/:(\w+)/g, '{$1}')]?.[method.toLowerCase()]
    assert.ok(said, id)
    for (const code of own) {
      assert.ok(said.responses[refusals[code].status]?.description.split(', ').includes(code), `${id} ${code}`)
    }
  }
  for (const [, reference] of JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)) {
    assert.ok(
      reference! in (document as unknown as { components: { schemas: object } }).components.schemas,
      `${reference}`,
    )
  }
})

test('the contract knows nothing of the server', () => {
  const files = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' })
  for (const file of files.filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))) {
    const text = readFileSync(join(import.meta.dirname, file), 'utf8')
    assert.doesNotMatch(text, /from '(\.\.\/)+server\/|from 'node:/, file)
  }
})

interface Plain {
  type?: string
  properties?: Record<string, Plain>
  items?: Plain
  anyOf?: Plain[]
  additionalProperties?: unknown
  [bound: string]: unknown
}

function* parts(schema: TSchema | undefined, at: string): Generator<[string, Plain]> {
  if (!schema) return
  const plain = schema as Plain
  yield [at, plain]
  for (const [name, member] of Object.entries(plain.properties ?? {})) yield* parts(member as TSchema, `${at}.${name}`)
  if (plain.items) yield* parts(plain.items as TSchema, `${at}[]`)
  for (const each of plain.anyOf ?? []) yield* parts(each as TSchema, at)
}

function* openObjects(schema: TSchema | undefined, at: string): Generator<string> {
  for (const [where, { type, additionalProperties }] of parts(schema, at)) {
    if (type === 'object' && additionalProperties !== false) yield where
  }
}

function* unbounded(schema: TSchema | undefined, at: string): Generator<string> {
  const bounds: Record<string, string[]> = {
    string: ['maxLength', 'enum', 'const', 'pattern', 'format'],
    array: ['maxItems'],
  }
  for (const [where, plain] of parts(schema, at)) {
    const wanted = bounds[plain.type ?? '']
    if (wanted && !wanted.some((bound) => plain[bound] !== undefined)) yield where
  }
}
