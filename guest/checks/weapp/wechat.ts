import type { Person } from '../../../wechat-sandbox/client.ts'
import type { House } from '../house.ts'

/** What a person does when WeChat asks: at the cashier, for the phone number, for messages, for the place. */
export interface Habits {
  pays: 'pays' | 'leaves' | 'lacks'
  allowsMessages: boolean
  place: { latitude: number; longitude: number } | null
}

/** WeChat on one phone: its `wx`, what it keeps when the app is killed, and what was asked of it. */
export interface Wechat {
  wx: Record<string, unknown>
  habits: Habits
  /** No call gets through any more, or does again. */
  setOnline(online: boolean): void
  storage: Map<string, unknown>
  /** Every call the app made, with what it wanted. */
  asked: { name: string; options: Record<string, unknown> }[]
  /** Answers calls whose address fits instead of the server. */
  answering: { fits: RegExp; status: number; body: object }[]
  /** Addresses called that are not the server's. */
  outside: string[]
}

interface Options {
  success?: (answer: object) => void
  fail?: (answer: object) => void
  complete?: (answer: object) => void
  [name: string]: unknown
}

/** Where the mini-program was told its server is when it was built. */
const apiBase = 'http://127.0.0.1:8088'
const window = { windowWidth: 390, windowHeight: 844, pixelRatio: 3, statusBarHeight: 47 }
const versions = { SDKVersion: '3.8.0', version: '8.0.60', language: 'zh_CN', platform: 'ios', system: 'iOS 18.0' }

