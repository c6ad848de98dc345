import { sql } from 'kysely'
import { type ColumnTypes, columnTypes } from './dialect.ts'
import { type Db, over } from './handle.ts'

/** A step of the schema, forward only: the statements that take an older database to this one. */
export interface Migration {
  /** `NNNN-what`, unique and growing. */
  name: string
  up(types: ColumnTypes): string[]
}

interface MigrationTables {
  migration: { name: string; applied_at: number }
}

/** Brings the schema to the newest step. Answers the names of the steps that ran. */
export async function migrate(db: Db, migrations: readonly Migration[]): Promise<string[]> {
  const types = columnTypes(db.dialect)
  await db.transaction(async (tx) => {
    const create = `create table if not exists migration (name ${types.id} not null primary key, applied_at ${types.instant} not null) ${types.table}`
    await sql.raw(create).execute(over(tx))
  })
  const done = new Set(
    (await over<MigrationTables>(db).selectFrom('migration').select('name').execute()).map((m) => m.name),
  )
  const missing = migrations.filter((migration) => !done.has(migration.name))
  for (const migration of missing) {
    await db.transaction(async (tx) => {
      for (const statement of migration.up(types)) await sql.raw(statement).execute(over(tx))
      await over<MigrationTables>(tx)
        .insertInto('migration')
        .values({ name: migration.name, applied_at: tx.now })
        .execute()
    })
  }
  return missing.map((migration) => migration.name)
}
