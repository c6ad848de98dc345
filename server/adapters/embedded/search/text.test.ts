import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createDice, wordFrom } from '../../conform/search-words.ts'
import { aChain } from '../../conform/search-world.ts'
import { createRunReader, keysOf, keysOfPart, partsOf, standsIn } from './text.ts'

test('a run knows where each of its characters begins when typed', () => {
  const [run, ...rest] = createRunReader()('７天春熙路Café店')
  assert.deepEqual(rest, [])
  assert.deepEqual(run, {
    text: '7天春熙路cafe店',
    spelled: '7tianchunxilucafedian',
    spelledFrom: [0, 1, 5, 9, 11, 13, 17],
    initials: '7tcxlcafed',
    initialsFrom: [0, 1, 2, 3, 4, 5, 9],
  })
})

test('every Chinese character is read as one, known or not', () => {
  const readRuns = createRunReader()
  for (let code = 0x4e00; code <= 0x9fa5 - 98; code += 99) {
    const text = `${Array.from({ length: 99 }, (_, at) => String.fromCharCode(code + at)).join('')}𠮷`
    const [run] = readRuns(text)
    assert.equal(run!.spelledFrom.length, 100, text)
  }
})

test('a keyword is cut at spaces, at signs and between writings, into no more parts than count', () => {
  const texts = (keyword: string) => partsOf(keyword).map((part) => part.text)
  assert.deepEqual(texts(' 春熙lu  Wi-Fi6，太古里!'), ['春熙', 'lu', 'wi', 'fi6', '太古里'])
  assert.equal(texts('a b c d e f g h i j').length, 8)
  assert.deepEqual(texts('…'), [])
})

test('whatever stands in a run is led to by the keys of the run', () => {
  const dice = createDice(17)
  const { docs } = aChain(dice, { hotels: 60, typesPerHotel: 0, plansPerType: 0, cities: 6, prices: 1 })
  const readRuns = createRunReader()
  const runs = docs.flatMap((doc) => [doc.name.zh, doc.name.en ?? '', doc.address.zh, doc.area].flatMap(readRuns))
  let stood = 0
  for (let round = 0; round < 400; round += 1) {
    for (const part of partsOf(wordFrom(dice, dice.pick(docs)).typed)) {
      const { keys, enough } = keysOfPart(part)
      for (const run of runs) {
        const known = keysOf(run)
        const led = keys.every((key) => known.has(key))
        if (standsIn(part, run)) {
          stood += 1
          assert.ok(led, `${part.text} in ${run.text}`)
        } else if (enough) assert.ok(!led, `${part.text} not in ${run.text}`)
      }
    }
  }
  assert.ok(stood > 1_000)
})
