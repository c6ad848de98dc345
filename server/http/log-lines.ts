import { openSync, writeSync } from 'node:fs'
import type { DestinationStream } from 'pino'

const togetherBytes = 8_192
const flushEveryMs = 500
/** What waits for a destination that does not take it, at most; more is dropped. */
const waitingBytesAtMost = 2 ** 20

/**
 * Lines are written together, at the latest after half a second and at the exit of the process: a write for each
 * request costs more than everything else that is done to answer it from memory. A killed process loses what waits.
 * A destination that takes nothing (a full disk, a pipe that nobody reads) neither stops nor delays who logs: a
 * megabyte waits for it, the rest is dropped, and a line says how much was.
 */
export function bufferedTo(dest: number | string): DestinationStream {
  const fd = typeof dest === 'number' ? dest : openSync(dest, 'a')
  let lines = ''
  let waiting: Buffer = Buffer.alloc(0)
  let droppedBytes = 0

  function flush(): void {
    if (lines !== '') waiting = Buffer.concat([waiting, Buffer.from(lines)])
    lines = ''
    try {
      while (waiting.length > 0) waiting = waiting.subarray(writeSync(fd, waiting))
    } catch {
      // Nobody can be told now: the line below says it once lines are taken again.
      if (waiting.length > waitingBytesAtMost) drop()
    }
  }

  function drop(): void {
    droppedBytes += waiting.length
    // The last line may be there by half, so the next begins on one of its own.
    waiting = Buffer.from(`\n{"level":40,"droppedBytes":${droppedBytes},"msg":"log lines were dropped"}\n`)
  }

  setInterval(flush, flushEveryMs).unref()
  process.on('exit', flush)
  return {
    write(line: string) {
      lines += line
      if (lines.length > togetherBytes) flush()
    },
  }
}
