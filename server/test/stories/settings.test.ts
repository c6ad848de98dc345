import assert from 'node:assert/strict'
import { test } from 'node:test'
import { listAudit } from '../../../contract/admin/operations.ts'
import { editSettings, getSettings } from '../../../contract/admin/settings.ts'
import { ApiProblem } from '../../../contract/client.ts'
import { getCalendar } from '../../../contract/guest/offers.ts'
import { getSite } from '../../../contract/guest/site.ts'
import { until } from '../../../proof/house/until.ts'
import { newWorld } from '../world.ts'

const roomTypeId = 'rmt_chengdu_huaili_1'
const ratePlanId = 'rpl_chengdu_huaili_1_flexible'
const refused = (code: string) => (error: unknown) => error instanceof ApiProblem && error.code === code

test('what the chain sets is what guests are told and held to, at once and without a restart', async () => {
  await using world = await newWorld()
  const manager = await world.staff()
  const li = await world.guest()
  const stay = (days: number) => ({ roomTypeId, ratePlanId, checkIn: world.day(days), checkOut: world.day(days + 1) })
  const chainName = { zh: '青驿', en: 'Green Post' }
  const templates = { ...(await manager.client.call(getSettings, {})).defaults.templates, paid: 'a_template_of_ours_1' }
  await manager.client.call(editSettings, {
    body: {
      chainName,
      templates,
      servicePhone: '400-820-0000',
      serviceHours: { from: '08:00', until: '22:00' },
      payWindowSeconds: 90,
      nightsAhead: 40,
      memberLimits: { unpaidOrders: 1, roomsHeld: 10, lapsesADay: 8 },
    },
  })
  const site = await world.anyone.call(getSite, {})
  assert.deepEqual([site.chainName, site.servicePhone], [chainName, '400-820-0000'])
  assert.deepEqual(site.serviceHours, { from: '08:00', until: '22:00' })
  assert.equal(site.templates.paid, 'a_template_of_ours_1')
  assert.deepEqual([site.booking.payWindowSeconds, site.booking.nightsAhead], [90, 40])

  const order = await li.book(stay(1))
  const leftMs = Date.parse(order.payBefore) - world.app.ports.clock.now()
  assert.ok(leftMs > 80_000 && leftMs <= 90_000, `${leftMs} ms`)
  await assert.rejects(li.book(stay(2)), refused('too_many_unpaid_orders'))

  await assert.rejects((await world.guest()).book(stay(40)), refused('booking_invalid'))
  const { items } = await world.anyone.call(getCalendar, {
    params: { id: roomTypeId },
    query: { ratePlanId, from: world.day(30), to: world.day(60) },
  })
  assert.equal(items.at(-1)?.night, world.day(39))
})

test('changing a setting leaves the deadline of an order as it was placed', async () => {
  await using world = await newWorld()
  const manager = await world.staff()
  const li = await world.guest()
  const order = await li.book({ roomTypeId, ratePlanId, checkIn: world.day(1), checkOut: world.day(2) })
  await manager.client.call(editSettings, { body: { payWindowSeconds: 10 } })
  await world.pass(60)
  const seen = await li.order(order.id)
  assert.deepEqual([seen.status, seen.payBefore], ['awaiting_payment', order.payBefore])
})

test('a change has its audit row, and what cannot be is refused by field', async () => {
  await using world = await newWorld()
  const manager = await world.staff()
  const { settings } = await manager.client.call(editSettings, { body: { nightsAhead: 60 } })
  assert.equal(settings.nightsAhead, 60)
  const back = await manager.client.call(editSettings, { body: { toDefault: ['nightsAhead'] } })
  assert.equal(back.settings.nightsAhead, 365)
  const { items } = await manager.client.call(listAudit, { query: { subject: 'settings:chain' } })
  assert.deepEqual(
    items.map(({ before, after }) => [before, after]),
    [
      [{ nightsAhead: 60 }, { nightsAhead: 365 }],
      [{ nightsAhead: 365 }, { nightsAhead: 60 }],
    ],
  )
  const edit = (body: object) => manager.client.call(editSettings, { body })
  await assert.rejects(edit({ colours: { pine: '#9FC5B4', seal: '#B3361D' } }), refused('settings_invalid'))
  await assert.rejects(edit({ payWindowSeconds: 9 }), refused('invalid_request'))
  await assert.rejects(edit({ wechatSecret: 'x' }), refused('invalid_request'))
  await assert.rejects(edit({ nightsAhead: 60, toDefault: ['nightsAhead'] }), refused('settings_invalid'))
})

test('a process that hears of nothing follows within two seconds', async () => {
  await using world = await newWorld({ overrides: { moving: true } })
  const { settings } = world.app.modules
  // As another process would: rows alone.
  await world.app.ports.db.transaction((tx) =>
    tx
      .prepared(`insert into setting (name, value_json, version, changed_at, changed_by, changed_by_name)
        values ('nightsAhead', '77', 1, ?, 'staff:stf_1', '苏晚')`)
      .run(tx.now),
  )
  await until(async () => settings.now().nightsAhead === 77, 'the setting was not followed', {
    withinMs: 2_000,
    everyMs: 50,
  })
  assert.equal((await world.anyone.call(getSite, {})).booking.nightsAhead, 77)
})
