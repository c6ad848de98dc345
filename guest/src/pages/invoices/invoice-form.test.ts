import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bodyOf, faultsOf, type InvoiceForm } from './invoice-form.ts'

const company: InvoiceForm = {
  kind: 'company',
  title: ' Example Travel Ltd ',
  taxNumber: '9135 0100 m000 100y43',
  email: ' books@example.com ',
}

test('a whole form has no faults and is sent clean', () => {
  assert.deepEqual(faultsOf(company), {})
  assert.deepEqual(bodyOf(company), {
    title: 'Example Travel Ltd',
    taxNumber: '91350100M000100Y43',
    email: 'books@example.com',
  })
})

test('a person has no tax number, whatever is left in the field', () => {
  const person: InvoiceForm = { ...company, kind: 'person', taxNumber: 'half' }
  assert.deepEqual(faultsOf(person), {})
  assert.equal(bodyOf(person).taxNumber, null)
})

test('each field says what is wrong with it', () => {
  const empty: InvoiceForm = { kind: 'company', title: ' ', taxNumber: '', email: '' }
  assert.deepEqual(faultsOf(empty), { title: 'missing', taxNumber: 'missing', email: 'missing' })
  assert.deepEqual(faultsOf({ ...company, email: 'books@example' }), { email: 'wrong' })
})
