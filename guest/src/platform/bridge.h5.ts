/** WeChat's bridge to a page, as far as the app uses it. */
export interface Bridge {
  invoke: (name: string, params: object, callback: (answer: Record<string, unknown>) => void) => void
}

declare global {
  interface Window {
    WeixinJSBridge?: Bridge
  }
}

const bridgeWithinMs = 1_500
const phoneWithinMs = 300

let found: Promise<Bridge | null> | undefined
let phone: Promise<boolean> | undefined

/** The bridge, once it is there; null in any other browser. */
export function bridge(): Promise<Bridge | null> {
  found ??= findBridge()
  return found
}

/** Asks the bridge and waits for its answer; null where there is no bridge. */
export async function invoke(name: string, params: object): Promise<Record<string, unknown> | null> {
  const there = await bridge()
  return there && new Promise((resolve) => there.invoke(name, params, resolve))
}

/**
 * Whether this is the sandbox's phone, which also answers what WeChat keeps for mini-programs: phone number and
 * subscriptions. A WeChat browser never answers, so silence is a no.
 */
export function inSandboxPhone(): Promise<boolean> {
  phone ??= Promise.race([
    invoke('yizhan.sandbox', {}).then((answer) => answer?.ok === true),
    new Promise<boolean>((resolve) => setTimeout(() => resolve(false), phoneWithinMs + bridgeWithinMs)),
  ])
  return phone
}

/** Whether a bridge may still come: WeChat's browser, or a frame that may be the sandbox's phone. */
function mayBeWeChat(): boolean {
  return window.WeixinJSBridge !== undefined || /MicroMessenger/i.test(navigator.userAgent) || window.parent !== window
}

function findBridge(): Promise<Bridge | null> {
  if (window.WeixinJSBridge) return Promise.resolve(window.WeixinJSBridge)
  if (!mayBeWeChat()) return Promise.resolve(null)
  return new Promise((resolve) => {
    const settle = () => resolve(window.WeixinJSBridge ?? null)
    document.addEventListener('WeixinJSBridgeReady', settle, { once: true })
    setTimeout(settle, bridgeWithinMs)
  })
}
