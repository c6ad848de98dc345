import { emailPattern } from '../../../../contract/bounds.ts'
import { plainTaxNumber, type TaxNumberFault, taxNumberFault } from './tax-number.ts'

/** For whom an invoice is: a company has a tax number, a person or an office has none. */
export type TitleKind = 'company' | 'person'

/** What an invoice says, and where it is sent. */
export interface InvoiceForm {
  kind: TitleKind
  title: string
  taxNumber: string
  email: string
}

export interface FormFaults {
  title?: 'missing'
  taxNumber?: TaxNumberFault
  email?: 'missing' | 'wrong'
}

const emailShape = new RegExp(emailPattern)

/** What is wrong with a form, field by field; nothing: it can be sent. */
export function faultsOf({ kind, title, taxNumber, email }: InvoiceForm): FormFaults {
  const faults: FormFaults = {}
  if (title.trim() === '') faults.title = 'missing'
  const fault = kind === 'company' ? taxNumberFault(taxNumber) : null
  if (fault) faults.taxNumber = fault
  if (email.trim() === '') faults.email = 'missing'
  else if (!emailShape.test(email.trim())) faults.email = 'wrong'
  return faults
}

/** The form as the API takes it. */
export function bodyOf({ kind, title, taxNumber, email }: InvoiceForm) {
  return {
    title: title.trim(),
    taxNumber: kind === 'company' ? plainTaxNumber(taxNumber) : null,
    email: email.trim(),
  }
}
