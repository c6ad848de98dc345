import type { Logger } from 'pino'
import type { Handle } from './database/handle.ts'
import type { Metrics } from './http/metrics.ts'
import type { Watchers } from './modules.ts'

/** What operators see of the modules: a line in the log and a figure. */
export function watchersOf({ log, metrics }: { log: Logger; metrics: Metrics }): Watchers {
  return {
    failed: (what, error) => log.error({ err: error, what }, 'failed, will be tried again'),
    alarmRaised: ({ kind, subject }) => {
      metrics.alarms.inc({ kind })
      log.warn({ kind, subject }, 'alarm')
    },
    parked: (subscription, message, error) => {
      metrics.parked.inc({ subscription })
      log.warn({ err: error, subscription, eventId: message.id, event: message.event }, 'message parked')
    },
    withoutHalf: (reason) => metrics.withoutHalf.inc({ reason }),
  }
}

/** Figures that are counted when they are asked for. */
export function addGauges(metrics: Metrics, handle: Handle): void {
  const count = async (sql: string) => (await handle.prepared(sql).get<{ count: number }>())?.count ?? 0
  metrics.gauge('yizhan_outbox_backlog', 'Events not on the bus yet', () =>
    count(`select count(*) as count from outbox where state = 'ready'`),
  )
  metrics.gauge('yizhan_dead_letters', 'Messages that need a person', () =>
    count(`select count(*) as count from parked where state = 'dead'`),
  )
}
