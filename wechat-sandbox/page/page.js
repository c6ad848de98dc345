import { hideBanner, showBanner } from './banner.js'
import { drawChoices, startChoices } from './choices.js'
import {
  showCredits,
  showFaults,
  showFlow,
  showLedger,
  showMessages,
  showOpenPayments,
  showPeople,
  showSettings,
} from './panels.js'
import { ask, clockTime, forgetDrawn, make, pick, redraw } from './parts.js'
import { forgetApp, goToPage, openApp, showPhone, startPhone } from './phone.js'
import { dismissSheet, drawSheet, startSheet } from './sheet.js'
import { startTabs } from './tabs.js'
import { createWechat } from './wechat.js'
import { locale, say, switchLanguage, writeWords } from './words.js'

const everyMs = 1_000
const lookForAppMs = 3_000
const doingsAtMost = 40
const latenessMs = 3_000
const faultPaths = [
  '/v3/pay/transactions/jsapi',
  '/v3/pay/transactions/*',
  '/v3/refund/domestic/refunds',
  '/sns/*',
  '/wxa/business/getuserphonenumber',
  '/cgi-bin/message/subscribe/send',
  '/cgi-bin/stable_token',
]
const faultKinds = ['error', 'latency', 'drop-answer', 'refuse', 'unsigned', 'wrong-signature']

let chosen = sessionStorage.getItem('person') ?? ''
let filter = 'all'
let state = null
let lookedAt = 0
let appUrl = null
let isSomebodyMade = false
/** Messages of the chosen person that were there before, so that only what arrives slides in. */
let seen = null
const doings = []

const wechat = createWechat({
  holder: () => state.people.find((each) => each.userId === chosen),
  note(doing) {
    doings.unshift({ at: now(), ...doing })
    doings.length = Math.min(doings.length, doingsAtMost)
  },
  speak,
})

/** The sandbox's time, between two looks. */
function now() {
  return new Date(Date.parse(state.now) + performance.now() - lookedAt).toISOString()
}

function drawFixed() {
  writeWords()
  drawChoices()
  redraw('#new-fault [name=path]', [locale()], () => faultPaths.map((path) => make('option', {}, path)))
  redraw('#new-fault [name=kind]', [locale()], () =>
    faultKinds.map((kind) => make('option', { value: kind }, say(kind))),
  )
  redraw('#flow-filter', [locale(), filter], () => ['all', 'pay', 'subscribe', 'login'].map(filterButton))
}

function filterButton(each) {
  const onclick = () => {
    filter = each
    draw()
  }
  const isPressed = String(filter === each)
  return make('button', { type: 'button', id: `flow-${each}`, 'aria-pressed': isPressed, onclick }, say(each))
}

function drawMore() {
  const last = state.notices.find((notice) => notice.eventType === 'TRANSACTION.SUCCESS')
  const refund = state.waitingRefunds[0]
  const button = (id, word, onclick, enabled) =>
    make('button', { type: 'button', id, disabled: !enabled, onclick }, say(word))
  redraw('#more', [last?.outTradeNo, refund, locale()], () => [
    button('again', 'again', () => act(() => sendAgain(last.outTradeNo)), last),
    button('settle', 'settle', () => act(() => settle(refund, 'SUCCESS')), refund),
    button('abnormal', 'abnormal', () => act(() => settle(refund, 'ABNORMAL')), refund),
  ])
}

function draw() {
  drawFixed()
  if (!state) return
  pick('#clock').textContent = clockTime(state.now)
  pick('#phone-time').textContent = clockTime(state.now).slice(0, 5)
  showPeople(state.people, chosen)
  showCredits(state.credits, state.templates)
  showSettings(state.subscriptions, state.templateNames)
  showFaults(state.faults)
  showMessages(state, openMessage)
  showOpenPayments(state.prepays, (prepay) => wechat.cashier(prepay).then(look))
  showFlow(state, { filter, doings })
  showLedger(state.ledger, state.totals)
  showPhone(appUrl, chosen)
  drawMore()
}

function openMessage({ page }) {
  dismissSheet()
  goToPage(`/${page}`)
}

/** What has come since the last look slides in; what was there when the person was chosen does not. */
function showArrivals() {
  const known = seen
  seen = new Set(state.messages.map(({ msgid }) => msgid))
  const newest = state.messages.findLast(({ msgid }) => known && !known.has(msgid))
  if (newest) showBanner(newest, () => openMessage(newest))
}

