import { conformBus } from '../../conform/bus.ts'
import { createSqlBusWorld } from './sql-bus-world.ts'

conformBus({
  createWorld: createSqlBusWorld,
  notYet: {
    '3': 'FIFO without a key, whole messages on TRANSACTION and halves elsewhere are taken',
    '11': 'a dead letter is tried once more before it is buried',
    '14': 'the lease is not extended while a handler works',
    '19': 'after an outage of the bus a later message of a key may overtake an earlier one',
    '22': 'subscribing to a group that was not made is not noticed',
  },
})
