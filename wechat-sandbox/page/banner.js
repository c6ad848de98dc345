import { make, pick } from './parts.js'
import { say } from './words.js'

const staysMs = 8_000
let going = null

/** A message slides in at the top of the phone and goes by itself; it stays while somebody is at it. */
export function showBanner(message, open) {
  const banner = make(
    'button',
    {
      type: 'button',
      id: 'arrived',
      onclick: () => {
        hideBanner()
        open()
      },
      onmouseenter: () => clearTimeout(going),
      onfocus: () => clearTimeout(going),
      onmouseleave: leave,
      onblur: leave,
    },
    make('img', { src: '/page/mark.svg', alt: '', width: '34', height: '34' }),
    make(
      'span',
      {},
      make('b', {}, `${say('chain')} · ${say(`template_${message.template}`)}`),
      make('span', { class: 'note' }, gist(message.fields)),
    ),
  )
  pick('#banner').replaceChildren(banner)
  leave()
}

/** What it is about and until when, as far as two fields say it. */
function gist(fields) {
  const of = (kind) => Object.keys(fields).filter((key) => kind.test(key))
  const keys = [...of(/^thing/), ...of(/^(time|date)/).reverse()]
  return keys
    .slice(0, 2)
    .map((key) => fields[key])
    .join(' · ')
}

export function hideBanner() {
  clearTimeout(going)
  pick('#banner').replaceChildren()
}

function leave() {
  clearTimeout(going)
  going = setTimeout(hideBanner, staysMs)
}
