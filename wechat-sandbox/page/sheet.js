import { pick } from './parts.js'

let shown = null
/** What rises is in sight already. */
const still = { preventScroll: true }

/**
 * What rises from below over the phone. `draw` gives its content and is asked again when the language changes;
 * `dismiss` is what leaving it means. The app under it rests, the panels beside it do not.
 */
export function showSheet({ draw, dismiss }) {
  shown?.dismiss()
  shown = { draw, dismiss, from: document.activeElement }
  for (const id of ['#mask', '#sheet']) pick(id).hidden = false
  pick('#app').inert = true
  drawSheet()
  pick('#sheet').focus(still)
}

export function drawSheet() {
  if (!shown) return
  const focused = pick('#sheet').contains(document.activeElement) ? document.activeElement.id : ''
  pick('#sheet').replaceChildren(...shown.draw().filter((part) => part !== null))
  if (focused) document.getElementById(focused)?.focus()
}

/** Goes without a word; the one who opened it knows why. */
export function closeSheet() {
  if (!shown) return
  const { from } = shown
  shown = null
  for (const id of ['#mask', '#sheet']) pick(id).hidden = true
  pick('#sheet').replaceChildren()
  pick('#app').inert = false
  from?.focus(still)
}

/** Leaves whatever is open: the page under it is gone. */
export function dismissSheet() {
  shown?.dismiss()
}

export function startSheet() {
  document.addEventListener('keydown', (event) => {
    const isHere = pick('#sheet').contains(event.target) || event.target === document.body
    if (event.key === 'Escape' && shown && isHere) shown.dismiss()
  })
}
