import assert from 'node:assert/strict'
import { test } from 'node:test'
import { putFavourite } from '../../../contract/guest/favourites.ts'
import { askInvoice } from '../../../contract/guest/invoices.ts'
import { OwnData } from '../../../contract/guest/own-data.ts'
import { bindPhone, exportMe, updateMe } from '../../../contract/guest/session.ts'
import { king } from '../../../proof/house/demo.ts'
import { validatorFor } from '../../http/validators.ts'
import { newWorld } from '../world.ts'

test('a member takes along what a person can read, all of it, and nothing by which others know them', async () => {
  await using world = await newWorld()
  const li = await world.guest({ phone: '13912345678' })
  await world.settle()
  await li.client.call(bindPhone, { body: { code: await world.sandbox.phoneCode(li.person.userId) } })
  await li.client.call(updateMe, { body: { nickname: '林一舟' } })
  const order = await li.book({ ...king, checkIn: world.day(9), checkOut: world.day(11), consents: ['paid'] })
  await li.pay(order.id)
  await world.settle()
  await li.client.call(putFavourite, { params: { hotelId: 'hot_chengdu_huaili' } })
  const asked = { title: '林一舟', taxNumber: null, email: 'lin@example.com' }
  await li.client.call(askInvoice, { params: { id: order.id }, body: asked })

  const data = await li.client.call(exportMe, {})
  assert.equal(data.format, 1)
  assert.deepEqual(
    [data.member.nickname, data.member.phone, data.member.signedInBy],
    ['林一舟', '13912345678', ['mini']],
  )
  const [taken] = data.orders
  assert.equal(taken?.orderNo, order.orderNo)
  assert.deepEqual([taken.status, taken.paidFen, taken.contactPhone], ['paid', order.totalFen, '13800001234'])
  assert.deepEqual(
    taken.consents.map(({ notice }) => notice),
    ['paid'],
  )
  assert.deepEqual(
    [taken.guests[0]?.guestName, taken.cancelPolicyName],
    [order.guests[0]?.guestName, order.cancelPolicy.name],
  )
  assert.deepEqual(
    data.coupons.map(({ name, from, state }) => [name, from, state]),
    [['新人见面礼', 'welcome', order.discountFen > 0 ? 'used' : 'usable']],
  )
  assert.deepEqual(
    data.favourites.map(({ hotelName }) => hotelName),
    [order.hotelName],
  )
  assert.deepEqual([data.invoices[0]?.orderNo, data.invoices[0]?.email], [order.orderNo, asked.email])

  const isShaped = validatorFor({ schema: OwnData, httpPart: 'body' })
  assert.ok(isShaped(data), JSON.stringify(isShaped.errors))
  const text = JSON.stringify(data)
  const { openids, unionid, userId } = li.person
  for (const secret of [li.token, openids.mini, openids.web, unionid, userId, li.member.id, order.id, order.hotelId]) {
    assert.equal(text.includes(secret), false, secret)
  }
  const [kept, ...others] = await keptOf(world.app.ports.db)
  assert.ok(kept && others.length === 0)
  for (const value of Object.values(kept)) assert.equal(text.includes(String(value)), false, String(value))
  const names = new Set([...text.matchAll(/"(\w+)":/g)].map(([, name]) => name!))
  assert.deepEqual(
    [...names].filter((name) => /(^i|I)ds?$|token|hash|sealed|session|openid|union/i.test(name)),
    [],
  )
})

test('somebody who has nothing yet takes along empty lists', async () => {
  await using world = await newWorld()
  const li = await world.guest()
  const { orders, coupons, favourites, invoices, member } = await li.client.call(exportMe, {})
  assert.deepEqual({ orders, coupons, favourites, invoices }, { orders: [], coupons: [], favourites: [], invoices: [] })
  assert.equal(member.phone, null)
})

/** What is sealed or hashed of members and their sessions. */
function keptOf(db: Awaited<ReturnType<typeof newWorld>>['app']['ports']['db']): Promise<object[]> {
  return db
    .prepared(
      `select m.phone_sealed, m.phone_index, m.unionid_index, i.session_key_sealed, s.token_hash from member m
       join member_identity i on i.member_id = m.id join guest_session s on s.member_id = m.id
       where m.phone_sealed is not null and i.session_key_sealed is not null`,
    )
    .all<Record<string, string>>()
}
