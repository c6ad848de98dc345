// Speeds as ratios to floors measured in the same run: `npm run bench`. It prints; it never fails by time.
import { benchHttp } from './http.ts'
import { benchPlaceHttp } from './place-http.ts'
import { benchSearch } from './search.ts'
import { benchStart } from './start.ts'

const start = await benchStart()
console.log(`start to ready       ${start.readyMs} ms, ${start.idleRssMiB} MiB at rest`)
const http = await benchHttp()
console.log(
  `room detail          ${http.ratio} of bare node:http (${http.roomDetailPerSecond}/s of ${http.floorPerSecond}/s)`,
)
const place = await benchPlaceHttp()
for (const [name, result, ratio] of [
  ['spread', place.spread, place.ratioSpread],
  ['one hot room', place.hot, place.ratioHot],
] as const) {
  const toPost = Math.round((result.perSecond / place.barePostPerSecond) * 1000) / 1000
  console.log(
    `place, ${name.padEnd(13)} ${ratio} of prepared writes (${result.perSecond}/s of ${place.rawPerSecond}/s), ${toPost} of a bare POST, p50 ${result.p50Ms} ms, p99 ${result.p99Ms} ms`,
  )
}
console.log(`                     ${place.oversold} nights oversold`)
const search = await benchSearch({ hotels: 10_000, searches: 8_000, concurrency: 8, compared: 100 })
console.log('search', search)
process.exit(0)
