// Copies a running or stopped installation into one file: `npm run backup -- FILE`.
import { backup } from '../server/backup/backup.ts'
import { readConfig } from '../server/config.ts'

const [file] = process.argv.slice(2)
try {
  if (!file) throw new Error('usage: npm run backup -- FILE')
  const config = readConfig(process.env)
  const { bytes } = await backup(config, file)
  console.log(`Backed up ${config.dataDir} to ${file} (${(bytes / 2 ** 20).toFixed(1)} MiB).`)
} catch (error) {
  console.error((error as Error).message)
  process.exitCode = 1
}
