import assert from 'node:assert/strict'
import { once } from 'node:events'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { after, before, test } from 'node:test'
import { staffAt } from '../../proof/house/staff.ts'
import { isReady, startInVain, startProcess } from '../../proof/house/start-process.ts'
import { managerPassword } from '../../proof/house/visit.ts'
import { type Sandbox, startSandbox } from '../../wechat-sandbox/sandbox.ts'
import { databaseFile } from '../adapters/embedded/sqlite/open.ts'
import { smallDisk } from './small-disk.ts'

// The server as a process, started where it cannot: one sentence, no stack, and what was there is as it was.

let folder: string
let dataDir: string
let sandbox: Sandbox
before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'yizhan-starting-'))
  dataDir = join(folder, 'data')
  sandbox = await startSandbox({ dataDir: join(dataDir, 'wechat-sandbox') })
})
after(async () => {
  await sandbox.close()
  rmSync(folder, { recursive: true, force: true })
})

const settings = (more: Record<string, string> = {}) => ({
  YIZHAN_DATA_DIR: dataDir,
  YIZHAN_PORT: '0',
  YIZHAN_OPS_PORT: '0',
  YIZHAN_SEED: 'none',
  ...more,
})

/** The same with another data folder, which knows the same WeChat. */
function inFolder(own: string) {
  symlinkSync(join(dataDir, 'wechat-sandbox'), join(own, 'wechat-sandbox'))
  return settings({ YIZHAN_DATA_DIR: own })
}

/** Whether anybody on this machine may read that far. */
function isReadByAll(path: string): boolean {
  return (statSync(path).mode & 0o005) === 0o005 && (dirname(path) === path || isReadByAll(dirname(path)))
}

/** Starts it, and it ends with one sentence that says these. */
async function refused(options: Parameters<typeof startInVain>[0], ...says: string[]): Promise<void> {
  const { code, stderr } = await startInVain(options)
  assert.equal(code, 1, stderr)
  assert.match(stderr, /^[^\n]+\.\n$/)
  for (const words of says) assert.ok(stderr.includes(words), `“${words}” is not in: ${stderr}`)
}

test('a second server on the same folder is refused, and the first goes on', async () => {
  await using first = await startProcess({ env: settings({ YIZHAN_MANAGER_PASSWORD: managerPassword }) })
  await refused({ env: settings() }, 'Another server is running on the data folder', dataDir, 'YIZHAN_DATA_DIR')
  assert.ok(await isReady(first))
  await staffAt(first.url, { username: 'manager', password: managerPassword }) // which writes
  assert.equal(await first.stop(), 0)
})

test('a folder that is killed over, not closed, is free again', async () => {
  const start = () => startProcess({ env: settings() })
  const killed = await start()
  await killed[Symbol.asyncDispose]()
  await using next = await start()
  assert.ok(await isReady(next))
})

test('a data folder that is a file, or lies under one, is refused', async () => {
  const file = join(folder, 'file')
  writeFileSync(file, 'a letter')
  await refused({ env: settings({ YIZHAN_DATA_DIR: file }) }, 'The data folder', file)
  await refused({ env: settings({ YIZHAN_DATA_DIR: join(file, 'below') }) }, 'The data folder', join(file, 'below'))
  assert.equal(readFileSync(file, 'utf8'), 'a letter')
})

test('a folder without permission is refused', async (t) => {
  // Root may write everywhere, so the server gets the rights of nobody, where nobody can read the program.
  const isRoot = process.getuid?.() === 0
  if (process.platform === 'win32') return t.skip('folders have no permissions here')
  if (isRoot && !isReadByAll(import.meta.dirname)) return t.skip('run as root from a folder that only root can read')
  const rights = isRoot ? { rights: { uid: 65_534, gid: 65_534 } } : {}
  chmodSync(folder, 0o755)
  const closed = join(folder, 'closed')
  mkdirSync(closed, { mode: 0o555 })
  await refused({ env: settings({ YIZHAN_DATA_DIR: closed }), ...rights }, 'The data folder', closed, 'permission')
  const below = join(closed, 'below')
  await refused({ env: settings({ YIZHAN_DATA_DIR: below }), ...rights }, 'The data folder', below, 'permission')
  assert.ok(!existsSync(below))
})

test('a database that is none is refused, and left as it is', async () => {
  const rubbish = Buffer.alloc(8_192, 'not a database ')
  const own = join(folder, 'rubbish')
  mkdirSync(own)
  writeFileSync(join(own, databaseFile), rubbish)
  await refused({ env: inFolder(own) }, 'The database in', own, 'not a database')
  assert.deepEqual(readFileSync(join(own, databaseFile)), rubbish)
})

test('keys that are none are refused, and left as they are', async () => {
  const own = join(folder, 'keys.json')
  writeFileSync(own, '{"dataKeys":[]}')
  await refused({ env: settings({ YIZHAN_SECRETS_FILE: own }) }, 'The secrets file', own)
  assert.equal(readFileSync(own, 'utf8'), '{"dataKeys":[]}')
  const nowhere = join(own, 'below.json')
  await refused({ env: settings({ YIZHAN_SECRETS_FILE: nowhere }) }, 'The secrets file', nowhere)
})

test('a port that somebody has is refused with the name of its setting', async () => {
  const other = createServer().listen(0, '127.0.0.1')
  await once(other, 'listening')
  const port = String((other.address() as AddressInfo).port)
  await refused({ env: settings({ YIZHAN_PORT: port }) }, port, 'YIZHAN_PORT')
  await refused({ env: settings({ YIZHAN_OPS_PORT: port }) }, port, 'YIZHAN_OPS_PORT')
  other.close()
})

test('a host that is not of this machine is refused with the name of its setting', async () => {
  await refused({ env: settings({ YIZHAN_HOST: '192.0.2.1' }) }, 'YIZHAN_HOST', '192.0.2.1')
})

test('a setting that does not exist or makes no sense ends the start before anything is made', async () => {
  const untouched = join(folder, 'untouched')
  for (const [name, value] of [
    ['YIZHAN_PROT', '8088'],
    ['YIZHAN_PORT', 'eighty'],
    ['YIZHAN_SEED', 'chain:many'],
    ['YIZHAN_WECHAT', 'live'],
    ['YIZHAN_MANAGER_PASSWORD', 'short'],
  ] as const) {
    await refused(
      { env: settings({ YIZHAN_DATA_DIR: untouched, [name]: value }) },
      name === 'YIZHAN_WECHAT' ? 'YIZHAN_WECHAT_' : name,
    )
  }
  assert.ok(!existsSync(untouched))
})

test('a disk without room for the database is refused, and with room the same folder starts', async (t) => {
  using disk = await smallDisk(4 * 2 ** 20)
  if (!disk) return t.skip('no disk may be mounted here')
  const env = inFolder(disk.path)
  disk.fill(200 * 2 ** 10)
  await refused({ env }, disk.path, 'full')
  disk.clear()
  await using started = await startProcess({ env })
  assert.ok(await isReady(started))
})
