import { randomBytes } from 'node:crypto'
import type { Logger } from 'pino'
import type { Config } from './config.ts'
import type { Db } from './database/handle.ts'
import type { Modules } from './modules.ts'
import { seedChain } from './seed/chain.ts'
import { seedDemo } from './seed/demo.ts'

export interface FirstFill {
  config: Pick<Config, 'managerPassword' | 'seed'>
  db: Db
  modules: Modules
  log: Logger
}

/** An empty database gets its first staff account and, if wished, a chain to look at. */
export async function fillWhatIsEmpty({ config, db, modules, log }: FirstFill): Promise<void> {
  if (await modules.staff.isEmpty(db)) await createManager(modules, config.managerPassword)
  const isEmpty = (await modules.hotels.hotelsAfter(db, { after: '', limit: 1 })).length === 0
  if (!isEmpty || config.seed.kind === 'none') return
  log.info({ seed: config.seed }, 'filling the empty database')
  if (config.seed.kind === 'demo') await seedDemo({ db, ...modules })
  else await seedChain({ db, ...modules }, { hotels: config.seed.hotels })
}

async function createManager({ staff }: Modules, chosen: string | null): Promise<void> {
  const password = chosen ?? randomBytes(12).toString('base64url')
  const roles = [{ role: 'owner' as const, hotelId: '*' as const }]
  await staff.create({ username: 'manager', name: '店长', password, roles }, { kind: 'system', cause: 'first start' })
  if (chosen === null) process.stdout.write(`First staff account: manager, password ${password} (shown once)\n`)
}
