import { say } from './words.js'

export const pick = (selector) => document.querySelector(selector)

/** An element with attributes and children; text is always text. `on…` attributes are listeners. */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value)
    else if (value === true) element.setAttribute(name, '')
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, value)
  }
  element.append(...children.filter((child) => child !== null))
  return element
}

const drawn = new Map()

/** Draws a place anew only when what it shows changed, so that focus and selection stay where they are. */
export function redraw(selector, shown, draw) {
  const key = JSON.stringify(shown)
  if (drawn.get(selector) === key) return
  drawn.set(selector, key)
  const place = document.querySelector(selector)
  const focused = place.contains(document.activeElement) ? document.activeElement.id : ''
  place.replaceChildren(...draw())
  if (focused) document.getElementById(focused)?.focus()
}

/** Everything is drawn again: the language changed. */
export function forgetDrawn() {
  drawn.clear()
}

export function yuan(fen) {
  return (fen / 100).toLocaleString('en', { minimumFractionDigits: 2, maximumFractionDigits: 2 })
}

/** Wall clock in China. */
export function clockTime(instant) {
  return inChina(instant).slice(11, 19)
}

/** The same, to the tenth of a second. */
export function exactTime(instant) {
  return inChina(instant).slice(11, 21)
}

export function dayAndTime(instant) {
  return inChina(instant).slice(5, 16).replace('T', ' ')
}

function inChina(instant) {
  return new Date(Date.parse(instant) + 8 * 3_600_000).toISOString()
}

/** What a person at the cashier can do something about is said in their language; the rest as the sandbox says it. */
function refusal({ code, message }) {
  const word = `refused_${code}`
  return say(word) === word ? message : say(word)
}

export async function ask(method, path, body) {
  const init = body
    ? { method, headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) }
    : { method }
  const response = await fetch(`/sandbox/${path}`, init)
  const text = await response.text()
  const answer = text ? JSON.parse(text) : {}
  if (!response.ok) throw new Error(refusal(answer))
  return answer
}
