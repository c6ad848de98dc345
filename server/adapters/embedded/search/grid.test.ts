import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createDice } from '../../conform/search-words.ts'
import { blockLines, blockOf, createGrid, slotOf } from './grid.ts'

const firstDay = 20_000 // a Wednesday in 2024
const days = 40

test('a grid tells of every line and day what was told last', () => {
  const dice = createDice(5)
  const grid = createGrid((lines) => new Int32Array(lines))
  const lines = [0, 1, 2, blockLines - 1, blockLines, 2 * blockLines + 7]
  for (let block = 0; block < 2; block += 1) grid.addBlock()
  const expected = new Map(lines.map((line) => [line, Array<number>(days).fill(0)]))
  const setUsual = (line: number) => {
    const week = Array.from({ length: 7 }, () => dice.below(100))
    grid.setUsual(line, week)
    // By the calendar, not by the grid's arithmetic.
    const weekday = (day: number) => new Date(day * 86_400_000).getUTCDay()
    expected.set(
      line,
      Array.from({ length: days }, (_, at) => week[weekday(firstDay + at)]!),
    )
  }

  for (let step = 0; step < 3_000; step += 1) {
    if (step === 1_000) grid.addBlock()
    const line = dice.pick(step < 1_000 ? lines.slice(0, 5) : lines)
    const other = dice.pick(step < 1_000 ? lines.slice(0, 5) : lines)
    const at = dice.below(days)
    const kind = dice.below(20)
    if (kind === 0) setUsual(line)
    else if (kind === 1) {
      grid.copy(line, other)
      expected.set(other, [...expected.get(line)!])
    } else {
      const value = dice.below(5)
      grid.set(line, firstDay + at, value)
      expected.get(line)![at] = value
    }
  }
  for (const [line, values] of expected) {
    const told = values.map((_, at) => grid.on(firstDay + at)[blockOf(line)]![slotOf(line)]!)
    assert.deepEqual(told, values, `line ${line}`)
  }
})

test('a grid lets days go that are past, and takes in no more of them', () => {
  const grid = createGrid((lines) => new Int32Array(lines))
  grid.addBlock()
  grid.set(0, firstDay, 7)
  grid.set(0, firstDay + 1, 8)
  grid.forgetBefore(firstDay + 1)
  grid.set(0, firstDay, 9)
  assert.equal(grid.on(firstDay)[0]![0], 0)
  assert.equal(grid.on(firstDay + 1)[0]![0], 8)
})

test('a touched night costs one block of one day', () => {
  let blocks = 0
  const grid = createGrid((lines) => {
    blocks += 1
    return new Int32Array(lines)
  })
  for (let block = 0; block < 10; block += 1) grid.addBlock()
  assert.equal(blocks, 70, 'a block of every weekday')
  grid.set(3 * blockLines, firstDay, 7)
  const [touched, weekBefore] = [grid.on(firstDay), grid.on(firstDay - 7)]
  assert.deepEqual(
    touched.map((block, at) => block === weekBefore[at]),
    [true, true, true, false, true, true, true, true, true, true],
  )
})
