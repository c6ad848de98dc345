import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv'
import formats from 'ajv-formats'

const options = { removeAdditional: false, useDefaults: true, allErrors: true, strict: false } as const

/** Bodies are taken as they are; what stands in an address is text, and becomes what the schema says. */
const strict = new Ajv({ ...options, coerceTypes: false })
const coercing = new Ajv({ ...options, coerceTypes: 'array' })
for (const ajv of [strict, coercing]) formats.default(ajv, ['date-time', 'email', 'uri'])

/** As the framework calls it, and finds what was wrong. */
interface Validator {
  (value: unknown): boolean
  errors?: ErrorObject[] | null
}

/**
 * What checks one part of a call against its schema. Compiled when the first such call comes: few of all operations are
 * used in the first minutes of a process, and the code of all of them weighs megabytes.
 */
export function validatorFor({ schema, httpPart }: { schema: object; httpPart?: string | undefined }): Validator {
  const ajv = httpPart === 'body' ? strict : coercing
  let compiled: ValidateFunction | null = null
  const validate: Validator = (value) => {
    compiled ??= ajv.compile(schema)
    const fits = compiled(value)
    validate.errors = compiled.errors ?? null
    return fits
  }
  return validate
}
