import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import sharp from 'sharp'
import { createFolderFiles } from '../../adapters/embedded/folder-files/folder-files.ts'
import { migrations } from '../../database/migrations/index.ts'
import { Refusal } from '../../kernel/refusal.ts'
import { testClock, testDatabase } from '../../test/database.ts'
import { createFiles } from './index.ts'

async function house(clock = testClock()) {
  const db = await testDatabase(migrations, clock)
  const folder = mkdtempSync(join(tmpdir(), 'yizhan-files-'))
  return {
    db,
    files: createFiles({ db, files: createFolderFiles(folder) }),
    names: () => readdirSync(folder),
    rows: () => db.prepared('select id from image').all<{ id: string }>(),
    async [Symbol.asyncDispose]() {
      await db[Symbol.asyncDispose]()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

const plain = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: { r: 23, g: 71, b: 59 } } })
const noise = (width: number, height: number) =>
  sharp({
    create: { width, height, channels: 3, background: 'white', noise: { type: 'gaussian', mean: 128, sigma: 60 } },
  })

test('a picture is kept as WebP in the widths it is large enough for', async () => {
  await using place = await house()
  for (const [width, widths] of [
    [1600, [375, 750, 1200]],
    [800, [375, 750]],
    [200, [200]],
  ] as const) {
    const id = await place.files.putImage(await plain(width, 400).jpeg().toBuffer())
    const [view] = await place.files.views(place.db, [{ id, alt: '院子' }])
    assert.deepEqual(view, { id, widths, alt: '院子' })
    for (const each of widths) {
      const metadata = await sharp((await place.files.read(id, each))!).metadata()
      assert.deepEqual([metadata.format, metadata.width], ['webp', each])
    }
  }
})

test('a photo that lies on its side is turned, and is no larger than it is seen', async () => {
  await using place = await house()
  const photo = await plain(1300, 500).withMetadata({ orientation: 6 }).jpeg().toBuffer()
  const id = await place.files.putImage(photo)
  const [view] = await place.files.views(place.db, [{ id, alt: '' }])
  assert.deepEqual(view!.widths, [375])
  const { width, height } = await sharp((await place.files.read(id, 375))!).metadata()
  assert.deepEqual([width, height], [375, 975])
})

test('nothing that came with a picture is kept: no place, no camera, no profile, no text', async () => {
  await using place = await house()
  const original = await plain(500, 400)
    .withExif({ IFD0: { Copyright: 'secret owner' }, IFD3: { GPSLatitude: '30/1 40/1 0/1' } })
    .jpeg()
    .toBuffer()
  assert.ok((await sharp(original).metadata()).exif)
  const kept = (await place.files.read(await place.files.putImage(original), 375))!
  const { exif, icc, xmp } = await sharp(kept).metadata()
  assert.deepEqual([exif, icc, xmp], [undefined, undefined, undefined])
  assert.equal(kept.includes('secret owner'), false)
})

test('what hides behind a picture does not survive', async () => {
  await using place = await house()
  const polyglot = Buffer.concat([
    await plain(500, 400).jpeg().toBuffer(),
    Buffer.from('<script>alert(1)</script>PK\x03\x04evil.zip'),
  ])
  const kept = (await place.files.read(await place.files.putImage(polyglot), 375))!
  assert.equal(kept.includes('<script>'), false)
  assert.equal(kept.includes('evil.zip'), false)
})

const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="400" height="400"><rect width="400" height="400"/></svg>'
const bad: [string, () => Promise<Buffer>][] = [
  ['an empty file', async () => Buffer.alloc(0)],
  ['a text', async () => Buffer.from('not a picture')],
  ['an SVG', async () => Buffer.from(svg)],
  ['an SVG that says it is XML', async () => Buffer.from(`<?xml version="1.0"?>${svg}`)],
  ['a page with a script', async () => Buffer.from('<html><script>alert(1)</script></html>')],
  ['a GIF', async () => plain(400, 400).gif().toBuffer()],
  ['a TIFF', async () => plain(400, 400).tiff().toBuffer()],
  ['a JPEG that ends half way', async () => half(await noise(800, 800).jpeg().toBuffer())],
  ['a PNG that ends half way', async () => half(await noise(800, 800).png().toBuffer())],
  ['a WebP that ends half way', async () => half(await noise(800, 800).webp().toBuffer())],
  ['a PNG that claims 60,000 × 60,000 pixels', async () => claiming(await plain(10, 10).png().toBuffer(), 60_000)],
  ['a picture of 49 million pixels', async () => plain(7000, 7000).png().toBuffer()],
]
for (const [what, make] of bad) {
  test(`${what} is refused and leaves nothing behind`, async () => {
    await using place = await house()
    const put = place.files.putImage(await make())
    await assert.rejects(put, (error) => error instanceof Refusal && error.code === 'image_unusable')
    assert.deepEqual(place.names(), [])
    assert.deepEqual(await place.rows(), [])
  })
}

test('more than 12 MB is refused before anybody looks inside', async () => {
  await using place = await house()
  const put = place.files.putImage(Buffer.alloc(12 * 2 ** 20 + 1))
  await assert.rejects(put, (error) => error instanceof Refusal && error.code === 'body_too_large')
})

test('the same picture twice has two names, and an unknown one is left out of a list', async () => {
  await using place = await house()
  const content = await plain(400, 300).png().toBuffer()
  const [first, second] = [await place.files.putImage(content), await place.files.putImage(content)]
  assert.notEqual(first, second)
  const views = await place.files.views(
    place.db,
    [second, 'img_none', first].map((id) => ({ id, alt: '' })),
  )
  assert.deepEqual(
    views.map(({ id }) => id),
    [second, first],
  )
  assert.equal(await place.files.read('img_none', 375), null)
})

function half(content: Buffer): Buffer {
  return content.subarray(0, content.length >> 1)
}

/** Writes a size into the header of a PNG, with a checksum that fits. */
function claiming(png: Buffer, size: number): Buffer {
  const claimed = Buffer.from(png)
  claimed.writeUInt32BE(size, 16)
  claimed.writeUInt32BE(size, 20)
  claimed.writeUInt32BE(crc32(claimed.subarray(12, 29)), 29)
  return claimed
}

function crc32(bytes: Buffer): number {
  let crc = 0xffffffff
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0)
  }
  return (crc ^ 0xffffffff) >>> 0
}

test('a picture nothing shows goes after a week, unless something showed it since', async () => {
  const clock = testClock()
  await using place = await house(clock)
  const { files } = place
  const content = await plain(400, 300).png().toBuffer()
  const [shown, forgotten, taken] = [
    await files.putImage(content),
    await files.putImage(content),
    await files.putImage(content),
  ]
  const day = 86_400_000
  const ids = async () => (await place.rows()).map(({ id }) => id).sort()
  assert.equal(await files.sweepUnused(new Set([shown])), 0)
  clock.pass(6 * day)
  assert.equal(await files.sweepUnused(new Set([shown, taken])), 0)
  assert.deepEqual(await ids(), [shown, forgotten, taken].sort())
  clock.pass(2 * day)
  assert.equal(await files.sweepUnused(new Set([shown])), 1)
  assert.deepEqual(await ids(), [shown, taken].sort())
  assert.equal(await files.read(forgotten, 375), null)
  assert.ok(await files.read(taken, 375))
  clock.pass(8 * day)
  assert.equal(await files.sweepUnused(new Set([shown])), 1)
  assert.deepEqual(place.names(), [`${shown}-375.webp`])
})
