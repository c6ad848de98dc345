import { dayAndTime, make, yuan } from './parts.js'
import { closeSheet, drawSheet, showSheet } from './sheet.js'
import { say } from './words.js'

/**
 * The cashier over the phone. `confirm` takes the money, or says how else it ended; `waits` says whether the person
 * waits first. Resolves with `ok`, `cancel` or `fail`, as the app is told.
 */
export function openCashier(prepay, { confirm, waits }) {
  return new Promise((resolve) => {
    let problem = null
    let payAt = null
    let ticking = null
    const end = (how) => {
      clearInterval(ticking)
      closeSheet()
      resolve(how)
    }
    const take = async () => {
      clearInterval(ticking)
      payAt = null
      try {
        end(await confirm())
      } catch (error) {
        problem = error.message
        drawSheet()
      }
    }
    const start = () => {
      const seconds = waits()
      if (seconds === 0) return take()
      payAt = performance.now() + seconds * 1_000
      ticking = setInterval(() => (performance.now() >= payAt ? take() : drawSheet()), 250)
      drawSheet()
    }
    const left = () => Math.max(0, Math.ceil((payAt - performance.now()) / 1_000))
    const draw = () => [
      ...bill(prepay, () => end('cancel')),
      problem && make('p', { role: 'alert', class: 'problem' }, problem),
      payAt === null
        ? make('button', { type: 'button', id: 'confirm', class: 'main', onclick: start }, say('confirm'))
        : make('p', { role: 'timer', class: 'waits' }, `${left()} ${say('untilPays')}`),
      make(
        'div',
        { class: 'row' },
        make('button', { type: 'button', id: 'fail', onclick: () => end('fail') }, say('fails')),
        make('button', { type: 'button', id: 'leave', onclick: () => end('cancel') }, say('leave')),
      ),
    ]
    showSheet({ draw, dismiss: () => end('cancel') })
  })
}

function bill(prepay, leave) {
  const line = (label, value) => make('div', { class: 'line' }, make('span', { class: 'second' }, label), value)
  const sum = make('b', {}, make('small', {}, '¥'), yuan(prepay.amountFen))
  return [
    make(
      'div',
      { class: 'top' },
      make('button', { type: 'button', id: 'close', class: 'icon', 'aria-label': say('leave'), onclick: leave }, '×'),
      make('h3', { id: 'sheet-title' }, say('sheet')),
    ),
    make('div', { class: 'sum' }, prepay.description, sum, make('span', { class: 'note' }, say('fake'))),
    line(say('payWith'), make('span', {}, say('playMoney'))),
    line(say('tradeNo'), make('span', { class: 'mono' }, prepay.outTradeNo)),
    line(say('before'), make('span', { class: 'mono' }, dayAndTime(prepay.payBefore))),
  ]
}
