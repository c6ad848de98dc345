import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ApiProblem } from '../../../contract/client.ts'
import { useAct } from '../../src/api/use-act.ts'
import { Button, Pair, ProblemNote } from '../../src/kit/index.ts'
import { asked } from './asked.ts'
import { all, draw, focus, focused, heard, nameOf, press, tap, tapTwice, the } from './stage.tsx'

function Pay({ send }: { send: () => Promise<string> }) {
  const pay = useAct(async () => {
    await send()
  })
  return (
    <>
      <Button onTap={pay.run} busy={pay.running}>
        Pay
      </Button>
      {pay.failure && <ProblemNote failure={pay.failure} />}
    </>
  )
}

async function open() {
  const server = asked<string>()
  await draw(<Pay send={server.ask} />)
  return server
}

const button = () => the('button', 'Pay')

test('two taps in one moment are one call', async () => {
  const server = await open()
  await tapTwice(button())
  await tap(button())
  assert.equal(server.count(), 1)
  await server.answer('paid')
  await tap(button())
  assert.equal(server.count(), 2, 'after the answer it can be done again')
})

test('under way, the button stays where it is, keeps the focus and says so', async () => {
  const server = await open()
  const before = button()
  focus(before)
  await press('Enter')
  assert.equal(button(), before)
  assert.deepEqual([before.getAttribute('aria-busy'), focused()], ['true', before])
  await press('Enter')
  await press(' ')
  assert.equal(server.count(), 1)
  await server.answer('paid')
  assert.equal(before.getAttribute('aria-busy'), null)
})

test('what went wrong is said at once, and is gone with the next try', async () => {
  const server = await open()
  await tap(button())
  await server.fail(new ApiProblem(409, { code: 'price_changed', title: 'The price changed', detail: 'Confirm again' }))
  assert.equal(heard(the('alert')), 'The price changedConfirm again')
  await tap(button())
  assert.equal(server.count(), 2)
  assert.deepEqual(all('alert'), [])
})

test('a button that is off does nothing', async () => {
  let taps = 0
  await draw(
    <Button disabled onTap={() => (taps += 1)}>
      Off
    </Button>,
  )
  await tap(the('button', 'Off'))
  assert.equal(taps, 0)
})

test('of a pair each does its own; the one that is under way or off does nothing', async () => {
  const done: string[] = []
  const pair = (state: { busy?: boolean; disabled?: boolean }) => (
    <Pair
      first={{ word: 'Keep it', onTap: () => done.push('kept') }}
      second={{ kind: 'warn', word: 'Cancel it', onTap: () => done.push('cancelled'), ...state }}
    />
  )
  const { again } = await draw(pair({}))
  assert.deepEqual(all('button').map(nameOf), ['Keep it', 'Cancel it'])
  await tap(the('button', 'Keep it'))
  await tap(the('button', 'Cancel it'))
  for (const state of [{ busy: true }, { disabled: true }]) {
    await again(pair(state))
    await tap(the('button', 'Cancel it'))
  }
  assert.deepEqual(done, ['kept', 'cancelled'])
})
