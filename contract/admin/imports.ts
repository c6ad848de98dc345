import { type Static, Type } from 'typebox'
import { closed, OneOf } from '../common.ts'
import { operation } from '../operation.ts'

/** The largest file, in bytes, and the most lines below its head. */
export const importBytesAtMost = 2 * 2 ** 20
export const importLinesAtMost = 2_000

export const importKinds = ['hotels', 'room-types', 'rooms'] as const

export const ImportFault = Type.Object({
  /** As an editor counts them: the head is line 1. */
  line: Type.Integer(),
  /** As the head names it; empty where the whole line is meant. */
  column: Type.String(),
  fault: Type.String(),
})
export type ImportFault = Static<typeof ImportFault>

export const importCatalogue = operation({
  id: 'importCatalogue',
  method: 'POST',
  path: '/api/admin/import',
  who: 'staff',
  permission: 'hotels.edit',
  summary:
    'Branches, room types or room numbers from a CSV file (text/csv, or multipart with one file, ≤ 2 MB and 2,000 lines): all of it or nothing. A code that is known changes that thing, so a file can be sent again.',
  query: closed({ kind: OneOf(importKinds), dryRun: Type.Optional(Type.Boolean()) }),
  reply: Type.Object({
    dryRun: Type.Boolean(),
    lines: Type.Integer(),
    created: Type.Integer(),
    changed: Type.Integer(),
    unchanged: Type.Integer(),
    /** Of a dry run; otherwise a fault refuses the file. */
    faults: Type.Array(ImportFault),
  }),
  refusals: ['import_invalid', 'body_too_large', 'unsupported_media_type', 'changed_meanwhile'],
})
