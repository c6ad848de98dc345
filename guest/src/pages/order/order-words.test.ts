import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sayIn } from '../../../../contract/texts.ts'
import { order as texts } from '../../texts/order.ts'
import { type HeadFacts, headOf, hotelDayAt, windowMinutes } from './head.ts'
import { groupedNo } from './order-no.ts'
import { type Preview, refundRows } from './refund-rows.ts'
import { roadPosts, untoldSteps } from './road-posts.ts'
import { endedByHotel, lateMoney, type OrderOfGuest, type StoryStep } from './story.ts'

const zh = sayIn(texts, 'zh')
const en = sayIn(texts, 'en')
const placedAt = '2026-11-23T01:41:00.000Z'

const booked: OrderOfGuest = {
  id: 'ord_1',
  orderNo: 'YZ261123004187',
  status: 'awaiting_payment',
  statusCode: 0,
  hotelId: 'hot_1',
  hotelName: '驿站·成都槐里店',
  roomTypeId: 'rmt_1',
  roomTypeName: '院景大床房',
  ratePlanId: 'rpl_1',
  ratePlanName: '灵活取消',
  breakfast: 2,
  checkIn: '2026-11-25',
  checkOut: '2026-11-27',
  checkInFrom: '14:00',
  checkOutUntil: '12:00',
  zone: 'Asia/Shanghai',
  rooms: 1,
  guests: [
    { id: 'r0', guestName: '林知远', roomNumber: null, state: 'expected', checkedInAt: null, checkedOutAt: null },
  ],
  contactPhoneMasked: '138****6021',
  arrivalTime: null,
  remark: null,
  nights: [
    { night: '2026-11-25', priceFen: 42_800, discountFen: 2_866, chargedFen: 39_934 },
    { night: '2026-11-26', priceFen: 46_800, discountFen: 3_134, chargedFen: 43_666 },
  ],
  subtotalFen: 89_600,
  discountFen: 6_000,
  totalFen: 83_600,
  paidFen: 0,
  refundedFen: 0,
  balanceFen: 83_600,
  couponId: 'grant_1',
  payBefore: '2026-11-23T02:11:00.000Z',
  placedAt,
  cancelPolicy: {
    id: 'pol_1',
    name: '',
    phases: [],
    noShow: { kept: { kind: 'all' }, keptFen: 83_600, refundFen: 0 },
  },
  image: null,
  couponAfterCheckOut: null,
}

const step = (name: StoryStep['step'], more: Partial<StoryStep> = {}): StoryStep => ({
  at: placedAt,
  step: name,
  by: 'system',
  ...more,
})

function facts(change: Partial<OrderOfGuest>, steps: StoryStep[] = [], more: Partial<HeadFacts> = {}): HeadFacts {
  return { order: { ...booked, ...change }, steps, today: '2026-11-23', language: 'zh', t: zh, ...more }
}

test('an order in any state has a title and a sentence in both languages, with every name filled in', () => {
  const money = { paidFen: 83_600, refundedFen: 43_666 }
  const states = ['paid', 'checked_in', 'finished', 'cancelling', 'cancelled', 'expiring', 'expired'] as const
  for (const status of [...states, 'awaiting_payment', 'refunding', 'refunded', 'no_show'] as const) {
    for (const [language, t] of [['zh', zh] as const, ['en', en] as const]) {
      for (const given of [{}, money, { couponId: null }]) {
        const { title, text } = headOf(facts({ status, ...given }, [step('awaiting_payment')], { language, t }))
        assert.ok(title && text, status)
        assert.doesNotMatch(title + text, /\{\w+\}/, status)
      }
    }
  }
})

