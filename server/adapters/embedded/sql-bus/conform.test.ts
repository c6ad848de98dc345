import { conformBus } from '../../conform/bus.ts'
import { createSqlBusWorld } from './sql-bus-world.ts'

conformBus({ createWorld: createSqlBusWorld })
