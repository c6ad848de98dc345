import assert from 'node:assert/strict'
import { act } from 'react'

interface Open<Value> {
  answer: (value: Value) => void
  fail: (error: unknown) => void
}

/** A call that the test answers when it likes; `ask` is what the part is given. */
export function asked<Value, Given extends unknown[] = []>() {
  const given: Given[] = []
  const open: Open<Value>[] = []
  const next = () => open.shift() ?? assert.fail('nothing was asked')
  return {
    ask: (...args: Given) =>
      new Promise<Value>((answer, fail) => {
        given.push(args)
        open.push({ answer, fail })
      }),
    count: () => given.length,
    given: () => given,
    /** Answers the oldest call that waits. */
    answer: (value: Value) => act(async () => next().answer(value)),
    fail: (error: unknown) => act(async () => next().fail(error)),
    /** All that wait, to be answered out of order. */
    open: () =>
      open.splice(0).map(
        ({ answer }) =>
          (value: Value) =>
            act(async () => answer(value)),
      ),
  }
}
