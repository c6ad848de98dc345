import { Ajv, type ValidateFunction } from 'ajv'
import formats from 'ajv-formats'

const options = { removeAdditional: false, useDefaults: true, allErrors: true, strict: false } as const

/** Bodies are taken as they are; what stands in an address is text, and becomes what the schema says. */
const strict = new Ajv({ ...options, coerceTypes: false })
const coercing = new Ajv({ ...options, coerceTypes: 'array' })
for (const ajv of [strict, coercing]) formats.default(ajv, ['date-time', 'email', 'uri'])

export function validatorFor({
  schema,
  httpPart,
}: {
  schema: object
  httpPart?: string | undefined
}): ValidateFunction {
  return (httpPart === 'body' ? strict : coercing).compile(schema)
}
