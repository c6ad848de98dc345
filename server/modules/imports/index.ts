import type { Db } from '../../database/handle.ts'
import { Refusal } from '../../kernel/refusal.ts'
import { type ImportActor, type ImportDeps, type Imported, type ImportKind, importFile } from './import.ts'
import { importHotels } from './import-hotels.ts'
import { importRoomTypes } from './import-room-types.ts'
import { importRooms } from './import-rooms.ts'

export const kinds = {
  hotels: importHotels,
  'room-types': importRoomTypes,
  rooms: importRooms,
} as const

export interface ImportWish {
  kind: keyof typeof kinds
  bytes: Buffer
  dryRun: boolean
  by: ImportActor
}

export type Imports = ReturnType<typeof createImports>

/** Files of things for the catalogue. */
export function createImports(deps: ImportDeps & { db: Db }) {
  return {
    /** Refusal: `import_invalid` with the faults, unless it is a dry run, which answers them. */
    async run(wish: ImportWish): Promise<Imported & { dryRun: boolean }> {
      const { kind, bytes, by, dryRun } = wish
      const file = { kind: [kind, kinds[kind] as ImportKind] as [string, ImportKind], bytes, by }
      const imported = await deps.db
        .transaction(async (tx) => {
          const done = await importFile(tx, deps, file)
          if (dryRun || done.faults.length > 0) throw new TakenBack(done)
          return done
        })
        .catch((error: unknown) => {
          if (error instanceof TakenBack) return error.imported
          throw error
        })
      if (!dryRun && imported.faults.length > 0) {
        throw new Refusal('import_invalid', { facts: { faults: imported.faults } })
      }
      return { ...imported, dryRun }
    },
  }
}

/** Rolls a transaction back and carries out what it would have done. */
class TakenBack extends Error {
  readonly imported: Imported

  constructor(imported: Imported) {
    super('taken back')
    this.imported = imported
  }
}
