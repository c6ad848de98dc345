// Puts a backup into an empty data folder: `npm run restore -- FILE`.
import { restore } from '../server/backup/restore.ts'
import { readConfig } from '../server/config.ts'

const [file] = process.argv.slice(2)
try {
  if (!file) throw new Error('usage: npm run restore -- FILE')
  const config = readConfig(process.env)
  await restore(file, config)
  console.log(`Restored ${file} into ${config.dataDir}. Start it with npm start.`)
} catch (error) {
  console.error((error as Error).message)
  process.exitCode = 1
}
