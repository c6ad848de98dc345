import { setTimeout as wait } from 'node:timers/promises'
import type { Machine, Page } from './machine.ts'
import type { Kind, Node } from './template.ts'

/** What is on the screen and can be touched, as the template would show it. */
export interface Screen {
  /** All text of the top page, in order, pieces joined by `|`. */
  text(): string
  /** Waits until the page is open and shows the text. */
  shows(text: string | RegExp, page?: string): Promise<void>
  /** Taps what has this text or label; the innermost thing that can be tapped. */
  tap(name: string | RegExp, options?: { nth?: number }): Promise<void>
  type(label: string | RegExp, value: string): Promise<void>
  /** Whether something has this text or label now. */
  has(name: string | RegExp): boolean
  /** Something happens to the component that has this text or label: `getphonenumber` of WeChat's own buttons. */
  happens(type: string, name: string | RegExp, detail: object): void
}

interface Touched {
  node: Node
  /** From the root to the node. */
  line: Node[]
}

const showsWithinMs = 15_000
const lookEveryMs = 20

export function openScreen(machine: Machine, kinds: Map<string, Kind>): Screen {
  const root = (): Node => machine.top().data.root
  const attribute = (node: Node, name: string): unknown => {
    const property = kinds.get(node.nn)?.attributes.get(name)
    return property === undefined ? undefined : node[property]
  }
  const texts = (node: Node): string[] => [
    ...(typeof node.v === 'string' && node.v !== '' ? [node.v] : []),
    ...(node.cn ?? []).flatMap(texts),
  ]
  const names = (node: Node): string[] => [String(attribute(node, 'aria-label') ?? ''), texts(node).join('')]
  const fits = (node: Node, name: string | RegExp) =>
    names(node).some((has) => (typeof name === 'string' ? has === name : name.test(has)))

  function all(node: Node, line: Node[] = []): Touched[] {
    const here = [...line, node]
    return [{ node, line: here }, ...(node.cn ?? []).flatMap((child) => all(child, here))]
  }
  /** What has the name and nothing in it that has it too. */
  const found = (name: string | RegExp) =>
    all(root()).filter(({ node }) => fits(node, name) && !(node.cn ?? []).some((child) => fits(child, name)))
  const isOff = ({ line }: Touched) => line.some((node) => attribute(node, 'aria-hidden') === 'true')

  async function one(name: string | RegExp, takes: (touched: Touched) => boolean, nth = 0): Promise<Touched> {
    let seen: Touched | undefined
    await untilShown(() => {
      seen = found(name).filter((touched) => !isOff(touched) && takes(touched))[nth]
      return seen !== undefined
    }, `nothing to touch is called ${name} on ${machine.top().route}: ${screen.text()}`)
    return seen!
  }

  async function untilShown(condition: () => boolean, sentence: string): Promise<void> {
    const deadline = performance.now() + showsWithinMs
    while (!condition()) {
      if (machine.faults.length > 0) throw new Error(machine.faults.join('\n'))
      if (performance.now() > deadline) throw new Error(sentence)
      await wait(lookEveryMs)
    }
  }

  const screen: Screen = {
    text: () => texts(root()).join('|'),
    has: (name) => found(name).length > 0,
    async shows(text, page) {
      const isThere = () =>
        (page === undefined || machine.top().route === `pages/${page}/index`) &&
        (typeof text === 'string' ? texts(root()).join('').includes(text) : text.test(texts(root()).join('')))
      const where = () => `${page ?? ''} does not show ${text}: ${machine.top().route}: ${screen.text()}`
      await untilShown(isThere, '').catch((error: Error) => {
        throw new Error(error.message || where())
      })
    },
    async tap(name, { nth = 0 } = {}) {
      const { line } = await one(name, ({ line }) => line.some((node) => isTappable(node, attribute)), nth)
      bubble(machine.top(), kinds, line, { type: 'tap', detail: {} })
      await wait(lookEveryMs)
    },
    async type(label, value) {
      const { line } = await one(label, ({ node }) => kinds.get(node.nn)?.events.has('input') === true)
      bubble(machine.top(), kinds, line.slice(-1), { type: 'input', detail: { value } })
      await wait(lookEveryMs)
    },
    happens(type, name, detail) {
      const { line } = found(name).find(({ line }) => line.some((node) => kinds.get(node.nn)?.events.has(type)))!
      bubble(machine.top(), kinds, line, { type, detail })
    },
  }
  return screen
}

function isTappable(node: Node, attribute: (node: Node, name: string) => unknown): boolean {
  return ['button', 'link', 'radio', 'checkbox', 'switch', 'tab', 'gridcell', 'option'].includes(
    String(attribute(node, 'aria-role')),
  )
}

/** As WeChat does it: from the thing touched outwards, to each that listens. */
function bubble(page: Page, kinds: Map<string, Kind>, line: Node[], event: { type: string; detail: object }): void {
  const target = { id: line.at(-1)!.uid ?? line.at(-1)!.sid, dataset: { sid: line.at(-1)!.sid } }
  for (const node of [...line].reverse()) {
    if (!kinds.get(node.nn)?.events.has(event.type)) continue
    const currentTarget = { id: node.uid ?? node.sid, dataset: { sid: node.sid } }
    page.eh({ ...event, timeStamp: performance.now(), target, currentTarget })
  }
}
