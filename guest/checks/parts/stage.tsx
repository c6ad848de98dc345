import assert from 'node:assert/strict'
import { afterEach, mock } from 'node:test'
import { act, type ReactNode } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { forgetAnswers } from '../../src/api/use-call.ts'
import { languageStore } from '../../src/state/language.ts'
import { ways } from './taro.ts'
import { endTime } from './time.ts'

const roots = new Set<Root>()
const complaints: string[] = []
// What React or the app complains of is a fault of what is drawn.
mock.method(console, 'error', (...said: unknown[]) => void complaints.push(said.map(String).join(' ')))

afterEach(async () => {
  await act(async () => {
    for (const root of roots) root.unmount()
    languageStore.set('zh')
  })
  roots.clear()
  endTime()
  forgetAnswers()
  ways.length = 0
  document.body.replaceChildren()
  assert.deepEqual(complaints.splice(0), [], 'nothing was said on the console')
})

/** Draws parts of the kit at the end of the page; drawn again, they are the same parts with other values. */
export async function draw(element: ReactNode): Promise<{ again: (element: ReactNode) => Promise<void> }> {
  const place = document.body.appendChild(document.createElement('div'))
  const root = createRoot(place)
  roots.add(root)
  const again = (next: ReactNode) => act(async () => root.render(next))
  await again(element)
  return { again }
}

/** Says everything in that language until the end of the test. */
export function speak(language: 'zh' | 'en'): Promise<void> {
  return act(async () => languageStore.set(language))
}

export function tap(element: HTMLElement): Promise<void> {
  return act(async () => element.click())
}

/** So fast that nothing is drawn between the taps. */
export function tapTwice(element: HTMLElement): Promise<void> {
  return act(async () => {
    element.click()
    element.click()
  })
}

export function focus(element: HTMLElement): void {
  act(() => element.focus())
}

/** A key as a browser takes it: heard first, then what it does by itself, unless that was prevented. */
export async function press(key: string, { shift = false } = {}): Promise<void> {
  const at = document.activeElement ?? document.body
  await act(async () => {
    const event = new window.KeyboardEvent('keydown', { key, shiftKey: shift, bubbles: true, cancelable: true })
    if (!at.dispatchEvent(event)) return
    if (key === 'Tab') nextStop(shift)?.focus()
    if ((key === 'Enter' || key === ' ') && at instanceof window.HTMLButtonElement) at.click()
  })
}

/** What has the keyboard. */
export function focused(): HTMLElement {
  return document.activeElement as HTMLElement
}

function nextStop(back: boolean): HTMLElement | undefined {
  const stops = [...document.querySelectorAll<HTMLElement>('a[href],button,input,textarea,[tabindex]')].filter(
    (stop) => stop.tabIndex >= 0 && !stop.hasAttribute('disabled'),
  )
  const at = document.activeElement
  // A place that code focused is no stop: what follows it comes next.
  const before = stops.filter((stop) => at && at.compareDocumentPosition(stop) & 2)
  const after = stops.filter((stop) => !at || at === document.body || at.compareDocumentPosition(stop) & 4)
  return back ? (before.at(-1) ?? stops.at(-1)) : (after[0] ?? stops[0])
}

const rolesOf: Record<string, string> = {
  BUTTON: 'button',
  A: 'link',
  INPUT: 'textbox',
  TEXTAREA: 'textbox',
  H1: 'heading',
  H2: 'heading',
  DEL: 'deletion',
  UL: 'list',
  OL: 'list',
  NAV: 'navigation',
}

/** All elements of a role; those that a screen reader does not see are left out. */
export function all(role: string): HTMLElement[] {
  return [...document.body.querySelectorAll<HTMLElement>('*')].filter(
    (each) => (each.getAttribute('role') ?? rolesOf[each.tagName]) === role && !each.closest('[aria-hidden=true]'),
  )
}

/** The one element of a role, by its name where it is given. */
export function the(role: string, name?: string | RegExp): HTMLElement {
  const found = all(role).filter((each) => name === undefined || fits(nameOf(each), name))
  assert.equal(found.length, 1, `one ${role} ${name ?? ''} among ${all(role).map(nameOf).join(' | ')}`)
  return found[0]!
}

/** What a screen reader calls an element. */
export function nameOf(element: Element): string {
  return (element.getAttribute('aria-label') ?? heard(element)).trim()
}

/** The text of an element without what is hidden from a screen reader. */
export function heard(element: Element): string {
  const copy = element.cloneNode(true) as Element
  for (const hidden of copy.querySelectorAll('[aria-hidden=true]')) hidden.remove()
  return copy.textContent ?? ''
}

function fits(text: string, name: string | RegExp): boolean {
  return typeof name === 'string' ? text === name : name.test(text)
}
