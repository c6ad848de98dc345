// The server as it ships, which kills itself at a named step. It is started like the server's own script; the parent says
// when to start counting and at which passing of the point the process dies.
import { pino } from 'pino'
import { startApp } from '../server/app.ts'
import { readConfig } from '../server/config.ts'

/** From the parent: die when this point is passed for the n-th time from now on. */
export interface CrashOrder {
  point: string
  passing: number
}

let order: CrashOrder | null = null
let passings = 0

process.on('message', (told: CrashOrder) => {
  order = told
  passings = 0
  process.send!('armed')
})
process.on('disconnect', () => process.exit(0)) // nobody is left to stop it

const app = await startApp(readConfig(process.env), {
  log: pino({ level: 'silent' }),
  probe(point) {
    if (point !== order?.point) return
    passings += 1
    if (passings === order.passing) process.kill(process.pid, 'SIGKILL')
  },
})
process.once('SIGTERM', () => void app.close().then(() => process.exit(0)))
