import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ApiProblem, Unreachable } from '../../../contract/client.ts'
import { useCall } from '../../src/api/use-call.ts'
import { Answered, useSlow } from '../../src/kit/index.ts'
import { asked } from './asked.ts'
import { all, draw, heard, speak, tap, the } from './stage.tsx'
import { worldAt } from './time.ts'

function Rooms({ ask }: { ask: () => Promise<string> }) {
  return <Answered of={useCall('rooms', ask)}>{(value) => <p>{value}</p>}</Answered>
}

async function open() {
  const world = worldAt('2026-11-25T10:00:00Z')
  const server = asked<string>()
  await speak('en')
  await draw(<Rooms ask={server.ask} />)
  return { world, server }
}

const text = () => document.body.textContent
const skeletons = () => all('status').filter((each) => each.getAttribute('aria-busy') === 'true')

test('what is answered within 200 ms comes without a skeleton', async () => {
  const { world, server } = await open()
  await world.pass(150)
  assert.equal(text(), '')
  await server.answer('three rooms')
  assert.equal(text(), 'three rooms')
  await world.pass(1_000)
  assert.deepEqual([text(), skeletons().length], ['three rooms', 0])
})

test('after 200 ms there is a skeleton that says it is loading, and it stays for 300 ms at least', async () => {
  const { world, server } = await open()
  await world.pass(200)
  assert.equal(skeletons()[0]?.getAttribute('aria-label'), 'Loading')
  await server.answer('three rooms')
  await world.pass(250)
  assert.deepEqual([text(), skeletons().length], ['', 1], 'it does not flash')
  await world.pass(100)
  assert.deepEqual([text(), skeletons().length], ['three rooms', 0])
})

test('after a long wait the answer shows at once', async () => {
  const { world, server } = await open()
  await world.pass(2_000)
  await server.answer('three rooms')
  await world.pass(50)
  assert.equal(text(), 'three rooms')
})

test('a call that got no answer says so, and asks again by a tap', async () => {
  const { server } = await open()
  await server.fail(new Unreachable())
  assert.match(heard(the('alert')), /^No connectionYour order is safe/)
  await tap(the('button', 'Try again'))
  assert.equal(server.count(), 2)
  await server.answer('three rooms')
  assert.equal(text(), 'three rooms')
})

test('a refusal is said in the server’s words', async () => {
  const { server } = await open()
  await server.fail(new ApiProblem(404, { code: 'not_found', title: 'There is no such hotel' }))
  assert.match(heard(the('alert')), /^There is no such hotel/)
})

test('a busy server is asked again by itself when it said it would be free', async () => {
  const { world, server } = await open()
  await server.fail(new ApiProblem(429, { code: 'too_many_requests', title: 'Busy now', retryAfterS: 3 }))
  assert.match(heard(the('status')), /Trying again in about 3 seconds/)
  await world.pass(2_900)
  assert.equal(server.count(), 1)
  await world.pass(200)
  assert.equal(server.count(), 2)
})

test('an older answer stays, with a word and a way to ask again, when the newest call failed', async () => {
  const { server } = await open()
  await server.answer('three rooms')
  const again = asked<string>()
  await draw(<Rooms ask={again.ask} />)
  assert.match(text() ?? '', /three roomsthree rooms/, 'it shows at once what is known')
  await again.fail(new Unreachable())
  assert.match(heard(the('status')), /This is what we knew before/)
  assert.match(text() ?? '', /three rooms$/)
  await tap(the('button', 'Try again'))
  await again.answer('two rooms')
  assert.deepEqual([all('status').length, /two rooms$/.test(text() ?? '')], [0, true])
})

test('what loads and stops loading within 200 ms never counts as slow', async () => {
  const world = worldAt('2026-11-25T10:00:00Z')
  function Slow({ loading }: { loading: boolean }) {
    return <p>{useSlow(loading) ? 'slow' : 'quick'}</p>
  }
  const { again } = await draw(<Slow loading />)
  await world.pass(199)
  await again(<Slow loading={false} />)
  await world.pass(500)
  assert.equal(text(), 'quick')
})
