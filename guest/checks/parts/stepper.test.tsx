import assert from 'node:assert/strict'
import { test } from 'node:test'
import { useState } from 'react'
import { Stepper } from '../../src/kit/index.ts'
import { draw, focus, focused, heard, press, speak, tap, the } from './stage.tsx'

function Rooms({ min = 1, max = 3 }: { min?: number; max?: number }) {
  const [rooms, setRooms] = useState(1)
  return <Stepper what="rooms" value={rooms} min={min} max={max} onChange={setRooms} />
}

test('a stepper counts up and down, and stops at both ends', async () => {
  await speak('en')
  await draw(<Rooms />)
  const fewer = the('button', 'Fewer rooms')
  const more = the('button', 'More rooms')
  const off = () => [fewer, more].map((each) => each.getAttribute('aria-disabled') === 'true')
  assert.deepEqual(off(), [true, false])
  await tap(more)
  await tap(more)
  assert.match(heard(the('group', 'rooms')), /3/)
  assert.deepEqual(off(), [false, true])
  await tap(more)
  assert.match(heard(the('group', 'rooms')), /3/)
  await tap(fewer)
  assert.match(heard(the('group', 'rooms')), /2/)
})

test('at its end a button keeps the keyboard, and says that it is off', async () => {
  await speak('en')
  await draw(<Rooms max={2} />)
  const more = the('button', 'More rooms') as HTMLButtonElement
  focus(more)
  await press('Enter')
  await press('Enter')
  assert.match(heard(the('group', 'rooms')), /2/)
  assert.deepEqual([focused(), more.disabled, more.getAttribute('aria-disabled')], [more, false, 'true'])
})

test('the number is spoken as it changes', async () => {
  await draw(<Rooms />)
  assert.equal(document.querySelector('[aria-live=polite]')?.textContent, '1')
})
