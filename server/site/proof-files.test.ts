import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { newWorld, type World } from '../test/world.ts'

const account = 'MP_verify_a1B2c3D4e5F6g7H8.txt'
const mini = 'aB3dE5gH7j.txt'

let world: World
let folder: string
let elsewhere: string
before(async () => {
  world = await newWorld()
  folder = join(world.config.dataDir, 'site')
  elsewhere = mkdtempSync(join(tmpdir(), 'yizhan-elsewhere-'))
})
after(async () => {
  await world[Symbol.asyncDispose]()
  rmSync(elsewhere, { recursive: true, force: true })
})

const get = (path: string, method = 'GET') => fetch(`${world.app.url}/${path}`, { method })

function put(name: string, content: string | Buffer): void {
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, name), content)
}

test('a proof is answered at the root of the site, as it lies in the data folder, from the moment it is there', async () => {
  assert.equal((await get(account)).status, 404)
  put(account, 'a1B2c3D4e5F6g7H8')
  put(mini, 'f0e1d2c3b4a5968778695a4b3c2d1e0f\n')
  for (const [name, content] of [
    [account, 'a1B2c3D4e5F6g7H8'],
    [mini, 'f0e1d2c3b4a5968778695a4b3c2d1e0f\n'],
  ] as const) {
    const answer = await get(name)
    assert.equal(answer.status, 200)
    assert.equal(answer.headers.get('content-type'), 'text/plain; charset=utf-8')
    assert.equal(answer.headers.get('x-content-type-options'), 'nosniff')
    assert.equal(await answer.text(), content)
    assert.equal((await get(name, 'HEAD')).status, 200)
  }
  put(account, 'another')
  assert.equal(await (await get(account)).text(), 'another')
})

test('no other name is answered, whatever lies there', async () => {
  const names = [
    'MP_verify_.txt',
    `MP_verify_${'a'.repeat(33)}.txt`,
    'MP_verify_a-b.txt',
    'ninechars.txt',
    `${'a'.repeat(33)}.txt`,
    'MP_verify_abc.html',
    'secrets.json',
    'abcdefghij.txt.bak',
  ]
  for (const name of names) {
    put(name, 'not for everybody')
    assert.equal((await get(name)).status, 404, name)
  }
  mkdirSync(join(folder, 'inner'), { recursive: true })
  put('inner/MP_verify_abc.txt', 'not for everybody')
  for (const path of [
    'site/MP_verify_abc.txt',
    'inner/MP_verify_abc.txt',
    '..%2fyizhan.db',
    'inner%2fMP_verify_abc.txt',
  ]) {
    assert.equal((await get(path)).status, 404, path)
  }
})

test('a link, a folder, a large file and bytes that are no text are not answered under a good name', async () => {
  writeFileSync(join(elsewhere, 'passwords'), 'hunter2')
  mkdirSync(folder, { recursive: true })
  symlinkSync(join(elsewhere, 'passwords'), join(folder, 'MP_verify_link.txt'))
  mkdirSync(join(folder, 'MP_verify_folder.txt'))
  put('MP_verify_large.txt', 'a'.repeat(1_025))
  put('MP_verify_bytes.txt', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0]))
  for (const what of ['link', 'folder', 'large', 'bytes']) {
    assert.equal((await get(`MP_verify_${what}.txt`)).status, 404, what)
  }
})
