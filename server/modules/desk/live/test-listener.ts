import { until } from '../../../../proof/house/until.ts'

export interface HeardEvent {
  id: string
  name: string
  content: { hotelId?: string | null; id?: string }
  /** When it came, by a clock that only goes on. */
  atMs: number
}

/** Somebody who listens to what changes, and what they have heard. */
export interface TestListener extends Disposable {
  status: number
  heard: HeardEvent[]
  /** Whether the other side has ended it. */
  ended(): boolean
  /** Waits until they have heard that, under a number after that one. */
  hears(name: string, wanted?: { id?: string; after?: number }): Promise<HeardEvent>
}

/** Listens with those headers. */
export async function listen(url: string, headers: Record<string, string>, query = ''): Promise<TestListener> {
  const hangUp = new AbortController()
  const answer = await fetch(`${url}/api/admin/live${query}`, { headers, signal: hangUp.signal })
  const heard: HeardEvent[] = []
  let over = false
  const reading = read(answer, heard).finally(() => {
    over = true
  })
  reading.catch(() => undefined) // a connection that is broken off is over as well
  const find = (name: string, { id, after = -1 }: { id?: string; after?: number }) =>
    heard.find(
      (event) => event.name === name && Number(event.id) > after && (id === undefined || event.content.id === id),
    )
  return {
    status: answer.status,
    heard,
    ended: () => over,
    async hears(name, wanted = {}) {
      const missing = () => `${name} ${wanted.id ?? ''} was not heard, but ${JSON.stringify(heard)}`
      await until(() => find(name, wanted) !== undefined, missing, { everyMs: 10 })
      return find(name, wanted)!
    },
    [Symbol.dispose]: () => hangUp.abort(),
  }
}

async function read(answer: Response, heard: HeardEvent[]): Promise<void> {
  let rest = ''
  for await (const part of answer.body!) {
    rest += Buffer.from(part).toString()
    const blocks = rest.split('\n\n')
    rest = blocks.pop()!
    for (const block of blocks) {
      const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(block)?.[1]
      const content = field('data')
      if (content === undefined) continue
      heard.push({
        id: field('id') ?? '',
        name: field('event') ?? '',
        content: JSON.parse(content),
        atMs: performance.now(),
      })
    }
  }
}
