import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

/** The keys of an installation. Losing the file loses phones; adding a data key at the end rotates. */
export interface Secrets {
  /** 32 bytes each in base64, oldest first. */
  dataKeys: { id: string; key: string }[]
  indexKey: string
}

/** Reads the secrets file, or makes it (mode 600) at the first start. Throws one sentence when it is unusable. */
export function readOrMakeSecrets(file: string): Secrets {
  let secrets: Partial<Secrets>
  try {
    if (!existsSync(file)) makeSecrets(file)
    secrets = JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    throw new Error(`The secrets file ${file} cannot be used: ${(error as Error).message}.`)
  }
  const usable =
    Array.isArray(secrets.dataKeys) &&
    secrets.dataKeys.length > 0 &&
    secrets.dataKeys.every(({ id, key }) => /^\w{1,16}$/.test(id) && isKey(key)) &&
    isKey(secrets.indexKey)
  if (!usable) throw new Error(`The secrets file ${file} does not hold keys of 32 bytes.`)
  return secrets as Secrets
}

function makeSecrets(file: string): void {
  const key = () => randomBytes(32).toString('base64')
  const secrets: Secrets = { dataKeys: [{ id: 'k1', key: key() }], indexKey: key() }
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(`${file}.new`, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 })
  renameSync(`${file}.new`, file)
}

function isKey(text: unknown): boolean {
  return typeof text === 'string' && Buffer.from(text, 'base64').length === 32
}
