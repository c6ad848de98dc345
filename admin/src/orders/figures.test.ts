import assert from 'node:assert/strict'
import { test } from 'node:test'
import { leavingFen, phaseAt } from './figures.ts'

const kept = { kind: 'nothing' } as const
const phases = [
  { from: null, until: '2026-11-24T10:00:00.000Z', kept, keptFen: 0, refundFen: 83_600 },
  { from: '2026-11-24T10:00:00.000Z', until: null, kept, keptFen: 39_934, refundFen: 43_666 },
]

test('the phase of an instant ends before the next begins', () => {
  const deadline = Date.parse('2026-11-24T10:00:00.000Z')
  assert.equal(phaseAt(phases, deadline - 1)?.refundFen, 83_600)
  assert.equal(phaseAt(phases, deadline)?.refundFen, 43_666)
  assert.equal(phaseAt([], deadline), null)
})

test('leaving early returns what was paid for the nights that are left, less what went back of them before', () => {
  const line = {
    roomIndex: 0,
    roomTypeId: 'rt',
    priceFen: 40_000,
    shareFen: 40_000,
    refundedFen: 0,
    stock: 'sold',
  } as const
  const lines = [
    { ...line, night: '2026-11-25', paymentId: 'pay_1' },
    { ...line, night: '2026-11-26', paymentId: 'pay_1', refundedFen: 1_000 },
    { ...line, night: '2026-11-27', paymentId: null },
    { ...line, night: '2026-11-28', paymentId: 'pay_1', stock: 'released' as const },
  ]
  assert.equal(leavingFen({ lines }, '2026-11-26'), 39_000)
  assert.equal(leavingFen({ lines }, '2026-11-25'), 79_000)
})
