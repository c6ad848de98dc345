import { readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import vm from 'node:vm'
import { configOf, furtherPagesOf } from './app-config.ts'
import type { Node } from './template.ts'

/** A page as the mini-program's framework holds it. */
export interface Page {
  route: string
  data: { root: Node }
  eh(event: object): void
  onShareAppMessage?(from: object): unknown
  onReachBottom?(): void
  onPullDownRefresh?(): void
}

interface Given extends Page {
  onLoad?(options: Record<string, string>): void
  onShow?(): void
  onReady?(): void
  onHide?(): void
  onUnload?(): void
  [name: string]: unknown
}

/** The framework of WeChat as far as a page knows it: the app, its pages on a stack, and what moves between them. */
export interface Machine {
  /** Loads the app and opens the page of that address: `/pages/order/index?id=…`. */
  launch(url?: string): void
  top(): Page
  stack(): readonly Page[]
  /** The routes of WeChat, to be part of its `wx`. */
  routes: Record<string, (options: RouteOptions) => void>
  /** What code of the app threw where nobody caught it. */
  faults: string[]
  /** The app is put away by the phone: nothing of it runs any more. */
  kill(): void
}

interface RouteOptions {
  url?: string
  delta?: number
  success?: (answer: object) => void
  fail?: (answer: object) => void
  complete?: (answer: object) => void
}

const pagesAtMost = 10
/** What a browser or Node has and a mini-program has not; `Intl` is there on some phones only. */
const absent = ['Intl', 'WebAssembly', 'SharedArrayBuffer', 'Atomics']

/** Runs a built mini-program in a context of its own, with `wx` as the phone gives it and its clock off by so much. */
export function openMachine(folder: string, { wx, clockOffMs }: { wx: object; clockOffMs: number }): Machine {
  const config = configOf(folder)
  const pages = [...config.pages, ...furtherPagesOf(config)]
  const tabs = config.tabBar.list.map(({ pagePath }) => pagePath)
  const stack: Given[] = []
  const faults: string[] = []
  const registered = new Map<string, Given>()
  let app: Given | undefined
  let loading = ''

  let killed = false
  const guarded = (work: () => unknown) => {
    if (killed) return
    try {
      const result = work()
      if (result instanceof Promise) result.catch((error) => faults.push(String(error?.stack ?? error)))
    } catch (error) {
      faults.push(String((error as Error)?.stack ?? error))
    }
  }
  const later = (timer: typeof setTimeout | typeof setInterval) => (work: () => void, ms?: number) =>
    timer(() => guarded(work), ms).unref()
  const context = vm.createContext({
    wx,
    console: { ...console, error: (...said: unknown[]) => faults.push(said.map(String).join(' ')) },
    setTimeout: later(setTimeout),
    setInterval: later(setInterval),
    clearTimeout,
    clearInterval,
    App: (given: Given) => (app = given),
    Page: (given: Given) => registered.set(loading, given),
    Component: () => undefined,
    Behavior: (given: object) => given,
    getApp: () => app,
    getCurrentPages: () => stack,
    requirePlugin: () => ({}),
  })
  vm.runInContext(
    `globalThis.global = globalThis; for (const name of ${JSON.stringify(absent)}) delete globalThis[name]`,
    context,
  )

  vm.runInContext(
    `{ const now = Date.now.bind(Date)
      globalThis.Date = class extends Date {
        constructor(...given) { given.length === 0 ? super(now() + ${clockOffMs}) : super(...given) }
        static now() { return now() + ${clockOffMs} }
      } }`,
    context,
  )

  const modules = new Map<string, { exports: unknown }>()
  const load = (file: string): unknown => {
    const path = file.endsWith('.js') ? file : `${file}.js`
    const known = modules.get(path)
    if (known) return known.exports
    const module = { exports: {} }
    modules.set(path, module)
    const before = loading
    loading = relative(folder, path).replace(/\.js$/, '')
    const wrapped = vm.runInContext(
      `(function (require, module, exports) {${readFileSync(path, 'utf8')}\n})`,
      context,
      {
        filename: path,
      },
    )
    wrapped((name: string) => load(resolve(dirname(path), name)), module, module.exports)
    loading = before
    return module.exports
  }

  const open = (url: string) => {
    const [path = '', query = ''] = url.replace(/^\//, '').split('?')
    if (!pages.includes(path)) throw new Error(`there is no page ${url}`)
    load(join(folder, path))
    const page = instanceOf(registered.get(path)!, path)
    stack.push(page)
    guarded(() => page.onLoad?.(optionsOf(query)))
    guarded(() => page.onShow?.())
    guarded(() => page.onReady?.())
  }
  const close = () => {
    const page = stack.pop()
    guarded(() => page?.onUnload?.())
  }
  const hide = () => guarded(() => stack.at(-1)?.onHide?.())
  const isTab = (url: string) => tabs.includes(url.replace(/^\//, '').split('?')[0]!)
  const requireNoTab = (url: string) => {
    if (isTab(url)) throw new Error('can not navigate to a tabbar page')
  }
  const kept = new Map<string, Given>()

  const routes: Record<string, (options: RouteOptions) => void> = {
    navigateTo: answering(({ url = '' }) => {
      requireNoTab(url)
      if (stack.length >= pagesAtMost) throw new Error(`webview count limit exceed`)
      hide()
      open(url)
    }),
    redirectTo: answering(({ url = '' }) => {
      requireNoTab(url)
      close()
      open(url)
    }),
    reLaunch: answering(({ url = '' }) => {
      kept.clear()
      while (stack.length > 0) close()
      open(url)
    }),
    navigateBack: answering(({ delta = 1 }) => {
      if (stack.length < 2) throw new Error('cannot navigate back at first page')
      for (let step = 0; step < delta && stack.length > 1; step += 1) close()
      guarded(() => stack.at(-1)?.onShow?.())
    }),
    switchTab: answering(({ url = '' }) => {
      if (!isTab(url)) throw new Error('can not switch to no-tabBar page')
      const path = url.replace(/^\//, '').split('?')[0]!
      while (stack.length > 1) close()
      const last = stack.pop()
      if (last) {
        guarded(() => last.onHide?.())
        if (isTab(last.route)) kept.set(last.route, last)
        else guarded(() => last.onUnload?.())
      }
      const known = kept.get(path)
      if (!known) return open(path)
      stack.push(known)
      guarded(() => known.onShow?.())
    }),
  }

  return {
    faults,
    kill() {
      killed = true
    },
    routes,
    stack: () => stack,
    top: () => stack.at(-1)!,
    launch(url = config.pages[0]!) {
      const [path = '', query = ''] = url.replace(/^\//, '').split('?')
      const options = { path, query: optionsOf(query), scene: 1001 }
      Object.assign(wx, { getLaunchOptionsSync: () => options, getEnterOptionsSync: () => options })
      load(join(folder, 'app'))
      guarded(() => (app as { onLaunch?: (options: object) => void } | undefined)?.onLaunch?.(options))
      guarded(() => (app as { onShow?: (options: object) => void } | undefined)?.onShow?.(options))
      open(url)
    },
  }
}

function answering(work: (options: RouteOptions) => void): (options: RouteOptions) => void {
  return (options) => {
    setTimeout(() => {
      try {
        work(options)
        options.success?.({ errMsg: 'ok' })
        options.complete?.({ errMsg: 'ok' })
      } catch (error) {
        const said = { errMsg: `fail ${(error as Error).message}` }
        options.fail?.(said)
        options.complete?.(said)
      }
    })
  }
}

/** WeChat hands the query on as it stands in the address. */
function optionsOf(query: string): Record<string, string> {
  return Object.fromEntries(
    query.split('&').flatMap((pair) => (pair === '' ? [] : [pair.split('=') as [string, string]])),
  )
}

function instanceOf(given: Given, route: string): Given {
  const page = Object.assign(Object.create(given), given, {
    route,
    __route__: route,
    data: JSON.parse(JSON.stringify(given.data ?? {})),
    selectComponent: () => null,
    setData(patch: Record<string, unknown>, done?: () => void) {
      // What crosses to the screen is text: a function or a circle in it would be lost on a phone as it is here.
      for (const [path, value] of Object.entries(patch)) {
        put(page.data, path, value === undefined ? undefined : JSON.parse(JSON.stringify(value)))
      }
      if (done) setTimeout(done)
    },
  })
  return page
}

/** `root.cn.[0].cn` → the place in the data. */
function put(data: Record<string, unknown>, path: string, value: unknown): void {
  const keys = path.replace(/\.?\[(\d+)\]/g, '.$1').split('.')
  let place = data
  for (const [at, key] of keys.slice(0, -1).entries()) {
    place[key] ??= /^\d+$/.test(keys[at + 1]!) ? [] : {}
    place = place[key] as Record<string, unknown>
  }
  place[keys.at(-1)!] = value
}
