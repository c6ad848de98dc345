import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ownDataText, pageByPage } from './own-data.ts'

async function textOf(parts: AsyncIterable<string>): Promise<string> {
  let text = ''
  for await (const part of parts) text += part
  return text
}

async function* pages(...all: object[][]) {
  yield* all
}

test('the parts are one JSON object, whatever pages are empty', async () => {
  const lists = {
    orders: pages([{ n: 1 }, { n: 2 }], [], [{ n: 3 }]),
    coupons: pages([]),
    favourites: pages(),
    invoices: pages([], [{ n: 4 }]),
  }
  assert.deepEqual(JSON.parse(await textOf(ownDataText({ format: 1 }, lists))), {
    format: 1,
    orders: [{ n: 1 }, { n: 2 }, { n: 3 }],
    coupons: [],
    favourites: [],
    invoices: [{ n: 4 }],
  })
})

test('a list is read page by page to its end', async () => {
  const asked: (number | undefined)[] = []
  const list = pageByPage(async (after: number | undefined) => {
    asked.push(after)
    const at = (after ?? 0) + 1
    return { items: [{ at }], next: at < 3 ? at : null }
  })
  assert.equal((await Array.fromAsync(list)).length, 3)
  assert.deepEqual(asked, [undefined, 1, 2])
})
