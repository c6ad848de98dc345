import { accessSync, constants, mkdirSync } from 'node:fs'
import { CannotStart } from './cannot-start.ts'

/** Makes the data folder if it is missing. Throws `CannotStart` when it is no folder or cannot be written. */
export function makeDataFolder(dataDir: string): void {
  try {
    mkdirSync(dataDir, { recursive: true })
    accessSync(dataDir, constants.R_OK | constants.W_OK | constants.X_OK)
  } catch (error) {
    throw new CannotStart(`The data folder ${dataDir} cannot be written: ${(error as Error).message}.`)
  }
}
