import { setImmediate } from 'node:timers/promises'
import type { ImportFault } from '../../../contract/admin/imports.ts'
import type { Tx } from '../../database/handle.ts'
import type { Actor } from '../../kernel/actor.ts'
import { Refusal } from '../../kernel/refusal.ts'
import type { Audit } from '../audit/index.ts'
import type { Hotels } from '../hotels/index.ts'
import type { Rooms } from '../rooms/index.ts'
import { type Column, readSheet, type SheetLine } from './sheet.ts'

export interface ImportDeps {
  audit: Audit
  hotels: Hotels
  rooms: Rooms
}

/** A kind of thing that files can hold. */
export interface ImportKind<Columns extends Record<string, Column> = Record<string, Column>> {
  columns: Columns
  /** The column of a field that a verb finds fault with. */
  columnOf: Record<string, string>
  /** Makes or changes what a line is about. Refusals of the verbs become faults of the line. */
  apply(tx: Tx, deps: ImportDeps, asked: { line: SheetLine<Columns>; by: ImportActor }): Promise<Outcome>
}

export interface ImportActor {
  actor: Actor
  /** Where they may change things. */
  hotelIds: 'all' | readonly string[]
}

export interface Outcome {
  done: 'created' | 'changed' | 'unchanged'
  /** The branch it belongs to. */
  hotelId: string
}

export interface Imported {
  lines: number
  created: number
  changed: number
  unchanged: number
  faults: ImportFault[]
}

/** A line cannot be done: in which column, and why, as a code. */
export class LineFault extends Error {
  readonly column: string
  readonly fault: string

  constructor(column: string, fault: string) {
    super(`${column}: ${fault}`)
    this.column = column
    this.fault = fault
  }
}

const faultsAtMost = 200
/** Others are read to between so many lines. */
const linesAtOnce = 50

/**
 * Does a file line by line, with one audit row for all of it beside those of the things. Where anything is wrong the
 * caller rolls the transaction back: the answer then says all of what is.
 */
export async function importFile(
  tx: Tx,
  deps: ImportDeps,
  { kind, bytes, by }: { kind: [name: string, kind: ImportKind]; bytes: Buffer; by: ImportActor },
): Promise<Imported> {
  const [name, { columns, ...way }] = kind
  const { lines, faults } = readSheet(bytes, columns)
  const count = { created: 0, changed: 0, unchanged: 0 }
  const hotelIds = new Set<string>()
  for (const [index, line] of lines.entries()) {
    if (index % linesAtOnce === linesAtOnce - 1) await setImmediate()
    if (faults.some((fault) => fault.line === line.line)) continue
    if (faults.length >= faultsAtMost) break
    try {
      const { done, hotelId } = await way.apply(tx, deps, { line, by })
      count[done] += 1
      hotelIds.add(hotelId)
    } catch (error) {
      faults.push(...faultsOf(error, line.line, way.columnOf))
    }
  }
  const imported = { lines: lines.length, ...count }
  if (faults.length === 0 && count.created + count.changed > 0) {
    const [hotelId] = hotelIds
    await deps.audit.record(tx, {
      actor: by.actor,
      action: 'catalogue.import',
      subject: `import:${name}`,
      hotelId: hotelIds.size === 1 ? hotelId : undefined,
      after: imported,
    })
  }
  return { ...imported, faults: faults.sort((a, b) => a.line - b.line).slice(0, faultsAtMost) }
}

/** What the verbs refuse is a fault of the line; anything else is none. */
function faultsOf(error: unknown, line: number, columnOf: Record<string, string>): ImportFault[] {
  if (error instanceof LineFault) return [{ line, column: error.column, fault: error.fault }]
  if (!(error instanceof Refusal)) throw error
  const { fields } = error.detail
  if (!fields) return [{ line, column: '', fault: error.code }]
  return Object.entries(fields).map(([field, fault]) => ({ line, column: columnOf[field] ?? field, fault }))
}

/** Throws where a new thing does not say what it must. */
export function demand<Columns extends Record<string, Column>>(
  said: SheetLine<Columns>['said'],
  columns: Columns,
): void {
  for (const [name, { needed }] of Object.entries(columns)) {
    if (needed && said[name] === undefined) throw new LineFault(name, 'missing')
  }
}

/** Whether two things say the same, field by field. */
export function isSame(before: object, after: object): boolean {
  return JSON.stringify(before) === JSON.stringify(after)
}

/** Throws where somebody may not change that branch. */
export function refuseOthersBranch({ hotelIds }: ImportActor, hotelId: string, column: string): void {
  if (hotelIds !== 'all' && !hotelIds.includes(hotelId)) throw new LineFault(column, 'not_yours')
}
