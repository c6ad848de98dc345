import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { DeskOrder } from '../../../contract/admin/orders.ts'
import { type Permission, rolePermissions } from '../../../contract/permissions.ts'
import { earliestLeave, verbsFor } from './verbs.ts'

const room = { id: 'orr_1', guestName: '林知远', roomId: null, roomNumber: null, state: 'expected' } as const
const paid = {
  status: 'paid',
  checkIn: '2026-11-25',
  checkOut: '2026-11-27',
  guests: [{ ...room, checkedInAt: null, checkedOutAt: null }],
  paidFen: 83_600,
  refundedFen: 0,
  balanceFen: 0,
} as unknown as DeskOrder

const inHouse = {
  ...paid,
  status: 'checked_in',
  guests: [{ ...paid.guests[0]!, roomId: 'room_308', roomNumber: '308', state: 'in' as const }],
} as DeskOrder

const may = (role: keyof typeof rolePermissions) => (permission: Permission | undefined) =>
  permission === undefined || rolePermissions[role].includes(permission)

function offered(order: DeskOrder, today: string, role: keyof typeof rolePermissions = 'manager') {
  return verbsFor({ order, today, dayOf: (instant) => instant.slice(0, 10) }, may(role))
}

test('before the day of check-in a number can be given, on the day the main thing is to check in', () => {
  assert.equal(offered(paid, '2026-11-24')[0], 'assign')
  assert.ok(!offered(paid, '2026-11-24').includes('check_in'))
  assert.equal(offered(paid, '2026-11-25')[0], 'check_in')
})

test('who did not come can be marked once the day of check-in is over', () => {
  assert.ok(!offered(paid, '2026-11-25').includes('no_show'))
  assert.ok(offered(paid, '2026-11-26').includes('no_show'))
})

test('in house the main thing is to check out, or to take what is owed first', () => {
  assert.equal(offered(inHouse, '2026-11-26')[0], 'check_out')
  assert.equal(offered({ ...inHouse, balanceFen: 40_000 }, '2026-11-26')[0], 'take_payment')
  assert.ok(offered({ ...inHouse, balanceFen: 40_000 }, '2026-11-26').includes('check_out'))
})

test('leaving can be undone on the same day only', () => {
  const out = { ...inHouse.guests[0]!, state: 'out' as const, checkedOutAt: '2026-11-26T03:00:00Z' }
  const gone = { ...inHouse, status: 'finished', guests: [out] } as DeskOrder
  assert.ok(offered(gone, '2026-11-26').includes('undo_check_out'))
  assert.ok(!offered(gone, '2026-11-27').includes('undo_check_out'))
})

test('nobody is offered what their role does not let them do', () => {
  assert.ok(offered(paid, '2026-11-25', 'manager').includes('refund'))
  assert.ok(!offered(paid, '2026-11-25', 'desk').includes('refund'))
  assert.deepEqual(offered(paid, '2026-11-25', 'finance'), ['refund'])
  assert.deepEqual(offered(paid, '2026-11-25', 'operator'), [])
})

test('what is over offers nothing but a look at it', () => {
  const over = { ...paid, status: 'expired', paidFen: 0 } as DeskOrder
  assert.deepEqual(offered(over, '2026-11-25'), [])
})

test('leaving early is a morning after the first night, not before today, before the last', () => {
  assert.equal(earliestLeave(paid, '2026-11-25'), '2026-11-26')
  assert.equal(earliestLeave(paid, '2026-11-26'), '2026-11-26')
  assert.equal(earliestLeave(paid, '2026-11-27'), null)
  assert.equal(earliestLeave({ checkIn: '2026-11-25', checkOut: '2026-11-26' }, '2026-11-25'), null)
})
