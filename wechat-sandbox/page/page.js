import {
  showApp,
  showCredits,
  showFaults,
  showFlow,
  showLedger,
  showMessages,
  showPeople,
  showSheet,
} from './panels.js'
import { ask, clockTime, forgetDrawn, make, redraw } from './parts.js'
import { locale, say, switchLanguage, writeWords } from './words.js'

const everyMs = 1_000
const faultPaths = [
  '/v3/pay/transactions/jsapi',
  '/v3/pay/transactions/*',
  '/v3/refund/domestic/refunds',
  '/sns/jscode2session',
  '/wxa/business/getuserphonenumber',
  '/cgi-bin/message/subscribe/send',
  '/cgi-bin/stable_token',
]
const faultKinds = ['error', 'latency', 'drop-answer', 'refuse', 'unsigned', 'wrong-signature']
const latenessMs = 3_000

/** How each choice of the list sends the notice; `amount` tells WeChat's own word about another sum. */
const deliveries = {
  normal: {},
  late: { delayMs: 60_000 },
  doubled: { times: 2 },
  forged: { mode: 'forged' },
  tampered: { mode: 'tampered' },
  replayed: { mode: 'replayed' },
  amount: { mode: 'none' },
  lost: { mode: 'none' },
}

const pick = (selector) => document.querySelector(selector)
let chosen = sessionStorage.getItem('person') ?? ''
let filter = 'all'
let state = null
let appUrl = null

function drawChoices() {
  const choice = (name, value, children, checked) =>
    make('label', {}, make('input', { type: 'radio', name, value, checked }), ...children)
  redraw('#how-pay', [locale()], () => [
    make('legend', {}, say('howPay')),
    ...['pays', 'lacks', 'leaves'].map((way, at) => choice('how-pay', way, [say(way)], at === 0)),
  ])
  redraw('#how-notice', [locale()], () => [
    make('legend', {}, say('howNotice')),
    ...Object.keys(deliveries).map((way, at) => {
      const text = make('span', {}, make('b', {}, say(way)), make('span', { class: 'note' }, say(`${way}Note`)))
      return choice('how-notice', way, [text], at === 0)
    }),
  ])
  redraw('#new-fault [name=path]', [locale()], () => faultPaths.map((path) => make('option', {}, path)))
  redraw('#new-fault [name=kind]', [locale()], () =>
    faultKinds.map((kind) => make('option', { value: kind }, say(kind))),
  )
  redraw('#flow-filter', [locale(), filter], () =>
    ['all', 'pay', 'subscribe', 'login'].map((each) => {
      const onclick = () => {
        filter = each
        draw()
      }
      return make(
        'button',
        { type: 'button', id: `flow-${each}`, 'aria-pressed': String(filter === each), onclick },
        say(each),
      )
    }),
  )
}

function drawMore() {
  const last = state.notices.find((notice) => notice.eventType === 'TRANSACTION.SUCCESS')
  const refund = state.waitingRefunds[0]
  const button = (id, word, onclick, enabled) =>
    make('button', { type: 'button', id, disabled: !enabled, onclick }, say(word))
  redraw('#more', [last?.outTradeNo, refund, locale()], () => [
    button('again', 'again', () => act(() => tell(last.outTradeNo)), last),
    button('settle', 'settle', () => act(() => settle(refund, 'SUCCESS')), refund),
    button('abnormal', 'abnormal', () => act(() => settle(refund, 'ABNORMAL')), refund),
  ])
}

function draw() {
  writeWords()
  drawChoices()
  if (!state) return
  pick('#clock').textContent = clockTime(state.now)
  showPeople(state.people, chosen)
  showCredits(state.credits, state.templates)
  showFaults(state.faults)
  showMessages(state.messages, state.templates)
  showFlow(state, filter)
  showLedger(state.ledger, state.totals)
  showApp(appUrl)
  showSheet(state.prepays[0], {
    confirm: () => act(() => pay(state.prepays[0])),
    fail: () => act(() => refuse(state.prepays[0], 'not_enough')),
    leave: () => act(() => refuse(state.prepays[0], 'cancelled')),
  })
  drawMore()
}

const checked = (name) => pick(`[name=${name}]:checked`).value

async function pay(prepay) {
  const how = checked('how-pay')
  if (how !== 'pays') return refuse(prepay, how === 'lacks' ? 'not_enough' : 'cancelled')
  const way = checked('how-notice')
  const answer = await ask('POST', `prepays/${prepay.prepayId}/pay`, { userId: chosen, notify: deliveries[way] })
  return way === 'amount' ? tell(prepay.outTradeNo, 'other-amount') : answer.errMsg
}

async function refuse(prepay, reason) {
  return (await ask('POST', `prepays/${prepay.prepayId}/refuse`, { userId: chosen, reason })).errMsg
}

async function tell(outTradeNo, mutation) {
  const answer = await ask('POST', `trades/${outTradeNo}/notices`, mutation ? { mutation } : {})
  return `${say('answered')} ${answer.status}`
}

const settle = (refund, outcome) => ask('POST', `refunds/${refund.outRefundNo}/settle`, { outcome })
const consent = (answer) => ask('POST', `users/${chosen}/consents`, { templates: Object.keys(state.templates), answer })

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
  pick('#said').className = tone
  pick('#said').textContent = text
}

async function look() {
  try {
    state = await ask('GET', `state?userId=${encodeURIComponent(chosen)}`)
  } catch (error) {
    return speak(`${say('offline')} (${error.message})`, 'bad')
  }
  if (!state.people.some((each) => each.userId === chosen) && state.people[0]) return choose(state.people[0].userId)
  draw()
}

function choose(userId) {
  chosen = userId
  sessionStorage.setItem('person', userId)
  return look()
}

/** Whether the guest app answers; what it answers is for its own eyes. */
async function findApp() {
  if (!state?.productUrl) return
  const answered = await fetch(state.productUrl, { mode: 'no-cors' })
    .then(() => true)
    .catch(() => false)
  appUrl = answered ? state.productUrl : null
}

pick('#person').addEventListener('change', (event) => choose(event.target.value))
pick('#language').addEventListener('click', () => {
  switchLanguage()
  forgetDrawn()
  draw()
})
pick('#forward').addEventListener('click', () => act(() => ask('POST', 'clock', { advanceSeconds: 1_800 })))
pick('#rejoin').addEventListener('click', () => act(() => ask('POST', `users/${chosen}/rejoin`)))
pick('#accept-all').addEventListener('click', () => act(() => consent('accept')))
pick('#reject-all').addEventListener('click', () => act(() => consent('reject')))
pick('#clear-faults').addEventListener('click', () => act(() => ask('DELETE', 'faults')))
pick('#new-person').addEventListener('submit', (event) => {
  event.preventDefault()
  const given = [...new FormData(event.target)].filter(([, value]) => value !== '')
  act(async () => {
    const person = await ask('POST', 'users', Object.fromEntries(given))
    event.target.reset()
    await choose(person.userId)
  })
})
pick('#new-fault').addEventListener('submit', (event) => {
  event.preventDefault()
  const { path, kind, times } = Object.fromEntries(new FormData(event.target))
  act(() => ask('POST', 'faults', { path, kind, times: Number(times), latencyMs: latenessMs }))
})
draw()
await look()
setInterval(() => document.hidden || look(), everyMs)
await findApp()
setInterval(findApp, 5 * everyMs)
