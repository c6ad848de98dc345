import { readConfig } from './config.ts'
import { startSandbox } from './sandbox.ts'

// Starts the sandbox and stops it on the first signal, after the answers under way.
try {
  const sandbox = await startSandbox(readConfig(process.env))
  console.log(`WeChat sandbox on ${sandbox.url} (keys in ${sandbox.credentialsFile})`)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void sandbox.close())
} catch (error) {
  console.error(`The WeChat sandbox did not start: ${error instanceof Error ? error.message : error}`)
  process.exitCode = 1
}
