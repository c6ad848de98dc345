import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { SharedCache } from '../../ports/cache.ts'

/** An empty cache of its own as several processes see it, and a way to let time pass for it. */
export interface CacheWorld extends AsyncDisposable {
  one: SharedCache
  two: SharedCache
  pass(ms: number): Promise<void>
}

export interface CacheSuite {
  createWorld(): Promise<CacheWorld>
}

const ttlMs = 30_000
const value = (version: number, text = `v${version}`) => ({ version, content: Buffer.from(text) })

/** What every shared cache must do. Call it in a test file of the adapter. */
export function conformCache({ createWorld }: CacheSuite): void {
  cacheKeeps(createWorld)
  cacheVersions(createWorld)
  cacheForgets(createWorld)
}

function cacheKeeps(createWorld: CacheSuite['createWorld']): void {
  test('what one process puts, another gets: the same bytes, under that key alone', async () => {
    await using world = await createWorld()
    const content = Buffer.from([0, 255, 128, 10, 13, 0xe9, 0xa9, 0xbf])
    await world.one.put('room rmt_1 zh', { version: 3, content }, ttlMs)
    const got = await world.two.get('room rmt_1 zh')
    assert.equal(got?.version, 3)
    assert.deepEqual(got?.content, content)
    assert.ok(Buffer.isBuffer(got?.content))
    assert.equal(await world.two.get('room rmt_1 en'), null)
  })

  test('a page of 200 KB and an empty one come back whole', async () => {
    await using world = await createWorld()
    const large = Buffer.alloc(200_000, '驿')
    await world.one.put('large', { version: 1, content: large }, ttlMs)
    await world.one.put('empty', { version: 1, content: Buffer.alloc(0) }, ttlMs)
    assert.ok((await world.two.get('large'))?.content.equals(large))
    assert.equal((await world.two.get('empty'))?.content.length, 0)
  })

  test('of a hundred puts of one key at the same time, the newest version stays', async () => {
    await using world = await createWorld()
    const versions = Array.from({ length: 100 }, (_, index) => ((index * 37) % 100) + 1)
    const side = (index: number) => (index % 2 === 0 ? world.one : world.two)
    await Promise.all(versions.map((version, index) => side(index).put('key', value(version), ttlMs)))
    const got = await world.one.get('key')
    assert.equal(got?.version, 100)
    assert.equal(got?.content.toString(), 'v100')
  })
}

function cacheVersions(createWorld: CacheSuite['createWorld']): void {
  test('a newer version replaces an older one', async () => {
    await using world = await createWorld()
    await world.one.put('key', value(1), ttlMs)
    await world.two.put('key', value(2), ttlMs)
    assert.equal((await world.one.get('key'))?.content.toString(), 'v2')
  })

  test('an older version that comes late replaces nothing', async () => {
    await using world = await createWorld()
    await world.one.put('key', value(9), ttlMs)
    await world.two.put('key', value(8), ttlMs)
    assert.equal((await world.one.get('key'))?.content.toString(), 'v9')
  })

  test('the same version put again lives on from then', async () => {
    await using world = await createWorld()
    await world.one.put('key', value(4), 1_000)
    await world.pass(600)
    await world.one.put('key', value(4), 1_000)
    await world.pass(600)
    assert.equal((await world.two.get('key'))?.version, 4)
  })

  test('versions are compared as numbers, far beyond 32 bits', async () => {
    await using world = await createWorld()
    await world.one.put('key', value(2 ** 40), ttlMs)
    await world.one.put('key', value(9), ttlMs)
    assert.equal((await world.two.get('key'))?.version, 2 ** 40)
  })
}

function cacheForgets(createWorld: CacheSuite['createWorld']): void {
  test('nothing is given after its time', async () => {
    await using world = await createWorld()
    await world.one.put('key', value(1), 1_000)
    await world.pass(1_200)
    assert.equal(await world.one.get('key'), null)
    assert.equal(await world.two.get('key'), null)
  })

  test('a copy says how much longer it may be served', async () => {
    await using world = await createWorld()
    await world.one.put('key', value(1), 10_000)
    await world.pass(4_000)
    const leftMs = (await world.two.get('key'))!.leftMs
    assert.ok(leftMs > 4_000 && leftMs <= 6_000, String(leftMs))
  })

  test('a version whose time is over stands in nobody’s way', async () => {
    await using world = await createWorld()
    await world.one.put('key', value(7), 1_000)
    await world.pass(1_200)
    await world.two.put('key', value(5), ttlMs)
    assert.equal((await world.one.get('key'))?.version, 5)
  })

  test('dropping removes what is older than the version, and nothing else', async () => {
    await using world = await createWorld()
    await world.one.put('old', value(3), ttlMs)
    await world.one.put('same', value(4), ttlMs)
    await world.one.put('newer', value(5), ttlMs)
    for (const key of ['old', 'same', 'newer', 'unknown']) await world.two.dropOlder(key, 4)
    assert.equal(await world.one.get('old'), null)
    assert.equal((await world.one.get('same'))?.version, 4)
    assert.equal((await world.one.get('newer'))?.version, 5)
    assert.equal(await world.one.get('unknown'), null)
  })
}
