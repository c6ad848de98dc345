/** What one part of the house keeps about a member: its entries page by page, so that no list is held whole. */
export type OwnPart = AsyncIterable<readonly object[]>

const pagesAtMost = 10_000

/** A list read page by page, each from where the one before ended. Throws when it has no end. */
export async function* pageByPage<Item extends object, Cursor>(
  read: (after: Cursor | undefined) => Promise<{ items: readonly Item[]; next: Cursor | null }>,
): AsyncGenerator<readonly Item[]> {
  let after: Cursor | undefined
  for (let page = 0; page < pagesAtMost; page += 1) {
    const { items, next } = await read(after)
    yield items
    if (next === null) return
    after = next
  }
  throw new Error(`a list went on after ${pagesAtMost} pages`)
}

/** One JSON object in parts: what stands at its head, then each list under its name, a part a page. */
export async function* ownDataText(head: object, lists: Record<string, OwnPart>): AsyncGenerator<string> {
  yield JSON.stringify(head).slice(0, -1)
  for (const [name, pages] of Object.entries(lists)) {
    let before = `,${JSON.stringify(name)}:[`
    for await (const page of pages) {
      if (page.length === 0) continue
      yield before + page.map((entry) => JSON.stringify(entry)).join(',')
      before = ','
    }
    yield before === ',' ? ']' : `${before}]`
  }
  yield '}'
}