test('a paid order counts the days until its guest comes, by the hotel’s day', () => {
  const title = (today: string) => headOf(facts({ status: 'paid' }, [], { today })).title
  assert.equal(title('2026-11-23'), '后天见，林知远')
  assert.equal(title('2026-11-24'), '明天见，林知远')
  assert.equal(title('2026-11-25'), '今天见，林知远')
  assert.equal(title('2026-11-20'), '5 天后见，林知远')
  assert.equal(title('2026-11-26'), '还等着你，林知远')
  assert.equal(hotelDayAt(Date.parse('2026-11-25T17:00:00Z'), 'Asia/Shanghai'), '2026-11-25')
  assert.equal(hotelDayAt(Date.parse('2026-11-25T22:00:00Z'), 'Asia/Shanghai'), '2026-11-26')
})

test('a stay says its room and how long it lasts', () => {
  const guests = [{ ...booked.guests[0]!, state: 'in' as const, roomNumber: '308' }]
  const at = (today: string) => headOf(facts({ status: 'checked_in', guests }, [], { today }))
  assert.equal(at('2026-11-26').title, '308 房')
  assert.match(at('2026-11-26').text, /还有 1 晚/)
  assert.match(at('2026-11-27').text, /今天 12:00 前离店/)
  assert.match(at('2026-11-28').text, /该离店了/)
})

test('what is over says what became of money and coupon', () => {
  const text = (change: Partial<OrderOfGuest>, steps: StoryStep[] = []) => headOf(facts(change, steps)).text
  assert.match(text({ status: 'expired' }), /^30 分钟到了.*券也回来了/)
  assert.doesNotMatch(text({ status: 'expired', couponId: null }), /券/)
  assert.match(text({ status: 'cancelled' }), /没有扣款.*券退回/)
  assert.match(text({ status: 'cancelled', paidFen: 83_600 }), /¥836\.00 不退/)
  assert.match(text({ status: 'refunding', paidFen: 83_600, refundedFen: 43_666 }), /收了 ¥399\.34/)
  assert.doesNotMatch(text({ status: 'refunded', paidFen: 83_600, refundedFen: 83_600 }), /收了/)
  assert.match(text({ status: 'no_show', paidFen: 83_600, refundedFen: 43_666 }), /收 ¥399\.34，¥436\.66/)
  assert.equal(headOf(facts({ status: 'cancelled' }, [step('cancelled', { by: 'hotel' })])).title, '酒店取消了这一单')
})

test('late money is read out of the story', () => {
  const late = (...names: StoryStep['step'][]) => lateMoney(names.map((name) => step(name)))
  assert.equal(late('awaiting_payment', 'paid'), null)
  assert.equal(late('awaiting_payment', 'paid', 'refunding', 'refunded'), null)
  assert.equal(late('awaiting_payment', 'expiring', 'paid'), null)
  assert.equal(late('awaiting_payment', 'expired', 'paid'), 'retaken')
  assert.equal(late('awaiting_payment', 'expired', 'paid', 'checked_in'), 'retaken')
  assert.equal(late('awaiting_payment', 'expired', 'refunding'), 'returned')
  assert.equal(late('awaiting_payment', 'cancelled', 'refunding', 'refunded'), 'returned')
  assert.equal(late('awaiting_payment', 'refunding'), 'none_left')
  assert.equal(late('awaiting_payment', 'expiring', 'paid', 'refunding'), 'none_left')
  assert.equal(late('awaiting_payment', 'cancelling', 'paid', 'refunding'), 'after_cancel')
  const head = headOf(
    facts({ status: 'refunding', paidFen: 83_600, refundedFen: 83_600 }, [step('expired'), step('refunding')]),
  )
  assert.equal(head.late?.text, '付款晚了一步，房间没了，¥836.00 已原路退回')
  assert.equal(endedByHotel([step('paid'), step('refunding', { by: 'hotel' }), step('refunded')]), true)
  assert.equal(endedByHotel([step('refunding', { by: 'guest' })]), false)
})

