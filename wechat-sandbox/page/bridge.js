// Runs in the product's page when that is framed by the phone of the sandbox: what WeChat's browser gives a page
// (`WeixinJSBridge`), and what stands for the mini-program's own calls. Everything asked goes to the page around it.
;(() => {
  const phone = new URL(document.currentScript.src).origin
  const person = /^yizhan-phone:(\w+)$/.exec(window.name)?.[1]
  if (window.parent === window || !person) return

  /** Each person's phone has a memory of its own. */
  function memoryOf(storage) {
    const prefix = `${person}:`
    const own = () => Object.keys(storage).filter((name) => name.startsWith(prefix))
    return {
      get length() {
        return own().length
      },
      key: (at) => own()[at]?.slice(prefix.length) ?? null,
      getItem: (name) => storage.getItem(prefix + name),
      setItem: (name, value) => storage.setItem(prefix + name, value),
      removeItem: (name) => storage.removeItem(prefix + name),
      clear() {
        for (const name of own()) storage.removeItem(name)
      },
    }
  }
  for (const kind of ['localStorage', 'sessionStorage']) {
    Object.defineProperty(window, kind, { value: memoryOf(window[kind]), configurable: true })
  }

  // A phone shows no scroll bars.
  const style = new CSSStyleSheet()
  style.replaceSync('* { scrollbar-width: none }')
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, style]

  const waiting = new Map()
  let asked = 0
  const tell = (message) => window.parent.postMessage(message, phone)

  window.addEventListener('message', ({ origin, source, data }) => {
    if (origin !== phone || source !== window.parent) return
    if (data?.type === 'yizhan.answer') {
      const callback = waiting.get(data.id)
      waiting.delete(data.id)
      callback?.(data.result)
    } else if (data?.type === 'yizhan.open') {
      window.dispatchEvent(new CustomEvent('yizhan.open', { detail: { path: String(data.path) } }))
    } else if (data?.type === 'yizhan.forget') {
      localStorage.clear()
      sessionStorage.clear()
      tell({ type: 'yizhan.forgotten' })
    }
  })

  window.WeixinJSBridge = {
    invoke(name, params, callback) {
      if (name === 'yizhan.sandbox') {
        setTimeout(() => callback?.({ ok: true }))
        return
      }
      asked += 1
      // Of this page alone: an answer to the one before must not be taken for ours.
      const id = `${performance.timeOrigin} ${asked}`
      if (callback) waiting.set(id, callback)
      tell({ type: 'yizhan.invoke', id, name: String(name), params: JSON.parse(JSON.stringify(params ?? {})) })
    },
  }
  document.dispatchEvent(new Event('WeixinJSBridgeReady'))
  tell({ type: 'yizhan.hello' })
})()
