import { enableCompileCache } from 'node:module'

enableCompileCache()
const [{ CannotStart }, { startApp }, { ConfigError, readConfig }] = await Promise.all([
  import('./adapters/embedded/sqlite/open.ts'),
  import('./app.ts'),
  import('./config.ts'),
])

// Config → app → wait for a signal → close. A second signal does not wait.
try {
  const app = await startApp(readConfig(process.env))
  process.stdout.write(`Yizhan on ${app.url} (operations on ${app.opsUrl})\n`)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      process.once(signal, () => process.exit(130))
      void app.close().then(() => process.exit(0))
    })
  }
} catch (error) {
  const expected = error instanceof ConfigError || error instanceof CannotStart
  process.stderr.write(expected ? `${error.message}\n` : `Yizhan did not start: ${(error as Error).stack}\n`)
  process.exit(1)
}