test('the road leads from what happened over now to what is ahead', () => {
  const road = (change: Partial<OrderOfGuest>, steps: StoryStep[]) =>
    roadPosts({ ...facts(change, steps), left: '28:14' }).map(({ title, is }) => `${is} ${title}`)
  assert.deepEqual(road({}, [step('awaiting_payment')]), [
    'done 已下单，房间已留',
    'act 等待支付',
    'next 待入住',
    'next 入住',
    'next 离店',
  ])
  assert.deepEqual(road({ status: 'paid', paidFen: 83_600 }, [step('awaiting_payment'), step('paid')]), [
    'done 已下单，房间已留',
    'done 微信支付 ¥836.00',
    'now 待入住',
    'next 入住',
    'next 离店',
  ])
  const inAt = '2026-11-25T06:19:00.000Z'
  const guests = [{ ...booked.guests[0]!, state: 'in' as const, roomNumber: '308', checkedInAt: inAt }]
  const inside = [
    step('awaiting_payment'),
    step('paid'),
    step('checked_in', { at: inAt }),
    step('room_in', { at: inAt }),
  ]
  assert.deepEqual(road({ status: 'checked_in', paidFen: 83_600, guests }, inside).slice(2), [
    'done 入住 308',
    'now 在住',
    'next 离店',
  ])
  const over = [step('awaiting_payment'), step('expired')]
  assert.deepEqual(road({ status: 'expired' }, over), ['done 已下单，房间已留', 'done 过期，房间已放回'])
  const undone = [...inside, step('paid', { by: 'hotel' })]
  assert.equal(road({ status: 'paid', paidFen: 83_600 }, undone)[3], 'done 前台撤回了入住')
})

test('a night says its price, what the coupon took off, what was charged, and what of it comes back', () => {
  const preview: Preview = {
    cancellable: true,
    paidFen: 83_600,
    refundFen: 43_666,
    keptFen: 39_934,
    kept: { kind: 'first_night' },
    until: null,
    nights: [{ night: '2026-11-26', refundFen: 43_666 }],
  }
  assert.deepEqual(refundRows(booked, preview), [
    { night: '2026-11-25', priceFen: 42_800, offFen: 2_866, chargedFen: 39_934, refundFen: 0 },
    { night: '2026-11-26', priceFen: 46_800, offFen: 3_134, chargedFen: 43_666, refundFen: 43_666 },
  ])
})

test('the road names the coupon that follows the stay, before and after check-out', () => {
  const notes = (change: Partial<OrderOfGuest>, steps: StoryStep[]) =>
    roadPosts({ ...facts(change, steps), left: '' }).flatMap(({ note }) => note ?? [])
  const staying = notes({ status: 'checked_in', couponAfterCheckOut: '再来半价' }, [step('checked_in')])
  assert.deepEqual(staying.at(-1), '之后送你一张“再来半价”')
  const left = [step('finished')]
  assert.deepEqual(notes({ status: 'finished', couponAfterCheckOut: '再来半价' }, left), ['“再来半价”放进券包了'])
  assert.deepEqual(notes({ status: 'finished' }, left), [])
})

test('the road says which steps were told in WeChat, which were not taken, and how many were not allowed', () => {
  const told = (outcome: NonNullable<StoryStep['notice']>['outcome']) => ({
    notice: { template: 'paid' as const, outcome, at: placedAt },
  })
  const steps = [
    step('awaiting_payment', told('sent')),
    step('paid', told('refused')),
    step('checked_in', told('on_its_way')),
    step('finished', told('not_allowed')),
  ]
  const posts = roadPosts({ ...facts({ status: 'finished' }, steps), left: '' })
  assert.deepEqual(
    posts.map(({ note }) => note),
    ['1 间 × 2 晚·已在微信告诉你', '微信没有收下通知', undefined, undefined],
  )
  assert.equal(untoldSteps(steps), 1)
})

test('numbers are read in groups of four, and a window is told in minutes', () => {
  assert.equal(groupedNo('YZ261123004187'), 'YZ 2611 2300 4187')
  assert.equal(groupedNo('12345'), '1234 5')
  assert.equal(windowMinutes(booked), 30)
  assert.equal(windowMinutes({ placedAt, payBefore: '2026-11-23T01:41:10.000Z' }), 1)
})
