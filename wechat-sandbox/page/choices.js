import { make, pick, redraw } from './parts.js'
import { locale, say } from './words.js'

const ways = ['pays', 'later', 'lacks', 'leaves']

/** How each choice of the list sends the notice; `amount` tells WeChat's own word about another sum. */
const deliveries = {
  normal: {},
  late: { delayMs: 60_000 },
  doubled: { times: 2 },
  lost: { mode: 'none' },
  forged: { mode: 'forged' },
  tampered: { mode: 'tampered' },
  replayed: { mode: 'replayed' },
  amount: { mode: 'none' },
}

/** The two lists beside the cashier: what the person does, and what becomes of the notice. */
export function drawChoices() {
  const kept = { pay: howPays(), notice: howNotice() }
  const choice = (name, value, children) =>
    make(
      'label',
      {},
      make('input', { type: 'radio', name, value, checked: value === kept[name.slice(4)] }),
      ...children,
    )
  redraw('#how-pay', [locale()], () => [
    make('legend', {}, say('howPay')),
    ...ways.map((way) => choice('how-pay', way, [say(way)])),
  ])
  redraw('#how-notice', [locale()], () => [
    make('legend', {}, say('howNotice')),
    ...Object.keys(deliveries).map((way) => {
      const text = make('span', {}, make('b', {}, say(way)), make('span', { class: 'note' }, say(`${way}Note`)))
      return choice('how-notice', way, [text])
    }),
  ])
}

export function startChoices() {
  pick('#how-pay').addEventListener('change', () => {
    pick('#later').hidden = howPays() !== 'later'
  })
}

export function howPays() {
  return pick('[name=how-pay]:checked')?.value ?? 'pays'
}

export function howNotice() {
  return pick('[name=how-notice]:checked')?.value ?? 'normal'
}

export function delivery() {
  return deliveries[howNotice()]
}

/** How long the person waits before paying, and whether the clocks are moved instead. */
export function lateness() {
  const seconds = Math.min(7_200, Math.max(1, Math.round(Number(pick('#later-seconds').value)) || 60))
  return { seconds, movesClock: pick('#later-clock').checked }
}
