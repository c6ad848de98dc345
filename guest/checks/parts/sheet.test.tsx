import assert from 'node:assert/strict'
import { test } from 'node:test'
import { useState } from 'react'
import { Button, Field, Sheet } from '../../src/kit/index.ts'
import { all, draw, focus, focused, nameOf, press, speak, tap, the } from './stage.tsx'

/** A page with a sheet, and a second one that opens from the first. */
function Page() {
  const [open, setOpen] = useState<'none' | 'first' | 'both'>('none')
  const [name, setName] = useState('')
  return (
    <>
      <Button onTap={() => setOpen('first')}>Open</Button>
      <Button onTap={() => undefined}>Behind</Button>
      <Sheet
        open={open !== 'none'}
        onClose={() => setOpen('none')}
        title="First"
        bar={<Button onTap={() => setOpen('both')}>Further</Button>}
      >
        <Field label="Name" value={name} onChange={setName} />
      </Sheet>
      <Sheet open={open === 'both'} onClose={() => setOpen('first')} title="Second">
        <Button onTap={() => undefined}>Within</Button>
      </Sheet>
    </>
  )
}

async function opened(): Promise<void> {
  await speak('en')
  await draw(<Page />)
  focus(the('button', 'Open'))
  await press('Enter')
}

test('a sheet is a dialog by its title, and takes the keyboard', async () => {
  await opened()
  const sheet = the('dialog', 'First')
  assert.equal(sheet.getAttribute('aria-modal'), 'true')
  assert.equal(focused(), sheet)
})

test('Tab goes round inside the sheet, in both directions', async () => {
  await opened()
  const stops: string[] = []
  for (let presses = 0; presses < 4; presses += 1) {
    await press('Tab')
    stops.push(nameOf(focused()))
  }
  assert.deepEqual(stops, ['Close', 'Name', 'Further', 'Close'])
  await press('Tab', { shift: true })
  assert.equal(nameOf(focused()), 'Further')
})

test('Shift and Tab right after opening goes to the last of the sheet', async () => {
  await opened()
  await press('Tab', { shift: true })
  assert.equal(nameOf(focused()), 'Further')
})

for (const [how, close] of [
  ['Escape', () => press('Escape')],
  ['its button', () => tap(the('button', 'Close'))],
  ['a tap beside it', () => tap(document.querySelector<HTMLElement>('.sheet-mask')!)],
] as const) {
  test(`it closes by ${how}, and the focus is back where it was`, async () => {
    await opened()
    await close()
    assert.deepEqual(all('dialog'), [])
    assert.equal(nameOf(focused()), 'Open')
  })
}

test('Escape closes the upper of two sheets, and the lower one has the keyboard again', async () => {
  await opened()
  focus(the('button', 'Further'))
  await press('Enter')
  assert.equal(focused(), the('dialog', 'Second'))
  await press('Tab')
  await press('Tab')
  await press('Tab')
  assert.ok(the('dialog', 'Second').contains(focused()))
  await press('Escape')
  assert.deepEqual(all('dialog').map(nameOf), ['First'])
  assert.equal(nameOf(focused()), 'Further')
  await press('Escape')
  assert.deepEqual(all('dialog'), [])
  assert.equal(nameOf(focused()), 'Open')
})