/** A phone in the hands of a person of the sandbox; what it kept from before, when the app was killed. */
export function openWechat(house: House, person: Person, storage = new Map<string, unknown>()): Wechat {
  const asked: Wechat['asked'] = []
  const habits: Habits = { pays: 'pays', allowsMessages: true, place: null }
  const answering: Wechat['answering'] = []
  const outside: string[] = []
  let online = true
  const wx: Record<string, unknown> = {}

  /** A call that answers by `success` or `fail`, or where neither is given by a promise, as all of WeChat's do. */
  const offer = (name: string, work: (options: Options) => object | undefined | Promise<object | undefined>) => {
    wx[name] = (options: Options = {}) => {
      asked.push({ name, options })
      const answer = Promise.resolve()
        .then(() => work(options))
        .then(
          (found) => ({ errMsg: `${name}:ok`, ...found }),
          (error: Error) => Promise.reject({ errMsg: `${name}:fail ${error.message}` }),
        )
      if (!options.success && !options.fail && !options.complete) return answer
      answer.then(options.success, options.fail).finally(() => options.complete?.({ errMsg: name }))
    }
  }
  const control = async (method: string, path: string, body?: object): Promise<Record<string, unknown>> => {
    const answer = await fetch(`${house.sandboxUrl}/sandbox/users/${person.userId}/${path}`, {
      method,
      ...(body ? { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) } : {}),
    })
    return (await answer.json()) as Record<string, unknown>
  }

  offer('request', async ({ url, method, header, data }) => {
    const address = String(url)
    if (!address.startsWith(`${apiBase}/`)) outside.push(address)
    if (!online) throw new Error('net::ERR_INTERNET_DISCONNECTED')
    const instead = answering.find(({ fits }) => fits.test(`${method} ${address}`))
    if (instead) {
      const problem = { 'Content-Type': 'application/problem+json' }
      return { statusCode: instead.status, header: problem, data: JSON.stringify(instead.body) }
    }
    const answer = await fetch(house.url + address.slice(apiBase.length), {
      method: String(method ?? 'GET'),
      headers: header as Record<string, string>,
      ...(data === undefined ? {} : { body: String(data) }),
    })
    return { statusCode: answer.status, header: Object.fromEntries(answer.headers), data: await answer.text() }
  })
  offer('login', async () => ({ code: await house.sandbox.loginCode(person.userId, 'mini') }))
  offer('requestPayment', async ({ timeStamp, nonceStr, package: prepay, signType, paySign }) => {
    const { miniAppId } = await miniAppOf(house)
    const sheet = { appId: miniAppId, timeStamp, nonceStr, package: prepay, signType, paySign }
    const { prepayId } = await house.sandbox.openPaySheet(sheet)
    if (habits.pays === 'leaves') throw new Error('cancel')
    if (habits.pays === 'lacks') throw new Error('insufficient balance')
    await house.sandbox.pay(prepayId, person.userId)
    return undefined
  })
  offer('getSetting', async () => ({
    authSetting: {},
    subscriptionsSetting: await control('GET', 'subscriptions'),
  }))
  offer('requestSubscribeMessage', async ({ tmplIds }) => {
    const templates = tmplIds as string[]
    if (templates.length > 3) throw new Error('Templates count out of max bounds')
    const told = await control('POST', 'subscribe-request', { templates })
    if (!told.ask) return told
    const accepted = habits.allowsMessages ? templates : []
    return control('POST', 'subscribe-request', { templates, answer: { accepted, keep: false } })
  })
  offer('getFuzzyLocation', () => {
    if (habits.place === null) throw new Error('auth deny')
    return habits.place
  })
  for (const name of [
    'showToast',
    'hideToast',
    'showLoading',
    'hideLoading',
    'setNavigationBarTitle',
    'openLocation',
    'makePhoneCall',
    'setClipboardData',
    'pageScrollTo',
    'showShareMenu',
    'hideKeyboard',
    'previewImage',
    'openCustomerServiceChat',
    'requirePrivacyAuthorize',
    'openPrivacyContract',
    'openSetting',
    'shareFileMessage',
    'vibrateShort',
    'hideHomeButton',
    'setKeepScreenOn',
    'getScreenBrightness',
    'setScreenBrightness',
    'stopPullDownRefresh',
    'setBackgroundColor',
    'nextTick_',
  ]) {
    offer(name, () => undefined)
  }
  offer('getPrivacySetting', () => ({ needAuthorization: false, privacyContractName: '' }))
  offer('getNetworkType', () => ({ networkType: online ? 'wifi' : 'none' }))
  offer('showModal', () => ({ confirm: true, cancel: false }))

  Object.assign(wx, {
    env: { USER_DATA_PATH: 'wxfile://usr' },
    getSystemInfoSync: () => ({ ...window, ...versions }),
    getWindowInfo: () => window,
    getDeviceInfo: () => versions,
    getAppBaseInfo: () => versions,
    getMenuButtonBoundingClientRect: () => ({ top: 51, height: 32, width: 87, right: 383, left: 296, bottom: 83 }),
    getStorageSync: (key: string) => storage.get(key) ?? '',
    setStorageSync: (key: string, value: unknown) => void storage.set(key, value),
    removeStorageSync: (key: string) => void storage.delete(key),
    canIUse: () => true,
    nextTick: (work: () => void) => setTimeout(work),
    getFileSystemManager: () => ({
      writeFileSync: (path: string, text: string) =>
        void asked.push({ name: 'writeFileSync', options: { path, text } }),
    }),
    createSelectorQuery: selectorQuery,
    createIntersectionObserver: observer,
    getUpdateManager: () => ({ onUpdateReady() {}, onCheckForUpdate() {}, onUpdateFailed() {}, applyUpdate() {} }),
  })
  for (const name of [
    'Network',
    'Theme',
    'AppShow',
    'AppHide',
    'Error',
    'UnhandledRejection',
    'WindowResize',
    'UserCaptureScreen',
  ]) {
    const told = name === 'Network' ? 'NetworkStatusChange' : name
    wx[`on${told}`] = () => undefined
    wx[`off${told}`] = () => undefined
  }
  wx.onNeedPrivacyAuthorization = () => undefined

  return {
    wx,
    habits,
    storage,
    asked,
    answering,
    outside,
    setOnline(next) {
      online = next
    },
  }
}

async function miniAppOf(house: House): Promise<{ miniAppId: string }> {
  const answer = await fetch(`${house.url}/api/guest/site`)
  return ((await answer.json()) as { wechat: { miniAppId: string } }).wechat
}

/** Nothing is drawn here, so everything measures the same. */
function selectorQuery(): object {
  const query: Record<string, unknown> = {}
  for (const name of [
    'in',
    'select',
    'selectAll',
    'selectViewport',
    'boundingClientRect',
    'scrollOffset',
    'fields',
    'node',
  ]) {
    query[name] = () => query
  }
  query.exec = (answer?: (found: object[]) => void) => {
    setTimeout(() => answer?.([{ width: 100, height: 100, top: 0, left: 0 }]))
  }
  return query
}

function observer(): object {
  const watching = { relativeTo: () => watching, relativeToViewport: () => watching, observe() {}, disconnect() {} }
  return watching
}
