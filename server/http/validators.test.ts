import assert from 'node:assert/strict'
import { test } from 'node:test'
import fastify from 'fastify'
import { operations } from '../../contract/index.ts'
import { validatorFor } from './validators.ts'

test('every form of the contract can be checked: a schema that no validator understands is found here, not by its first caller', () => {
  for (const { id, params, query, body } of operations) {
    for (const [httpPart, schema] of Object.entries({ params, querystring: query, body })) {
      if (!schema) continue
      const validate = validatorFor({ schema, httpPart })
      assert.doesNotThrow(() => validate({}), `${id}: ${httpPart}`)
    }
  }
})

test('every answer of the contract can be written', async () => {
  await using server = fastify()
  server.get('/', async (_request, reply) => {
    const schemas = operations.flatMap((each) => (each.reply ? [each.reply as unknown as Record<string, unknown>] : []))
    const written = schemas.map((schema) => reply.compileSerializationSchema(schema))
    return { written: written.length }
  })
  const { written } = (await server.inject('/')).json()
  assert.equal(written, operations.filter(({ reply }) => reply !== null).length)
})
