import { type Invariant, rows, special, suite } from './invariant.ts'

const graceMs = 10 * 60_000

export const messageInvariants: Invariant[] = [
  {
    id: 'I31',
    promise: 'The notices of an order were sent in sequence, at most once each',
    check: rows(`select a.order_id, a.seq, b.seq as later_seq from notice a join notice b
      on b.order_id = a.order_id and b.seq > a.seq and a.resend_no = 0 and b.resend_no = 0
      where a.state = 'sent' and b.state = 'sent' and b.ended_at < a.ended_at`),
  },
  {
    id: 'I32',
    promise: 'Every committed event is delivered',
    check: rows(`select id, event, due_at from outbox where state = 'ready' and due_at < :now - :grace`, graceMs),
  },
  {
    id: 'I33',
    promise: 'Any order and number of deliveries ends in the same rows',
    check: suite('server/adapters/embedded/sql-bus/conform.test.ts'),
  },
  {
    id: 'I34',
    promise: 'A poison message stops only its own order',
    check: suite('server/adapters/embedded/sql-bus/conform.test.ts'),
  },
]

export const cacheInvariants: Invariant[] = [
  {
    id: 'I35',
    promise: 'A read is never older than its bound',
    check: suite('server/modules/hotels/room-detail-cache.test.ts'),
  },
  {
    id: 'I36',
    promise: 'When writes stop, all levels converge',
    check: suite('server/modules/hotels/room-detail-cache.test.ts'),
  },
  {
    id: 'I37',
    promise: 'A process never goes back to an older version',
    check: suite('server/modules/hotels/room-detail-cache.test.ts'),
  },
  {
    id: 'I38',
    promise: 'An order uses the database’s prices',
    check: suite('server/modules/orders/guest.routes.test.ts'),
  },
]

export const timeAndPeopleInvariants: Invariant[] = [
  { id: 'I40', promise: 'Nights are dates in the hotel’s zone', check: suite('server/kernel/stay.test.ts') },
  {
    id: 'I42',
    promise: 'One key and one body give one effect and one answer',
    check: suite('server/test/stories/journey.test.ts'),
  },
  {
    id: 'I43',
    promise: 'Nobody reads or writes across members, hotels or roles',
    check: suite('server/test/stories/authorization.test.ts'),
  },
  {
    id: 'I44',
    promise: 'Each staff change is in the audit chain, and the chain verifies',
    check: special('audit-chain'),
  },
]
