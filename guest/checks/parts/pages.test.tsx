import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Unreachable } from '../../../contract/client.ts'
import { usePages } from '../../src/api/use-pages.ts'
import { asked } from './asked.ts'
import { draw, heard, tap, the } from './stage.tsx'

interface Listed {
  items: string[]
  nextCursor: string | null
}

function Orders({ ask }: { ask: (cursor: string | undefined) => Promise<Listed> }) {
  const list = usePages('orders', ask)
  return (
    <>
      <p role="log">{list.items.join(' ')}</p>
      <p role="note">{list.hasMore ? 'more' : 'all'}</p>
      {list.moreFailure && <p role="alert">{list.moreFailure.kind}</p>}
      <button type="button" onClick={list.more} aria-busy={list.loadingMore}>
        more
      </button>
      <button type="button" onClick={list.first.retry}>
        again
      </button>
    </>
  )
}

async function open() {
  const server = asked<Listed, [string | undefined]>()
  await draw(<Orders ask={server.ask} />)
  await server.answer({ items: ['a', 'b'], nextCursor: 'after b' })
  return server
}

const items = () => heard(the('log'))
const end = () => heard(the('note'))
const more = () => tap(the('button', 'more'))

test('pages follow each other until there is none', async () => {
  const server = await open()
  assert.deepEqual([items(), end()], ['a b', 'more'])
  await more()
  assert.equal(the('button', 'more').getAttribute('aria-busy'), 'true')
  await server.answer({ items: ['c'], nextCursor: 'after c' })
  await more()
  await server.answer({ items: ['d'], nextCursor: null })
  assert.deepEqual([items(), end()], ['a b c d', 'all'])
  assert.deepEqual(server.given(), [[undefined], ['after b'], ['after c']])
  await more()
  assert.equal(server.count(), 3, 'at the end nothing is asked')
})

test('the end of the list reached twice asks once', async () => {
  const server = await open()
  await more()
  await more()
  assert.equal(server.count(), 2)
  await server.answer({ items: ['c'], nextCursor: null })
  assert.equal(items(), 'a b c')
})

test('a page that did not come leaves those that did, and can be asked for again', async () => {
  const server = await open()
  await more()
  await server.fail(new Unreachable())
  assert.deepEqual([items(), heard(the('alert')), end()], ['a b', 'offline', 'more'])
  await more()
  await server.answer({ items: ['c'], nextCursor: null })
  assert.equal(items(), 'a b c')
})

test('asked anew, the list begins with its first page, and a later page of the old one is not put behind it', async () => {
  const server = await open()
  await more()
  await server.answer({ items: ['c'], nextCursor: 'after c' })
  await more()
  await tap(the('button', 'again'))
  const [ofOld, ofNew] = server.open()
  await ofNew?.({ items: ['z', 'a'], nextCursor: 'after a' })
  assert.equal(items(), 'z a')
  await ofOld?.({ items: ['d'], nextCursor: null })
  assert.deepEqual([items(), end()], ['z a', 'more'])
})
