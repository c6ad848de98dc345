import { pick } from './parts.js'

const names = ['login', 'pay', 'subscribe', 'faults']
const tab = (name) => pick(`#tab-${name}`)

/** Shows one of the panels at the left. */
export function showTab(name) {
  for (const each of names) {
    const isShown = each === name
    tab(each).setAttribute('aria-selected', String(isShown))
    tab(each).tabIndex = isShown ? 0 : -1
    pick(`#${tab(each).getAttribute('aria-controls')}`).hidden = !isShown
  }
}

/** Tabs by click, and by arrows, Home and End. */
export function startTabs() {
  for (const [at, name] of names.entries()) {
    tab(name).addEventListener('click', () => showTab(name))
    tab(name).addEventListener('keydown', (event) => {
      const last = names.length - 1
      const to = { ArrowRight: at === last ? 0 : at + 1, ArrowLeft: at === 0 ? last : at - 1, Home: 0, End: last }[
        event.key
      ]
      if (to === undefined) return
      event.preventDefault()
      showTab(names[to])
      tab(names[to]).focus()
    })
  }
  showTab('login')
}
