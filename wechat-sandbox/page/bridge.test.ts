import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { createContext, runInContext } from 'node:vm'

const source = readFileSync(join(import.meta.dirname, 'bridge.js'), 'utf8')
const phone = 'http://127.0.0.1:8090'

type Heard = { type: string; id?: string; name?: string; params?: Record<string, unknown> }
type Bridge = { invoke(name: string, params?: unknown, callback?: (result: unknown) => void): void }

/** A page with a memory, framed by the phone of a person, or standing alone. */
function openPage({ name = 'yizhan-phone:u_lin', framed = true, memory = new Map<string, string>() } = {}) {
  const told: { message: Heard; to: string }[] = []
  const listeners: ((event: object) => void)[] = []
  const events: { type: string; detail?: { path: string } }[] = []
  const parent = { postMessage: (message: Heard, to: string) => void told.push({ message, to }) }
  const page: Record<string, unknown> = {
    name,
    URL,
    Event,
    CustomEvent,
    CSSStyleSheet: class {
      replaceSync() {}
    },
    performance: { timeOrigin: Math.random() },
    setTimeout,
    localStorage: storageOf(memory),
    sessionStorage: storageOf(new Map()),
    addEventListener: (_type: string, listener: (event: object) => void) => void listeners.push(listener),
    dispatchEvent: (event: CustomEvent<{ path: string }>) => void events.push(event),
    document: {
      currentScript: { src: `${phone}/phone/bridge.js` },
      adoptedStyleSheets: [],
      dispatchEvent: (event: Event) => void events.push(event),
    },
  }
  page.window = page
  page.parent = framed ? parent : page
  runInContext(source, createContext(page))
  return {
    told,
    events,
    bridge: page.WeixinJSBridge as Bridge | undefined,
    localStorage: page.localStorage as Storage,
    hear: (data: object, { origin = phone, from = parent as object } = {}) => {
      for (const listener of listeners) listener({ origin, source: from, data })
    },
  }
}

/** As a browser has it: names are properties of its own. */
function storageOf(memory: Map<string, string>): object {
  const methods = {
    getItem: (name: string) => memory.get(name) ?? null,
    setItem: (name: string, value: string) => void memory.set(name, value),
    removeItem: (name: string) => void memory.delete(name),
  }
  return new Proxy(methods, {
    ownKeys: () => [...memory.keys()],
    getOwnPropertyDescriptor: () => ({ enumerable: true, configurable: true, value: '' }),
  })
}

test('a page that stands alone, or in a frame that is no phone, finds nothing of WeChat', () => {
  assert.equal(openPage({ framed: false }).bridge, undefined)
  assert.equal(openPage({ name: 'advert' }).bridge, undefined)
  assert.deepEqual(openPage({ name: '' }).told, [])
})

test('the phone is told that the page is there, and the page that WeChat is', () => {
  const page = openPage()
  assert.deepEqual(
    page.told.map(({ message, to }) => [message.type, to]),
    [['yizhan.hello', phone]],
  )
  assert.equal(page.events[0]?.type, 'WeixinJSBridgeReady')
})

test('a call goes to the phone alone, and only the phone’s answer counts, once', () => {
  const page = openPage()
  const answers: unknown[] = []
  page.bridge!.invoke('getBrandWCPayRequest', { appId: 'wx1' }, (result) => answers.push(result))
  const { message, to } = page.told.at(-1)!
  assert.equal(to, phone)
  assert.deepEqual(
    [message.type, message.name, { ...message.params }],
    ['yizhan.invoke', 'getBrandWCPayRequest', { appId: 'wx1' }],
  )
  const answer = { type: 'yizhan.answer', id: message.id, result: { err_msg: 'get_brand_wcpay_request:ok' } }
  page.hear(answer, { origin: 'https://evil.example' })
  page.hear(answer, { from: {} })
  page.hear({ ...answer, id: 'another' })
  assert.deepEqual(answers, [])
  page.hear(answer)
  page.hear(answer)
  assert.deepEqual(answers, [answer.result])
})

test('two pages one after the other never share the number of a call', () => {
  const ids = [openPage(), openPage()].map((page) => {
    page.bridge!.invoke('getSetting')
    return page.told.at(-1)!.message.id
  })
  assert.notEqual(ids[0], ids[1])
})

test('that this is the sandbox’s phone is answered on the spot', async () => {
  const page = openPage()
  const said = await new Promise<{ ok: boolean }>((resolve) =>
    page.bridge!.invoke('yizhan.sandbox', {}, (result) => resolve(result as { ok: boolean })),
  )
  assert.equal(said.ok, true)
  assert.equal(page.told.length, 1)
})

test('a tapped message becomes an event of the page, whoever else claims to be the phone', () => {
  const page = openPage()
  const open = { type: 'yizhan.open', path: '/pages/order/index?id=ord_1' }
  page.hear(open, { origin: 'http://127.0.0.1:8088' })
  page.hear(open)
  const opened = page.events.filter(({ type }) => type === 'yizhan.open')
  assert.deepEqual(
    opened.map(({ detail }) => detail?.path),
    [open.path],
  )
})

test('each person’s phone remembers for itself, and forgets for itself', () => {
  const memory = new Map([['left from before', 'x']])
  const lin = openPage({ memory }).localStorage
  lin.setItem('token', 'lin')
  lin.setItem('draft', '1')
  const su = openPage({ memory, name: 'yizhan-phone:u_su' })
  assert.equal(su.localStorage.getItem('token'), null)
  assert.equal(su.localStorage.length, 0)
  su.localStorage.setItem('token', 'su')
  assert.equal(lin.getItem('token'), 'lin')
  assert.deepEqual([lin.length, lin.key(0), lin.key(1), lin.key(2)], [2, 'token', 'draft', null])
  lin.removeItem('draft')
  su.hear({ type: 'yizhan.forget' })
  assert.equal(su.told.at(-1)?.message.type, 'yizhan.forgotten')
  assert.deepEqual([...memory.values()], ['x', 'lin'])
})
