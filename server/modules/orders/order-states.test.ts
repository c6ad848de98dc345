import assert from 'node:assert/strict'
import { test } from 'node:test'
import { orderStatuses } from '../../../contract/order-status.ts'
import { events } from '../../events.ts'
import { drawOrderStates, eventOf, mayMove, orderEdges, orderTabs, originalCodes } from './order-states.ts'

test('every state can be reached from the beginning, and has one tab', () => {
  const reached = new Set<string | null>([null])
  for (let round = 0; round < orderStatuses.length; round += 1) {
    for (const edge of orderEdges) if (reached.has(edge.from)) reached.add(edge.to)
  }
  for (const status of orderStatuses) {
    assert.ok(reached.has(status), status)
    assert.equal(
      Object.values(orderTabs).filter((tab) => (tab as readonly string[]).includes(status)).length,
      1,
      status,
    )
    assert.ok(status in originalCodes)
    assert.ok(eventOf(status) in events)
  }
})

test('no edge is listed twice', () => {
  const keys = orderEdges.map((edge) => `${edge.from} ${edge.to}`)
  assert.equal(new Set(keys).size, keys.length)
})

test('a paid order never expires, and is cancelled by a person only', () => {
  assert.ok(!mayMove('paid', 'expired', 'deadline'))
  assert.ok(!mayMove('paid', 'cancelled', 'deadline'))
  assert.ok(mayMove('paid', 'cancelled', 'guest'))
  assert.ok(!mayMove('refunded', 'paid', 'payment'))
})

test('the diagram has one arrow for every edge', () => {
  const arrows = drawOrderStates()
    .split('\n')
    .filter((line) => line.includes('-->'))
  assert.equal(arrows.length, orderEdges.length)
  assert.ok(arrows[0]!.startsWith('  [*] --> awaiting_payment'))
})
