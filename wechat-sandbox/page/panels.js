import { clockTime, dayAndTime, exactTime, make, redraw, yuan } from './parts.js'
import { say } from './words.js'

/** The people of the list at the top, and who is chosen. */
export function showPeople(people, chosen) {
  redraw('#person', [people, chosen, say('nobody')], () => {
    if (people.length === 0) return [make('option', { value: '' }, say('nobody'))]
    return people.map((each) => {
      const selected = each.userId === chosen
      return make('option', { value: each.userId, selected }, `${each.nickname} · ${each.openid.slice(0, 8)}`)
    })
  })
}

export function showCredits(credits, templates) {
  redraw('#credits', [credits, say('title')], () =>
    Object.entries(templates).map(([name, template]) =>
      make('li', {}, template.title, make('b', {}, String(credits[name] ?? 0))),
    ),
  )
}

export function showFaults(faults) {
  redraw('#faults', [faults, say('noFaults')], () => {
    if (faults.length === 0) return [make('li', { class: 'note' }, say('noFaults'))]
    return faults.map((fault) =>
      make(
        'li',
        {},
        make('span', { class: 'mono' }, fault.path),
        make('span', {}, `${say(fault.kind)} × ${fault.times}`),
      ),
    )
  })
}

/** The pay sheet of the person's newest open trade. */
export function showSheet(prepay, { confirm, fail, leave }) {
  document.querySelector('#mask').hidden = !prepay
  document.querySelector('#sheet').hidden = !prepay
  redraw('#sheet', [prepay ?? null, say('sheet')], () => {
    if (!prepay) return []
    const line = (label, value) => make('div', { class: 'line' }, make('span', { class: 'second' }, label), value)
    const sum = make('b', {}, make('small', {}, '¥'), yuan(prepay.amountFen))
    return [
      make('h3', { id: 'sheet-title' }, say('sheet')),
      make('div', { class: 'sum' }, prepay.description, sum, make('span', { class: 'note' }, say('fake'))),
      line(say('tradeNo'), make('span', { class: 'mono' }, prepay.outTradeNo)),
      line(say('before'), make('span', { class: 'mono' }, dayAndTime(prepay.payBefore))),
      make('button', { type: 'button', id: 'confirm', class: 'main', onclick: confirm }, say('confirm')),
      make(
        'div',
        { class: 'row' },
        make('button', { type: 'button', id: 'fail', onclick: fail }, say('lacks')),
        make('button', { type: 'button', id: 'leave', onclick: leave }, say('leaves')),
      ),
    ]
  })
}

/** What arrived, and dashed places for what did not yet. */
export function showMessages(messages, templates) {
  redraw('#messages', [messages, say('noMessages')], () => {
    const cards = messages.toReversed().map((message) => {
      const { title, fields } = templates[message.template]
      const lines = Object.entries(message.fields).flatMap(([key, value]) => [
        make('dt', {}, fields[key]),
        make('dd', {}, value),
      ])
      const time = make('span', { class: 'mono note' }, clockTime(message.at))
      return make(
        'div',
        { class: 'card' },
        make('div', { class: 'row between' }, make('b', {}, title), time),
        make('dl', {}, ...lines),
      )
    })
    return cards.length > 0 ? cards : [make('div', { class: 'card waiting' }, say('noMessages'))]
  })
}

const rowsShown = 14
const families = { pay: ['/v3/'], subscribe: ['/cgi-bin/message'], login: ['/sns/', '/wxa/'] }

/** Calls of the server and notices of ours in one list, newest first. */
export function showFlow(state, filter) {
  const calls = state.calls
    .filter(({ path }) => filter === 'all' || families[filter].some((start) => path.startsWith(start)))
    .map((call) => ({
      at: call.at,
      who: say('toSandbox'),
      what: `${call.method} ${call.path}${call.fault ? ` · ${say(call.fault)}` : ''}`,
      result: call.verdict === 'ok' ? String(call.status) : call.verdict,
      good: call.verdict === 'ok',
    }))
  const notices = filter === 'all' || filter === 'pay' ? state.notices.map(noticeRow) : []
  const rows = [...calls, ...notices].sort((a, b) => (a.at < b.at ? 1 : -1)).slice(0, rowsShown)
  const head = [say('time'), say('who'), say('content'), say('result')]
  table('#flow', head, rows, (row) => [
    make('td', { class: 'mono' }, exactTime(row.at)),
    make('td', { class: 'short' }, row.who),
    make('td', {}, row.what),
    make('td', { class: 'figure' }, make('span', { class: `tag ${row.good ? 'good' : 'bad'}` }, row.result)),
  ])
}

function noticeRow(notice) {
  const tries = notice.tries > 1 ? ` · ${notice.tries} ${say('tries')}` : ''
  const kind = notice.mutation ? ` · ${notice.mutation}` : ''
  const result = notice.lastAnswer ?? say(notice.outcome)
  const good = notice.outcome === 'accepted' || notice.lastAnswer === null
  return { at: notice.at, who: say('toServer'), what: `${notice.eventType}${kind}${tries}`, result, good }
}

export function showLedger(ledger, totals) {
  const text = `${say('paid')} ¥${yuan(totals.paidFen)} · ${say('refunded')} ¥${yuan(totals.refundedFen)}`
  document.querySelector('#totals').textContent = text
  const newest = ledger.slice(0, rowsShown)
  table('#ledger', ['#', say('time'), say('kind'), say('tradeNo'), say('sum')], newest, (row) => [
    make('td', { class: 'mono' }, String(row.seq)),
    make('td', { class: 'mono' }, clockTime(row.at)),
    make('td', {}, say(row.kind)),
    make('td', { class: 'mono' }, row.outRefundNo ?? row.outTradeNo),
    make('td', { class: 'figure' }, yuan(row.amountFen)),
  ])
}

function table(selector, head, rows, cells) {
  redraw(selector, [head, rows], () => {
    const last = head.length - 1
    const titles = head.map((title, at) => make('th', { scope: 'col', class: at === last ? 'figure' : null }, title))
    const empty = make('tr', {}, make('td', { colspan: String(head.length), class: 'note' }, say('nothing')))
    const body = rows.length > 0 ? rows.map((row) => make('tr', {}, ...cells(row))) : [empty]
    return [make('thead', {}, make('tr', {}, ...titles)), make('tbody', {}, ...body)]
  })
}

/** The guest app in the phone once it answers; until then a word that it does not. */
export function showApp(url) {
  redraw('#app', [url, say('noApp')], () => {
    if (url) return [make('iframe', { src: url, title: say('phoneTitle') })]
    return [
      make('div', { class: 'empty' }, make('b', {}, say('noApp')), make('p', { class: 'note' }, say('noAppNote'))),
    ]
  })
}
