import { delivery, howNotice, howPays, lateness } from './choices.js'
import { askPhone, askSubscribe } from './consent-sheets.js'
import { ask } from './parts.js'
import { openCashier } from './pay-sheet.js'
import { closeApp } from './phone.js'
import { showTab } from './tabs.js'
import { say } from './words.js'

/** How a cashier ends, in words of ours. */
const ends = { ok: 'pays', cancel: 'leaves', fail: 'fails' }

/**
 * What WeChat does when an app on the phone asks for something: each answers as WeChat answers a page or a
 * mini-program. `holder` is the person who holds the phone, `note` keeps a line of what happened.
 */
export function createWechat({ holder, note, speak }) {
  const of = (path) => `users/${holder().userId}/${path}`

  /** The cashier for an open trade; how it ended. */
  async function cashier(prepay) {
    showTab('pay')
    const how = await openCashier(prepay, { waits: () => secondsBefore(), confirm: () => take(prepay) })
    note({ kind: 'pay', word: 'cashier', about: prepay.outTradeNo, result: ends[how], good: how === 'ok' })
    return how
  }

  function secondsBefore() {
    const { seconds, movesClock } = lateness()
    return howPays() === 'later' && !movesClock ? seconds : 0
  }

  async function take(prepay) {
    const way = howPays()
    if (way === 'lacks') return 'fail'
    if (way === 'leaves') return 'cancel'
    const { seconds, movesClock } = lateness()
    if (way === 'later' && movesClock) await ask('POST', 'clock', { advanceSeconds: seconds })
    await ask('POST', `prepays/${prepay.prepayId}/pay`, { userId: holder().userId, notify: delivery() })
    if (howNotice() === 'amount') await ask('POST', `trades/${prepay.outTradeNo}/notices`, { mutation: 'other-amount' })
    return 'ok'
  }

  /** Only who has been in the mini-program has a phone button there and is sent its messages. */
  async function beInMiniProgram() {
    try {
      await ask('POST', of('open-mini'))
    } catch (error) {
      speak(error.message, 'bad')
    }
  }

  const calls = {
    async getBrandWCPayRequest(params) {
      const said = (how) => ({ err_msg: `get_brand_wcpay_request:${how}` })
      try {
        const prepay = await ask('POST', 'pay-sheet', params)
        if (prepay.userId !== holder().userId) throw new Error(say('notTheirs'))
        return said(await cashier(prepay))
      } catch (error) {
        speak(error.message, 'bad')
        note({ kind: 'pay', word: 'cashier', result: error.message, good: false })
        return said('fail')
      }
    },

    async closeWindow() {
      closeApp()
      return {}
    },

    async getPhoneNumber() {
      showTab('login')
      const allowed = await askPhone(holder().phone)
      note({ kind: 'login', word: 'phoneTitleAsk', result: allowed ? 'allowed' : 'denied', good: allowed })
      if (!allowed) return { err_msg: 'getPhoneNumber:fail user deny' }
      await beInMiniProgram()
      const { code } = await ask('POST', of('phone-code'))
      return { err_msg: 'getPhoneNumber:ok', code }
    },

    async requestSubscribeMessage({ tmplIds }) {
      const templates = Array.isArray(tmplIds) ? tmplIds.map(String) : []
      let told = await ask('POST', of('subscribe-request'), { templates })
      if (told.ask) {
        showTab('subscribe')
        const answer = await askSubscribe(told.ask)
        if (answer.accepted.length > 0) await beInMiniProgram()
        told = await ask('POST', of('subscribe-request'), { templates, answer })
      }
      const { errMsg, ...rest } = told
      const accepted = Object.values(rest).filter((choice) => choice === 'accept').length
      const result = rest.errCode ?? `${accepted} / ${templates.length}`
      note({ kind: 'subscribe', word: 'subscribeAsked', result: String(result), good: rest.errCode === undefined })
      return { err_msg: errMsg, ...rest }
    },

    async getSetting() {
      return { err_msg: 'getSetting:ok', subscriptionsSetting: await ask('GET', of('subscriptions')) }
    },
  }

  return {
    cashier,
    async invoked(name, params) {
      if (!Object.hasOwn(calls, name)) return { err_msg: `${name}:fail not supported` }
      try {
        return await calls[name](params)
      } catch (error) {
        speak(error.message, 'bad')
        return { err_msg: `${name}:fail ${error.message}` }
      }
    },
  }
}
