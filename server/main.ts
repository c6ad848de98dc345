import { enableCompileCache } from 'node:module'

enableCompileCache()
const [{ makeDataFolder }, { startApp }, { readConfig }, { whyNotStarted }] = await Promise.all([
  import('./adapters/embedded/sqlite/data-folder.ts'),
  import('./app.ts'),
  import('./config.ts'),
  import('./why-not-started.ts'),
])

// Config → app → wait for a signal → close. A second signal does not wait.
let config: ReturnType<typeof readConfig> | null = null
try {
  config = readConfig(process.env)
  makeDataFolder(config.dataDir)
  const app = await startApp(config)
  process.stdout.write(`Yizhan on ${app.url} (operations on ${app.opsUrl})\n`)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      process.once(signal, () => process.exit(130))
      void app.close().then(() => process.exit(0), stoppedBadly)
    })
  }
} catch (error) {
  process.stderr.write(`${whyNotStarted(error, config) ?? `Yizhan did not start: ${(error as Error).stack}`}\n`)
  process.exit(1)
}

function stoppedBadly(error: Error): never {
  process.stderr.write(`Yizhan did not stop in order: ${error.stack}\n`)
  process.exit(1)
}
