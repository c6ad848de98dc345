import { cloneElement, type ReactElement, type ReactNode, useId } from 'react'
import { kit } from '../texts/kit.ts'
import { useTexts } from '../texts/use-texts.ts'

export interface FieldProps {
  label: string
  /** What is wrong with it, beside it. */
  error?: string | undefined
  note?: ReactNode
  /** An input that takes `id` and `aria-…`. */
  children: ReactElement<Record<string, unknown>>
}

/** A label, an input, and what is wrong with it, tied together for whoever cannot see that they stand together. */
export function Field({ label, error, note, children }: FieldProps) {
  const id = useId()
  const described = error || note ? `${id}-note` : undefined
  const told = { id, 'aria-describedby': described, ...(error ? { 'aria-invalid': true, status: 'error' } : {}) }
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {cloneElement(children, told)}
      {described ? (
        <span id={described} className={error ? 'field-error' : 'field-note'}>
          {error ?? note}
        </span>
      ) : null}
    </div>
  )
}

/** Says what the server found wrong with a field of the request; undefined where it found nothing. */
export function useFieldWords(fields: Record<string, string>): (name: string) => string | undefined {
  const t = useTexts(kit)
  return (name) => {
    const fault = fields[name]
    if (fault === undefined) return undefined
    if (fault === 'minLength' || fault === 'required') return t('fieldEmpty')
    if (fault === 'maxLength' || fault === 'too_long') return t('fieldTooLong')
    if (fault === 'out_of_range' || fault === 'maximum' || fault === 'minimum') return t('fieldOutOfRange')
    return t('fieldWrong')
  }
}
