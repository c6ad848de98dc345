// Fills an empty data folder with a large chain: `npm run seed -- --hotels N`.
import { pino } from 'pino'
import { startApp } from '../server/app.ts'
import { readConfig } from '../server/config.ts'
import { startSandbox } from '../wechat-sandbox/sandbox.ts'

const at = process.argv.indexOf('--hotels')
const hotels = at > 0 ? Number(process.argv[at + 1]) : Number.NaN
try {
  if (!Number.isSafeInteger(hotels) || hotels < 5 || hotels > 100_000) {
    throw new Error('usage: npm run seed -- --hotels N   (5 to 100000)')
  }
  const config = readConfig({ ...process.env, YIZHAN_SEED: `chain:${hotels}`, YIZHAN_PORT: '0', YIZHAN_OPS_PORT: '0' })
  // The server's credentials are made by the sandbox at its first start.
  const sandbox = await startSandbox({ dataDir: `${config.dataDir}/wechat-sandbox` })
  const app = await startApp(config, { moving: false, log: pino({ level: 'warn' }) })
  await app.close()
  await sandbox.close()
  console.log(`${config.dataDir} holds a chain of ${hotels} branches. Start it with npm start.`)
  process.exit(0)
} catch (error) {
  console.error((error as Error).message)
  process.exitCode = 1
}
