import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Field, SearchField } from '../../src/kit/index.ts'
import { draw, heard, nameOf, speak, tap, the } from './stage.tsx'

const field = (error?: string) => (
  <Field label="Phone" value="138" onChange={() => undefined} error={error} hint="Eleven figures" />
)
const noteOf = (input: HTMLElement) => document.getElementById(input.getAttribute('aria-describedby') ?? '')

test('a field is called by what stands above it, which leads to it', async () => {
  await draw(field())
  const input = the('textbox', 'Phone')
  const label = document.querySelector('label')
  assert.deepEqual([label?.textContent, label?.htmlFor], ['Phone', input.id])
  assert.equal(heard(noteOf(input)!), 'Eleven figures')
})

test('what is wrong stands beside the field, linked to it, is spoken as it comes, and what was typed stays', async () => {
  const { again } = await draw(field())
  const spoken = document.querySelector('[aria-live=polite]')
  await again(field('One figure is missing'))
  const input = the('textbox', 'Phone') as HTMLInputElement
  assert.deepEqual([input.value, input.getAttribute('aria-invalid')], ['138', 'true'])
  assert.equal(heard(noteOf(input)!), 'One figure is missing')
  assert.equal(document.querySelector('[aria-live=polite]'), spoken, 'what speaks was there before')
  assert.ok(spoken?.contains(noteOf(input)))
})

test('a search can be cleared by a button that says so', async () => {
  await speak('en')
  let typed = 'lane'
  const search = () => (
    <SearchField value={typed} onChange={(value) => (typed = value)} label="Find a hotel" placeholder="City" />
  )
  const { again } = await draw(search())
  await tap(the('button', 'Clear'))
  assert.equal(typed, '')
  await again(search())
  assert.equal(document.querySelector('button'), null)
  assert.equal(nameOf(the('search').querySelector('input')!), 'Find a hotel')
})