async function sendAgain(outTradeNo) {
  const answer = await ask('POST', `trades/${outTradeNo}/notices`, {})
  return `${say('answered')} ${answer.status}`
}

const settle = (refund, outcome) => ask('POST', `refunds/${refund.outRefundNo}/settle`, { outcome })
const breakLogin = (errcode) => ask('POST', 'faults', { path: '/sns/*', kind: 'error', errcode, times: 1 })

/** Does what was clicked, says how it went, shows what changed. */
async function act(work) {
  try {
    const said = await work()
    speak(typeof said === 'string' ? said : say('done'))
  } catch (error) {
    speak(error.message, 'bad')
  }
  await look()
}

function speak(text, tone = '') {
  delete pick('#said').dataset.word
  pick('#said').className = tone
  pick('#said').textContent = text
}

async function look() {
  const person = chosen
  try {
    const told = await ask('GET', `state?userId=${encodeURIComponent(person)}`)
    if (person !== chosen) return
    state = told
    lookedAt = performance.now()
  } catch (error) {
    return speak(`${say('offline')} (${error.message})`, 'bad')
  }
  if (state.people.length === 0) return makeSomebody()
  if (!state.people.some((each) => each.userId === chosen)) return choose(state.people[0].userId)
  draw()
  showArrivals()
}

/** Somebody must be holding the phone. */
async function makeSomebody() {
  if (isSomebodyMade) return
  isSomebodyMade = true
  await welcome({ nickname: say('firstName'), phone: '13800006021' })
}

async function welcome(given) {
  const person = await ask('POST', 'users', given)
  await choose(person.userId)
}

function choose(userId) {
  if (userId !== chosen) {
    dismissSheet()
    hideBanner()
  }
  chosen = userId
  seen = null
  sessionStorage.setItem('person', userId)
  return look()
}

/** Until the product answers; then the phone shows it, whatever becomes of it. */
async function findApp() {
  if (!state || appUrl) return
  const product = await ask('GET', 'product').catch(() => null) // the sandbox itself is away: `look` says so
  if (!product?.answers) return
  appUrl = product.url
  draw()
}

const onClick = (selector, work) => pick(selector).addEventListener('click', work)

pick('#person').addEventListener('change', (event) => choose(event.target.value))
onClick('#language', () => {
  switchLanguage()
  forgetDrawn()
  hideBanner()
  pick('#said').dataset.word = 'welcome'
  draw()
  drawSheet()
})
onClick('#newcomer', () => act(() => welcome({})))
onClick('#forward', () => act(() => ask('POST', 'clock', { advanceSeconds: 1_800 })))
onClick('#rejoin', () => act(() => ask('POST', `users/${chosen}/rejoin`)))
onClick('#code-used', () => act(() => breakLogin(40163)))
onClick('#wechat-busy', () => act(() => breakLogin(-1)))
onClick('#reopen', openApp)
onClick('#forget', forgetApp)
onClick('#accept-all', () =>
  act(() => ask('POST', `users/${chosen}/consents`, { templates: Object.keys(state.templates), answer: 'accept' })),
)
onClick('#forget-kept', () => act(() => ask('DELETE', `users/${chosen}/subscriptions`)))
pick('#main-switch').addEventListener('change', (event) =>
  act(() => ask('POST', `users/${chosen}/subscriptions`, { mainSwitch: event.target.checked })),
)
onClick('#clear-faults', () => act(() => ask('DELETE', 'faults')))
pick('#new-person').addEventListener('submit', (event) => {
  event.preventDefault()
  const given = [...new FormData(event.target)].filter(([, value]) => value !== '')
  act(async () => {
    await welcome(Object.fromEntries(given))
    event.target.reset()
  })
})
pick('#new-fault').addEventListener('submit', (event) => {
  event.preventDefault()
  const { path, kind, times } = Object.fromEntries(new FormData(event.target))
  act(() => ask('POST', 'faults', { path, kind, times: Number(times), latencyMs: latenessMs }))
})

startTabs()
drawFixed()
startChoices()
startSheet()
startPhone(wechat.invoked)
await look()
setInterval(() => document.hidden || look(), everyMs)
await findApp()
setInterval(findApp, lookForAppMs)
