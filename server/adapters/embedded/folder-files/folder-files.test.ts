import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { Unavailable } from '../../../kernel/refusal.ts'
import { testDatabase } from '../../../test/database.ts'
import { smallDisk } from '../../../test/small-disk.ts'
import { createFolderFiles } from './folder-files.ts'

function createFolder() {
  const home = mkdtempSync(join(tmpdir(), 'yizhan-folder-'))
  const folder = join(home, 'pictures')
  return {
    home,
    folder,
    files: createFolderFiles(folder),
    [Symbol.dispose]: () => rmSync(home, { recursive: true, force: true }),
  }
}

test('a file comes back as it was put, and the folder is made when it is needed', async () => {
  using place = createFolder()
  const content = Buffer.from([0, 1, 2, 255])
  assert.equal(await place.files.get('img_1-375.webp'), null)
  await place.files.put('img_1-375.webp', content)
  assert.deepEqual(await place.files.get('img_1-375.webp'), content)
  assert.deepEqual(readdirSync(place.folder), ['img_1-375.webp'])
})

test('another process on the same folder finds it', async () => {
  using place = createFolder()
  await place.files.put('img_1-375.webp', Buffer.from('x'))
  assert.equal((await createFolderFiles(place.folder).get('img_1-375.webp'))?.toString(), 'x')
})

const strange = ['../secret.webp', '..', '', '/etc/passwd', 'a/b.webp', 'a\\b.webp', 'a.webp\0', 'A.webp', 'noending']
test('a name that is not of ours reaches nothing outside the folder', async () => {
  using place = createFolder()
  for (const name of strange) {
    assert.equal(await place.files.get(name), null, name)
    await assert.rejects(place.files.put(name, Buffer.from('x')), /not a name of ours/, name)
  }
  assert.deepEqual(readdirSync(place.home), [])
})

test('no file is written while a transaction is open', async () => {
  using place = createFolder()
  await using db = await testDatabase([])
  const put = () => place.files.put('img_1-375.webp', Buffer.from('x'))
  await assert.rejects(db.transaction(put), /while a transaction is open/)
  assert.equal(await place.files.get('img_1-375.webp'), null)
})

test('a disk without room is not available, and nothing half-written stays', async (t) => {
  using disk = smallDisk(2 ** 20)
  if (!disk) return t.skip('no disk may be mounted here')
  const files = createFolderFiles(join(disk.path, 'pictures'))
  await files.put('img_1-375.webp', Buffer.from('x'))
  disk.fill(64 * 2 ** 10)
  await assert.rejects(files.put('img_2-375.webp', Buffer.alloc(2 ** 18)), Unavailable)
  assert.deepEqual(readdirSync(join(disk.path, 'pictures')), ['img_1-375.webp'])
  disk.clear()
  await files.put('img_2-375.webp', Buffer.alloc(2 ** 18))
  assert.equal((await files.get('img_2-375.webp'))?.length, 2 ** 18)
})
