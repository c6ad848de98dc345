import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

/** What one process counts. Label sets of routes are made once, when the route is. */
export function createMetrics() {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const requests = new Histogram({
    name: 'yizhan_http_request_seconds',
    help: 'Time to answer, by operation and class of status',
    labelNames: ['operation', 'status'],
    buckets: [0.001, 0.005, 0.025, 0.1, 0.5, 2.5, 10],
    registers: [registry],
  })
  const alarms = new Counter({
    name: 'yizhan_alarms_total',
    help: 'Alarms raised',
    labelNames: ['kind'],
    registers: [registry],
  })
  const parked = new Counter({
    name: 'yizhan_messages_parked_total',
    help: 'Messages put aside',
    labelNames: ['subscription'],
    registers: [registry],
  })
  const withoutHalf = new Counter({
    name: 'yizhan_half_messages_missed_total',
    help: 'Check-outs told by the relay instead of a half message',
    labelNames: ['reason'],
    registers: [registry],
  })
  return {
    registry,
    alarms,
    parked,
    withoutHalf,
    /** A figure read when it is scraped. */
    gauge(name: string, help: string, read: () => Promise<number> | number): void {
      new Gauge({
        name,
        help,
        registers: [registry],
        async collect() {
          this.set(await read())
        },
      })
    },
    /** One observer per class of status of an operation. */
    observerOf(operation: string): (statusCode: number, seconds: number) => void {
      const classes = new Map(
        [2, 3, 4, 5].map((first) => [first, requests.labels({ operation, status: `${first}xx` })] as const),
      )
      return (statusCode, seconds) => classes.get(Math.floor(statusCode / 100))?.observe(seconds)
    },
  }
}

export type Metrics = ReturnType<typeof createMetrics>
