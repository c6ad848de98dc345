import { make } from './parts.js'
import { closeSheet, showSheet } from './sheet.js'
import { say } from './words.js'

/** Whether the person lets the app have the phone number. */
export function askPhone(phone) {
  return new Promise((resolve) => {
    const end = (allowed) => {
      closeSheet()
      resolve(allowed)
    }
    const draw = () => [
      asker(make('span', { class: 'second' }, say('asksFor'))),
      make('h3', { id: 'sheet-title' }, say('phoneTitleAsk')),
      make('p', { class: 'note' }, say('phoneWhy')),
      make(
        'div',
        { class: 'line tall' },
        make('span', {}, make('b', {}, masked(phone)), make('span', { class: 'note' }, say('phoneOfWechat'))),
        make('span', { class: 'tick', 'aria-hidden': 'true' }, '✓'),
      ),
      buttons({ deny: say('deny'), allow: say('allow'), end }),
    ]
    showSheet({ draw, dismiss: () => end(false) })
  })
}

/** Which of the messages the person wants; null when they leave. */
export function askSubscribe(templates) {
  return new Promise((resolve) => {
    const accepted = new Set(templates.map(({ templateId }) => templateId))
    let keep = false
    const end = (allowed) => {
      closeSheet()
      resolve(allowed ? { accepted: [...accepted], keep } : { accepted: [], keep })
    }
    const box = (checked, change) => {
      const onchange = (event) => change(event.target.checked)
      return make('input', { type: 'checkbox', checked, onchange })
    }
    const wish = ({ templateId, name }) => {
      const change = (wanted) => (wanted ? accepted.add(templateId) : accepted.delete(templateId))
      const text = make('span', {}, say(`template_${name}`), make('span', { class: 'note' }, say(`when_${name}`)))
      return make('label', { class: 'line check' }, box(accepted.has(templateId), change), text)
    }
    const keepIt = (wanted) => {
      keep = wanted
    }
    const draw = () => [
      asker(make('h3', { id: 'sheet-title', class: 'second' }, say('subscribeAsk'))),
      ...templates.map(wish),
      make('label', { class: 'line check' }, box(keep, keepIt), make('span', { class: 'second' }, say('keepChoice'))),
      buttons({ deny: say('cancel'), allow: say('allow'), end }),
    ]
    showSheet({ draw, dismiss: () => end(false) })
  })
}

function asker(wish) {
  const mark = make('img', { src: '/page/mark.svg', alt: '', width: '24', height: '24' })
  return make('div', { class: 'asker' }, mark, make('b', {}, say('chain')), wish)
}

function buttons({ deny, allow, end }) {
  return make(
    'div',
    { class: 'row' },
    make('button', { type: 'button', id: 'deny', onclick: () => end(false) }, deny),
    make('button', { type: 'button', id: 'allow', class: 'main', onclick: () => end(true) }, allow),
  )
}

/** `13800006021` → `138 **** 6021`. */
function masked(phone) {
  return `${phone.slice(0, 3)} **** ${phone.slice(-4)}`
}
