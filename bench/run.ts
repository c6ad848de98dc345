// Speeds as ratios to floors measured in the same run: `npm run bench`. It prints; it never fails by time.
import { benchEvents } from './events.ts'
import { benchHttp } from './http.ts'
import { benchPlaceHttp } from './place-http.ts'
import { benchSearch } from './search.ts'
import { benchSearchHttp } from './search-http.ts'
import { benchStart } from './start.ts'

const start = await benchStart()
console.log(`start to ready       ${start.readyMs} ms, ${start.idleRssMb} MB at rest`)
const http = await benchHttp()
console.log(
  `room detail          ${http.ratio} of bare node:http (${http.roomDetailPerSecond}/s of ${http.floorPerSecond}/s), ${http.cpuRatio} by processor time`,
)
const place = await benchPlaceHttp()
for (const [name, figures] of [
  ['spread', place.spread],
  ['one hot room', place.hot],
] as const) {
  const { perSecond, floorPerSecond, ratio, p50Ms, p99Ms, restMs } = figures
  const toPost = Math.round((perSecond / place.barePostPerSecond) * 1000) / 1000
  console.log(
    `place, ${name.padEnd(13)} ${ratio} of prepared writes (${perSecond}/s of ${floorPerSecond}/s), ${toPost} of a bare POST, p50 ${p50Ms} ms, p99 ${p99Ms} ms, messages at rest after ${restMs} ms`,
  )
}
const { alone } = place
console.log(
  `                     ${Math.round((place.spread.perSecond / alone.perSecond) * 10) / 10} times one commit for each order (${alone.perSecond}/s), ${place.oversold} nights oversold`,
)
const events = await benchEvents()
console.log(
  `event to handler     p50 ${events.handled.p50Ms} ms, p99 ${events.handled.p99Ms} ms at ${events.ordersPerSecond} orders/s, answers p99 ${events.answered.p99Ms} ms, ${events.cpuMsPerOrder} ms of processor time an order`,
)
const overHttp = await benchSearchHttp({ compared: 100 })
const { all } = overHttp.latencyMs
console.log(
  `search over HTTP     p50 ${all.p50} ms, p99 ${all.p99} ms, ${overHttp.searchesPerSecond}/s, ${overHttp.cpuMsPerSearch} ms of processor time each, loop late by p99 ${overHttp.loopDelayMs.p99} ms, ${overHttp.compared} pages as the oracle's`,
)
const search = await benchSearch({ hotels: 10_000, searches: 8_000, concurrency: 8, compared: 100 })
console.log('search', search)
process.exit(0)
