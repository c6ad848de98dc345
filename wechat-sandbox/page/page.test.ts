import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { templateNames } from '../templates.ts'
import { newWorld, type World } from '../test-world.ts'
import { pageFileAddresses } from './serve.ts'

let world: World
before(async () => {
  world = await newWorld()
})
after(() => world[Symbol.asyncDispose]())

const files = readdirSync(import.meta.dirname).filter((name) => !name.endsWith('.ts'))
const read = (file: string): string => readFileSync(join(import.meta.dirname, file), 'utf8')

test('every file of the page is served, and its policy lets nothing in from outside', async () => {
  assert.deepEqual(Object.values(pageFileAddresses).sort(), files.sort())
  for (const [path, file] of Object.entries(pageFileAddresses)) {
    const answer = await fetch(world.sandbox.url + path)
    assert.equal(answer.status, 200, path)
    assert.match(
      answer.headers.get('content-security-policy') ?? '',
      /^default-src 'self'; frame-src 'self'; connect-src 'self'; /,
    )
    assert.equal(await answer.text(), read(file))
  }
})

test('under another name of this machine the page sends to the one the product knows', async () => {
  const { port } = new URL(world.sandbox.url)
  const answer = await fetch(`http://localhost:${port}/`, { redirect: 'manual' })
  assert.deepEqual([answer.status, answer.headers.get('location')], [302, `${world.sandbox.url}/`])
  assert.equal((await fetch(`http://localhost:${port}/page/page.js`)).status, 200)
})

test('no file of the page names an address outside', () => {
  const allowed = /http:\/\/www\.w3\.org\/2000\/svg/g
  for (const file of files) assert.doesNotMatch(read(file).replaceAll(allowed, ''), /https?:\/\//, file)
})

test('every word the page names exists in both languages', async () => {
  const { say, switchLanguage } = await loadWords()
  const html = [...read('index.html').matchAll(/data-(?:word|label)="([\w-]+)"/g)].map((match) => match[1]!)
  const scripts = files
    .filter((file) => file.endsWith('.js'))
    .flatMap((file) => [...read(file).matchAll(/say\('([\w-]+)'\)/g)])
  const built = templateNames.flatMap((name) => [`template_${name}`, `when_${name}`])
  for (const word of new Set([...html, ...built, ...scripts.map((match) => match[1]!)])) {
    const chinese = say(word)
    switchLanguage()
    const english = say(word)
    switchLanguage()
    assert.notEqual(chinese, word)
    assert.notEqual(english, chinese, word)
  }
})

async function loadWords(): Promise<{ say(word: string): string; switchLanguage(): void }> {
  const kept = new Map<string, string>()
  const localStorage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  }
  Object.defineProperty(globalThis, 'localStorage', { value: localStorage, configurable: true })
  return import(join(import.meta.dirname, 'words.js'))
}

test('the state tells what the page shows', async () => {
  const lin = await world.client.createUser({ nickname: '林知远' })
  const { outTradeNo } = await world.paid(lin)
  const { prepayId } = await world.prepay(lin)
  const answer = await fetch(`${world.sandbox.url}/sandbox/state?userId=${lin.userId}`)
  const state = (await answer.json()) as Record<string, { [key: string]: unknown }[]>
  assert.equal(state.people?.[0]?.nickname, '林知远')
  assert.equal(state.prepays?.[0]?.prepayId, prepayId)
  assert.equal(state.ledger?.[0]?.outTradeNo, outTradeNo)
  assert.deepEqual(state.totals, { paidFen: 10_000, refundedFen: 0 })
  assert.equal(state.calls?.length, 2)
  assert.equal(state.notices?.[0]?.outcome, 'accepted')
})
