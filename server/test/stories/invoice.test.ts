import assert from 'node:assert/strict'
import { test } from 'node:test'
import { listInvoices, markInvoiceIssued } from '../../../contract/admin/orders.ts'
import { ApiProblem } from '../../../contract/client.ts'
import { askInvoice, getMyInvoice, listMyInvoices } from '../../../contract/guest/invoices.ts'
import { newWorld } from '../world.ts'

const roomTypeId = 'rmt_chengdu_huaili_1'
const ratePlanId = 'rpl_chengdu_huaili_1_flexible'
const refused = (code: string) => (error: unknown) => error instanceof ApiProblem && error.code === code

test('a guest asks for an invoice, corrects it until it is issued, and sees its number', async () => {
  await using world = await newWorld()
  const [li, stranger, manager] = [await world.guest(), await world.guest(), await world.staff()]
  const { id } = await li.book({ roomTypeId, ratePlanId, checkIn: world.day(3), checkOut: world.day(4) })
  const params = { id }
  const ask = (title: string, taxNumber: string | null = null) =>
    li.client.call(askInvoice, { params, body: { title, taxNumber, email: 'li@example.com' } })
  await assert.rejects(ask('李'), refused('order_state'), 'nothing is paid yet')
  await li.pay(id)
  await world.settle()
  await assert.rejects(li.client.call(getMyInvoice, { params }), refused('not_found'))
  await ask('李')
  const { totalFen } = await li.order(id)
  const asked = await ask('驿站路客有限公司', '91510100MA6CXXXX0X')
  assert.deepEqual([asked.title, asked.amountFen, asked.issuedNumber], ['驿站路客有限公司', totalFen, null])
  await assert.rejects(stranger.client.call(getMyInvoice, { params }), refused('not_found'))
  assert.deepEqual((await stranger.client.call(listMyInvoices, { query: {} })).items, [])
  const { items } = await manager.client.call(listInvoices, { query: {} })
  assert.deepEqual(
    items.map(({ orderId }) => orderId),
    [id],
  )
  await manager.client.call(markInvoiceIssued, { params, body: { number: '25512000000012345678' } })
  await assert.rejects(ask('再改'), refused('invoice_issued'))
  const mine = await li.client.call(listMyInvoices, { query: {} })
  assert.deepEqual(
    mine.items.map(({ orderId, issuedNumber }) => [orderId, issuedNumber]),
    [[id, '25512000000012345678']],
  )
})
