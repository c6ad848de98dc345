import { pay as payTexts } from '../../src/texts/pay.ts'
import type { Guest } from '../house.ts'
import type { Stage } from '../web/stage.ts'
import type { WeChatHabits } from '../web/wechat-browser.ts'
import { like, type Play, type Scene, shows, tap } from './scene.ts'

const pathOf = (id: string) => `/pages/pay/index?id=${id}`

/** The pay page of a fresh order; the guest taps to pay and does as said. */
function payScene(
  name: string,
  {
    habits,
    before,
    until,
    moving,
    where = 'wechat',
  }: {
    habits?: Partial<WeChatHabits>
    before?: (play: Play, guest: Guest) => Promise<void>
    until: (play: Play, stage: Stage) => Promise<void>
    moving?: boolean
    where?: 'wechat' | 'phone'
  },
): Scene {
  return {
    name,
    ...(moving ? { moving } : {}),
    async play(play) {
      const guest = await play.guest()
      const { id } = await play.order(guest)
      const stage = await play.open(pathOf(id), { guest, where })
      await stage.settled()
      await before?.(play, guest)
      Object.assign(stage.wechat, habits)
      await tap(stage, like(play.say(payTexts)('pay')))
      await until(play, stage)
      return stage
    },
  }
}

const paysAndIsTold = (play: Play, stage: Stage) => shows(stage, play.say(payTexts)('paidTitle'))

export const payScenes: Scene[] = [
  {
    name: 'pay',
    async play(play) {
      const guest = await play.guest()
      return play.open(pathOf((await play.order(guest)).id), { guest })
    },
  },
  payScene('pay-opening', {
    habits: { pays: 'waits' },
    moving: true,
    until: (play, stage) => shows(stage, play.say(payTexts)('opening')),
  }),
  payScene('pay-closed', {
    habits: { pays: 'leaves' },
    until: (play, stage) => shows(stage, play.say(payTexts)('closed')),
  }),
  payScene('pay-failed', {
    habits: { pays: 'lacks' },
    until: (play, stage) => shows(stage, play.say(payTexts)('failed')),
  }),
  payScene('pay-confirming', {
    habits: { notify: { mode: 'none' } },
    moving: true,
    async before({ house }) {
      await house.sandbox.addFault({ path: '/v3/pay/transactions/out-trade-no/*', kind: 'refuse', times: 1_000 })
    },
    until: (play, stage) => shows(stage, play.say(payTexts)('confirming')),
  }),
  payScene('pay-refused', {
    async before({ house }) {
      await house.sandbox.addFault({ path: '/v3/pay/transactions/jsapi', kind: 'error', code: 'RULE_LIMIT', times: 20 })
    },
    until: async (_play, stage) => stage.page.getByRole('alert').filter({ visible: true }).first().waitFor(),
  }),
  payScene('pay-paid', { until: paysAndIsTold }),
  payScene('pay-paid-ask', {
    where: 'phone',
    async until(play, stage) {
      await shows(stage, play.say(payTexts)('tellTitle'))
    },
  }),
  payScene('pay-paid-told', {
    where: 'phone',
    async until(play, stage) {
      await tap(stage, play.say(payTexts)('tellYesLabel'))
      await shows(stage, play.say(payTexts)('tellYes'))
    },
  }),
  payScene('pay-paid-not-told', {
    where: 'phone',
    habits: { allowsMessages: false },
    async until(play, stage) {
      await tap(stage, play.say(payTexts)('tellYesLabel'))
      await shows(stage, play.say(payTexts)('tellNo'))
    },
  }),
]
