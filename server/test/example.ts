import type { TSchema } from 'typebox'

/** Values for fields by their name: ids of things that exist, days that make sense. */
export type Named = Readonly<Record<string, unknown>>

export interface ExampleOptions {
  named: Named
  /** Which fields that may be left out are there: none, or those that have a named value. */
  optional: 'none' | 'named'
}

/** The smallest value a schema takes, with named values where a field has one. Throws where it knows none. */
export function exampleOf(schema: TSchema, options: ExampleOptions): unknown {
  return made(JSON.parse(JSON.stringify(schema)), '', options)
}

interface Plain {
  type?: string
  const?: unknown
  enum?: unknown[]
  anyOf?: Plain[]
  properties?: Record<string, Plain>
  required?: string[]
  items?: Plain
  minItems?: number
  minimum?: number
  minLength?: number
  pattern?: string
  format?: string
}

function made(schema: Plain, name: string, options: ExampleOptions): unknown {
  if (fits(schema, options.named[name])) return options.named[name]
  if (schema.const !== undefined) return schema.const
  if (schema.enum) return schema.enum[0]
  if (schema.anyOf) return made(schema.anyOf[0]!, name, options)
  if (schema.type === 'object') return objectOf(schema, options)
  if (schema.type === 'array')
    return Array.from({ length: schema.minItems ?? 0 }, () => made(schema.items!, name, options))
  if (schema.type === 'integer' || schema.type === 'number') return schema.minimum ?? 0
  if (schema.type === 'boolean') return true
  if (schema.type === 'null') return null
  if (schema.type === 'string') return textOf(schema, name)
  throw new Error(`no example for ${name || 'this schema'}: ${JSON.stringify(schema)}`)
}

function objectOf({ properties = {}, required = [] }: Plain, options: ExampleOptions): Record<string, unknown> {
  const wanted = Object.entries(properties).filter(
    ([name, schema]) => required.includes(name) || (options.optional === 'named' && fits(schema, options.named[name])),
  )
  return Object.fromEntries(wanted.map(([name, schema]) => [name, made(schema, name, options)]))
}

/** A field of that name may be of another kind: a day here, an instant there. */
function fits({ type, pattern = '', format }: Plain, value: unknown): boolean {
  if (Array.isArray(value)) return type === 'array'
  return typeof value === 'string' && type === 'string' && format === undefined && new RegExp(pattern).test(value)
}

const texts = ['example', '000000', 'a@example.com', '2026-12-01', 'img_example-320.webp']

function textOf({ pattern = '', format, minLength = 0 }: Plain, name: string): string {
  if (format === 'date-time') return '2026-12-01T00:00:00Z'
  const found = texts.find((text) => new RegExp(pattern).test(text))
  if (found === undefined) throw new Error(`no example for ${name}: a text like ${pattern}`)
  return found.padEnd(minLength, 'x')
}
