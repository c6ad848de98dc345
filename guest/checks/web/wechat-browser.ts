import type { BrowserContext } from 'playwright-core'
import type { Guest, House } from '../house.ts'
import type { Where } from './stage.ts'

/** What the person does when WeChat asks, and what was asked. */
export interface WeChatHabits {
  /** At the cashier; `waits`: it stays open until this is changed, or the browser is closed. */
  pays: 'pays' | 'leaves' | 'lacks' | 'waits'
  /** How WeChat tells the product. */
  notify: { times?: number; delayMs?: number; mode?: 'normal' | 'none' | 'forged' | 'tampered' | 'replayed' }
  allowsPhone: boolean
  allowsMessages: boolean
  asked: string[]
  /** Who holds the phone when nobody is signed in yet: the one who will be recognised. */
  userId: string | null
}

type Answer = Record<string, unknown>

const lookEveryMs = 50

/** What runs in the page: `WeixinJSBridge` as WeChat's browser has it, with the answers made out here. */
const bridge = `window.WeixinJSBridge = {
  invoke: (name, params, callback) => {
    window.askWeChat(name, JSON.stringify(params ?? {})).then((answer) => answer && callback?.(JSON.parse(answer)))
  },
}`

/** Gives a browser's pages what WeChat gives them; the money, the codes and the choices are the sandbox's. */
export async function giveWeChat(
  context: BrowserContext,
  { house, guest, where }: { house: House; guest: Guest | null; where: Where },
): Promise<WeChatHabits> {
  const habits: WeChatHabits = {
    pays: 'pays',
    notify: {},
    allowsPhone: true,
    allowsMessages: true,
    asked: [],
    userId: guest?.person.userId ?? null,
  }
  if (where === 'browser') return habits
  const calls = callsOf(house, habits, where)
  context.once('close', () => {
    if (habits.pays === 'waits') habits.pays = 'leaves'
  })
  await context.exposeFunction('askWeChat', async (name: string, params: string) => {
    const call = calls[name]
    if (!call) return null
    habits.asked.push(name)
    return JSON.stringify(await call(JSON.parse(params)))
  })
  await context.addInitScript(bridge)
  // Real WeChat knows who holds the phone; the sandbox's page is told.
  await context.route(`${house.sandboxUrl}/connect/oauth2/authorize?*`, (route) => {
    const url = new URL(route.request().url())
    if (habits.userId) url.searchParams.set('as', habits.userId)
    return route.continue({ url: url.href })
  })
  return habits
}

function callsOf(
  house: House,
  habits: WeChatHabits,
  where: Where,
): Record<string, (params: Answer) => Promise<Answer>> {
  const control = async (method: string, path: string, body?: object): Promise<Answer> => {
    const answer = await fetch(`${house.sandboxUrl}/sandbox/users/${habits.userId}/${path}`, {
      method,
      ...(body ? { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) } : {}),
    })
    return (await answer.json()) as Answer
  }
  const cashier = async (sheet: Answer): Promise<Answer> => {
    const said = (how: string) => ({ err_msg: `get_brand_wcpay_request:${how}` })
    const { prepayId } = await house.sandbox.openPaySheet(sheet)
    while (habits.pays === 'waits') await new Promise((resolve) => setTimeout(resolve, lookEveryMs))
    if (habits.pays === 'leaves') return said('cancel')
    if (habits.pays === 'lacks') return said('fail')
    await house.sandbox.pay(prepayId, habits.userId ?? '', habits.notify)
    return said('ok')
  }
  const always = { getBrandWCPayRequest: cashier, closeWindow: async () => ({}) }
  if (where === 'wechat') return always
  return {
    ...always,
    'yizhan.sandbox': async () => ({ ok: true }),
    async getPhoneNumber() {
      if (!habits.allowsPhone) return { err_msg: 'getPhoneNumber:fail user deny' }
      await control('POST', 'open-mini')
      return { err_msg: 'getPhoneNumber:ok', code: await house.sandbox.phoneCode(habits.userId ?? '') }
    },
    getSetting: async () => ({
      err_msg: 'getSetting:ok',
      subscriptionsSetting: await control('GET', 'subscriptions'),
    }),
    async requestSubscribeMessage({ tmplIds }) {
      const templates = tmplIds as string[]
      const told = await control('POST', 'subscribe-request', { templates })
      if (!told.ask) return told
      const accepted = habits.allowsMessages ? templates : []
      // Only who has been in the mini-program is sent its messages.
      if (accepted.length > 0) await control('POST', 'open-mini')
      return control('POST', 'subscribe-request', { templates, answer: { accepted, keep: false } })
    },
  }
}
