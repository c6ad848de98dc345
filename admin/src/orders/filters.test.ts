import assert from 'node:assert/strict'
import { test } from 'node:test'
import { orderStatuses } from '../../../contract/order-status.ts'
import { isNarrowed, orderQuery, orderTabs, readOrderSearch } from './filters.ts'

test('an address keeps what it may say and nothing else', () => {
  assert.deepEqual(
    readOrderSearch({ q: 4187, tab: 'staying', from: '2026-11-25', to: '2026-11-27', order: 'ord_1', x: 1 }),
    { q: '4187', tab: 'staying', from: '2026-11-25', to: '2026-11-27', order: 'ord_1' },
  )
  assert.deepEqual(readOrderSearch({ tab: 'toString', order: '../x', from: '2026-02-30', to: '2026-03-01' }), {})
  assert.deepEqual(readOrderSearch({ tab: 'all', from: '2026-11-27', to: '2026-11-25' }), {})
})

test('the last day that was chosen is asked for as the morning after it', () => {
  assert.deepEqual(orderQuery({ from: '2026-11-30', to: '2026-11-30' }, 'hot_1'), {
    hotelId: 'hot_1',
    from: '2026-11-30',
    to: '2026-12-01',
  })
  assert.deepEqual(orderQuery({ tab: 'to_pay', q: 'YZ' }, null), { q: 'YZ', status: ['awaiting_payment'] })
})

test('every state of an order is under one tab, and none under two', () => {
  const shown = Object.values(orderTabs).flatMap((statuses) => statuses ?? [])
  assert.deepEqual([...shown].sort(), [...orderStatuses].sort())
})

test('a list is narrowed by what hides orders, not by what is open beside it', () => {
  assert.equal(isNarrowed({ order: 'ord_1' }), false)
  assert.equal(isNarrowed({ tab: 'to_pay' }), true)
  assert.equal(isNarrowed({ q: '林' }), true)
})
