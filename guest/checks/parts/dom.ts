import { JSDOM } from 'jsdom'

const { window } = new JSDOM('<!doctype html><html lang="zh-CN"><body></body></html>', {
  url: 'https://hotel.example/',
  pretendToBeVisual: true,
})

for (const name of [
  'window',
  'document',
  'navigator',
  'location',
  'history',
  'HTMLElement',
  'HTMLInputElement',
] as const) {
  Object.defineProperty(globalThis, name, { value: window[name], configurable: true, writable: true })
}
Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })

// Nothing is laid out here: whatever is drawn counts as in sight, and nothing scrolls.
Object.defineProperty(window.HTMLElement.prototype, 'offsetParent', {
  get(this: HTMLElement) {
    return this.isConnected ? this.parentElement : null
  },
})
window.Element.prototype.scrollIntoView = () => undefined
