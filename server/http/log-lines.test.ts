import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { smallDisk } from '../test/small-disk.ts'
import { bufferedTo } from './log-lines.ts'

test('on a full disk nobody waits for the log, and with room again it goes on where it stopped', async (t) => {
  using disk = smallDisk(4 * 2 ** 20)
  if (!disk) return t.skip('no disk may be mounted here')
  const file = join(disk.path, 'server.log')
  const log = bufferedTo(file)
  const written = async (part: string) => {
    const deadline = performance.now() + 5_000
    while (!readFileSync(file, 'utf8').includes(part)) {
      if (performance.now() > deadline) throw new Error(`${part} was not written`)
      await wait(20)
    }
  }
  const line = (number: number) => `${JSON.stringify({ number, text: 'x'.repeat(80) })}\n`
  log.write(line(0))
  await written('"number":0,')
  disk.fill()
  const started = performance.now()
  for (let number = 1; number <= 1_000; number += 1) log.write(line(number))
  assert.ok(performance.now() - started < 1_000)
  disk.clear()
  await written('"number":1000,')
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n')
  assert.deepEqual(
    lines.map((each) => (JSON.parse(each) as { number: number }).number),
    Array.from({ length: 1_001 }, (_, number) => number),
  )
})

test('what waits is bounded, and a line says that more was dropped', async (t) => {
  using disk = smallDisk(4 * 2 ** 20)
  if (!disk) return t.skip('no disk may be mounted here')
  const file = join(disk.path, 'server.log')
  const log = bufferedTo(file)
  disk.fill()
  for (let number = 0; number < 40; number += 1) log.write(`${JSON.stringify({ text: 'x'.repeat(50_000) })}\n`)
  disk.clear()
  log.write('{"text":"later"}\n')
  const deadline = performance.now() + 5_000
  while (!readFileSync(file, 'utf8').includes('later')) {
    assert.ok(performance.now() < deadline)
    await wait(20)
  }
  const said = readFileSync(file, 'utf8')
  assert.ok(said.length < 1_200_000)
  assert.match(said, /\n\{"level":40,"droppedBytes":1\d{6},"msg":"log lines were dropped"\}\n/)
})
