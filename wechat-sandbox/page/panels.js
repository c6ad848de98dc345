import { clockTime, exactTime, make, pick, redraw, yuan } from './parts.js'
import { say } from './words.js'

/** The people of the list at the top, and who is chosen. */
export function showPeople(people, chosen) {
  redraw('#person', [people, chosen, say('nobody')], () => {
    if (people.length === 0) return [make('option', { value: '' }, say('nobody'))]
    return people.map((each) => {
      const selected = each.userId === chosen
      return make('option', { value: each.userId, selected }, `${each.nickname} · ${each.phone.slice(-4)}`)
    })
  })
}

export function showCredits(credits, templates) {
  redraw('#credits', [credits, say('title')], () =>
    Object.keys(templates).map((name) =>
      make('li', {}, say(`template_${name}`), make('b', {}, String(credits[name] ?? 0))),
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

/** What the person set in WeChat for ever: the switch, and choices that are not asked about again. */
export function showSettings({ mainSwitch, itemSettings }, names) {
  pick('#main-switch').checked = mainSwitch
  redraw('#kept', [itemSettings, say('nothingKept')], () => {
    const kept = Object.entries(itemSettings)
    if (kept.length === 0) return [make('li', { class: 'note' }, say('nothingKept'))]
    return kept.map(([id, answer]) => make('li', {}, say(`template_${names[id]}`), make('b', {}, say(answer))))
  })
}

/** What arrived, newest first, then dashed places for what was allowed and has not come. */
export function showMessages({ messages, templates, credits }, open) {
  redraw('#messages', [messages, credits, say('noMessages')], () => {
    const arrived = messages.toReversed().map((message) => arrivedCard(message, templates[message.template], open))
    const awaited = Object.entries(credits).filter(([, left]) => left > 0)
    const places = awaited.map(([name, left]) =>
      make(
        'div',
        { class: 'card waiting' },
        make('span', {}, say(`template_${name}`)),
        make('span', { class: 'note' }, `${say('awaited')} ${left}`),
      ),
    )
    const cards = [...arrived, ...places]
    return cards.length > 0 ? cards : [make('div', { class: 'card waiting' }, say('noMessages'))]
  })
}

function arrivedCard(message, { fields }, open) {
  const lines = Object.entries(message.fields).flatMap(([key, value]) => [
    make('dt', {}, fields[key]),
    make('dd', {}, value),
  ])
  const title = make('b', {}, say(`template_${message.template}`))
  const onclick = () => open(message)
  return make(
    'div',
    { class: 'card' },
    make('div', { class: 'row between' }, title, make('span', { class: 'mono note' }, clockTime(message.at))),
    make('dl', {}, ...lines),
    message.page && make('button', { type: 'button', id: `open-${message.msgid}`, onclick }, say('openOrder')),
  )
}

/** Trades the person could pay, each with its cashier. Nothing while there is none. */
export function showOpenPayments(prepays, open) {
  redraw('#open-payments', [prepays, say('openPayments')], () => {
    if (prepays.length === 0) return []
    const items = prepays.map((prepay) => {
      const onclick = () => open(prepay)
      const id = `pay-${prepay.outTradeNo}`
      return make(
        'li',
        {},
        make('span', {}, prepay.description, make('span', { class: 'mono note' }, ` ${prepay.outTradeNo}`)),
        make(
          'span',
          { class: 'row' },
          make('b', {}, `¥${yuan(prepay.amountFen)}`),
          make('button', { type: 'button', id, onclick }, say('openCashier')),
        ),
      )
    })
    return [make('h3', {}, say('openPayments')), make('ul', { class: 'plain card' }, ...items)]
  })
}

const rowsShown = 14
const families = { pay: ['/v3/'], subscribe: ['/cgi-bin/message'], login: ['/sns/', '/wxa/'] }

/** Calls of the server, notices of ours and what was done on the phone in one list, newest first. */
export function showFlow(state, { filter, doings }) {
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
  const onPhone = doings
    .filter(({ kind }) => filter === 'all' || filter === kind)
    .map(({ at, word, about = '', result, good }) => {
      return { at, who: say('onPhone'), what: `${say(word)} ${about}`, result: say(result), good }
    })
  const rows = [...calls, ...notices, ...onPhone].sort((a, b) => b.at.localeCompare(a.at)).slice(0, rowsShown)
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
  pick('#totals').textContent = text
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
