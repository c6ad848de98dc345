import { keep, readKept } from '../../state/kept.ts'
import type { InvoiceForm } from './invoice-form.ts'

const titlesAtMost = 8

/** Titles the guest asked invoices with before, the newest first; on this device alone. */
export function keptTitles(): InvoiceForm[] {
  const found = readKept('invoice-titles-1')
  return Array.isArray(found) ? found.filter(isForm).slice(0, titlesAtMost) : []
}

export function keepTitle(form: InvoiceForm): void {
  const others = keptTitles().filter(({ kind, title }) => kind !== form.kind || title !== form.title)
  keep('invoice-titles-1', [form, ...others].slice(0, titlesAtMost))
}

export function forgetTitles(): void {
  keep('invoice-titles-1', null)
}

function isForm(found: unknown): found is InvoiceForm {
  const { kind, title, taxNumber, email } = (found ?? {}) as Partial<InvoiceForm>
  const texts = [title, taxNumber, email]
  return (kind === 'company' || kind === 'person') && texts.every((text) => typeof text === 'string')
}
