import { make, pick, redraw } from './parts.js'
import { dismissSheet } from './sheet.js'
import { locale, say } from './words.js'

/** The frame as it is drawn, before it is made to fit. */
const drawnWidth = 406
const drawnHeight = 860
const smallest = 0.6
/** An app that has just been loaded needs a moment before it hears where to go. */
const settlesMs = 400

let frame = null
let product = null
let holder = ''
let isClosed = false
let goTo = null

/** Shows the product's page as this person holds it. It stays while the product is away: an app does not vanish. */
export function showPhone(url, person) {
  const isNew = person !== holder || (url !== null && url !== product)
  if (isNew && person !== '') {
    holder = person
    product = url ?? product
    isClosed = false
    if (product) openApp()
  }
  if (!frame) redraw('#app', [product, isClosed, locale()], () => [isClosed ? closed() : nothingYet()])
}

/** The app is loaded anew, as after a phone has put it away. */
export function openApp() {
  if (!product) return
  dismissSheet()
  isClosed = false
  frame = make('iframe', {
    src: `${product}/`,
    name: `yizhan-phone:${holder}`,
    title: say('phoneTitle'),
    allow: `geolocation ${product}; clipboard-write ${product}`,
  })
  frame.addEventListener('load', () => setTimeout(tellWhereToGo, settlesMs))
  redraw('#app', [{}, Math.random()], () => [frame])
}

/** `closeWindow`, as an app asks for it. */
export function closeApp() {
  frame = null
  isClosed = true
  showPhone(product, holder)
}

/** Takes the app to a page of its own, as a tapped message does. */
export function goToPage(path) {
  goTo = path
  if (frame) tellWhereToGo()
  else openApp()
}

/** Empties the memory this person's phone has of the app, then opens it as newly installed. */
export function forgetApp() {
  if (!frame) openApp()
  tell({ type: 'yizhan.forget' })
}

function tellWhereToGo() {
  if (goTo === null) return
  tell({ type: 'yizhan.open', path: goTo })
  goTo = null
}

function tell(message) {
  frame?.contentWindow.postMessage(message, product)
}

/** Hears the bridge in the frame; `invoked` does what it asks and answers as WeChat does. */
export function startPhone(invoked) {
  window.addEventListener('message', async ({ origin, source, data }) => {
    if (!frame || origin !== product || source !== frame.contentWindow) return
    if (data?.type === 'yizhan.hello') dismissSheet()
    if (data?.type === 'yizhan.forgotten') openApp()
    if (data?.type !== 'yizhan.invoke') return
    const asking = frame
    const result = await invoked(data.name, data.params)
    if (frame === asking) tell({ type: 'yizhan.answer', id: data.id, result })
  })
  new ResizeObserver(fit).observe(document.body)
  window.addEventListener('resize', fit)
}

/** As large as the window allows, at most as drawn. Where it stands alone, what is above it may scroll away. */
function fit() {
  const isAlone = window.matchMedia('(max-width: 900px)').matches
  const top = isAlone ? 0 : pick('main').offsetTop
  const byHeight = Math.max(smallest, (window.innerHeight - top - 24) / drawnHeight)
  const byWidth = (document.documentElement.clientWidth - 16) / drawnWidth
  document.documentElement.style.setProperty('--k', String(Math.min(1, byHeight, byWidth)))
}

function nothingYet() {
  return make('div', { class: 'empty' }, make('b', {}, say('noApp')), make('p', { class: 'note' }, say('noAppNote')))
}

function closed() {
  const again = make('button', { type: 'button', id: 'again-app', onclick: openApp }, say('openAgain'))
  return make('div', { class: 'empty' }, make('b', {}, say('appClosed')), again)
}
