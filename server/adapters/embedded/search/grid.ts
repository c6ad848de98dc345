/** Lines stand in blocks of this many, and a block of a day is copied when its first line is touched. */
const blockBits = 10
export const blockLines = 1 << blockBits

type Cells = Uint16Array | Int32Array

/**
 * A number for every line and every night. Untouched nights of a weekday are one column for the whole year; a touched
 * night is a column of its own, whose blocks are shared with the weekday's until a line in them differs. Reading a
 * night of many lines walks through memory in one direction, which is what ranking does all day.
 */
export interface Grid<C extends Cells> {
  addBlock(): void
  /** Every night of the line from now on follows the week, Sunday first. */
  setUsual(line: number, week: readonly number[]): void
  set(line: number, day: number, value: number): void
  /** Makes the nights of one line those of another. */
  copy(from: number, to: number): void
  /** The column of a day: its blocks. Look a line up with `blockOf` and `slotOf`. */
  on(day: number): readonly C[]
  /** Days before this one need not be kept. */
  forgetBefore(day: number): void
}

export function blockOf(line: number): number {
  return line >> blockBits
}

export function slotOf(line: number): number {
  return line & (blockLines - 1)
}

export function createGrid<C extends Cells>(newBlock: (lines: number) => C): Grid<C> {
  const usual: C[][] = Array.from({ length: 7 }, () => [])
  const touched = new Map<number, C[]>()
  let oldestDay = 0

  function setUsual(line: number, week: readonly number[]) {
    const [block, slot] = [blockOf(line), slotOf(line)]
    week.forEach((value, weekday) => {
      usual[weekday]![block]![slot] = value
    })
    for (const [day, column] of touched) column[block]![slot] = week[weekdayOf(day)]!
  }

  function set(line: number, day: number, value: number) {
    const [block, slot] = [blockOf(line), slotOf(line)]
    if (day < oldestDay || on(day)[block]![slot] === value) return
    const shared = usual[weekdayOf(day)]!
    const column = touched.get(day) ?? shared.slice()
    touched.set(day, column)
    if (column[block] === shared[block]) column[block] = shared[block]!.slice() as C
    column[block]![slot] = value
  }

  function copy(from: number, to: number) {
    if (from === to) return
    const value = (column: readonly C[]) => column[blockOf(from)]![slotOf(from)]!
    setUsual(to, usual.map(value))
    for (const [day, column] of touched) set(to, day, value(column))
  }

  function on(day: number): readonly C[] {
    return touched.get(day) ?? usual[weekdayOf(day)]!
  }

  return {
    ...{ setUsual, set, copy, on },
    addBlock() {
      for (const column of usual) column.push(newBlock(blockLines))
      for (const [day, column] of touched) column.push(usual[weekdayOf(day)]!.at(-1)!)
    },
    forgetBefore(day) {
      oldestDay = day
      for (const past of touched.keys()) if (past < day) touched.delete(past)
    },
  }
}

/** Day 0, the first of January 1970, was a Thursday. */
function weekdayOf(day: number): number {
  return (day + 4) % 7
}
