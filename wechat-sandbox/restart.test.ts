import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { sandboxClient } from './client.ts'
import { newWorld } from './test-world.ts'

const folders: string[] = []
const children: ChildProcess[] = []
after(() => {
  for (const child of children) child.kill('SIGKILL')
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

function folder(): string {
  folders.push(mkdtempSync(join(tmpdir(), 'wechat-sandbox-')))
  return folders.at(-1)!
}

test('a restarted sandbox goes on where it was: keys, people, money, notices, clock', async () => {
  const dataDir = folder()
  const first = await newWorld({ dataDir })
  const lin = await first.client.createUser()
  await first.client.consent(lin.userId, ['paid'])
  const { session_key } = await first.platform('/sns/jscode2session', {
    ...first.credentials.mini,
    js_code: await first.client.loginCode(lin.userId),
    grant_type: 'authorization_code',
  })
  await first.client.advanceClock(3_600)
  first.ear.answer = 500
  const { prepayId } = await first.prepay(lin, { notify_url: 'http://127.0.0.1:9/pay' })
  await first.client.pay(prepayId, lin.userId)
  await first.sandbox.idle()
  const ledger = await first.client.ledger()
  await first[Symbol.asyncDispose]()

  const second = await newWorld({ dataDir })
  assert.deepEqual(second.credentials, {
    ...first.credentials,
    apiBase: second.sandbox.url,
    payBase: second.sandbox.url,
  })
  assert.ok(session_key)
  assert.deepEqual(await second.client.users(), [lin])
  assert.deepEqual(await second.client.ledger(), ledger)
  assert.equal((await second.client.credits(lin.userId)).paid, 1)
  assert.equal(await second.client.now(), new Date(second.clock.time + 3_600_000).toISOString())
  assert.equal((await second.client.notices())[0]?.tries, 1)
  second.clock.time += 15_000
  await second.sandbox.idle()
  assert.equal((await second.client.notices())[0]?.tries, 2)
  await second[Symbol.asyncDispose]()
})

async function startChild(dataDir: string): Promise<{ child: ChildProcess; url: string }> {
  const env = { PATH: process.env.PATH, YIZHAN_SANDBOX_DATA_DIR: dataDir, YIZHAN_SANDBOX_PORT: '0' }
  const child = spawn(process.execPath, [join(import.meta.dirname, 'main.ts')], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  children.push(child)
  let said = ''
  for await (const part of child.stdout!) {
    said += part
    if (said.includes('\n')) break
  }
  const url = said.match(/http:\/\/[\d.:]+/)?.[0]
  assert.ok(url, said)
  return { child, url }
}

test('a killed sandbox loses nothing it acknowledged', async () => {
  const dataDir = folder()
  const { child, url } = await startChild(dataDir)
  const client = sandboxClient(url)
  const acknowledged: string[] = []
  const writers = Array.from({ length: 4 }, async () => {
    for (let count = 0; count < 1_000; count += 1) acknowledged.push((await client.createUser()).userId)
  })
  const ended = Promise.allSettled(writers)
  while (acknowledged.length < 50) await new Promise(setImmediate)
  child.kill('SIGKILL')
  await once(child, 'exit')
  await ended
  const again = await startChild(dataDir)
  const kept = new Set((await sandboxClient(again.url).users()).map((person) => person.userId))
  for (const userId of acknowledged.slice(-150)) assert.ok(kept.has(userId), userId)
  again.child.kill('SIGTERM')
  const [code] = await once(again.child, 'exit')
  assert.equal(code, 0, 'it stops in peace when asked')
})

test('a second sandbox on the same folder is refused', async () => {
  const world = await newWorld()
  try {
    await assert.rejects(newWorld({ dataDir: world.dataDir }), /in use by another sandbox/)
  } finally {
    await world[Symbol.asyncDispose]()
  }
})

test('an address that others could reach is refused', async () => {
  await assert.rejects(newWorld({ host: '0.0.0.0', dataDir: folder() }), /must not listen on 0\.0\.0\.0/)
})

test('the credentials file names where the sandbox listens and holds no private key of WeChat', async () => {
  const world = await newWorld()
  try {
    const text = readFileSync(world.sandbox.credentialsFile, 'utf8')
    assert.equal(JSON.parse(text).payBase, world.sandbox.url)
    assert.doesNotMatch(text, /PRIVATE KEY/)
  } finally {
    await world[Symbol.asyncDispose]()
  }
})

test('a port that is taken is an error, and the process ends', async () => {
  const world = await newWorld()
  try {
    const port = new URL(world.sandbox.url).port
    const env = { PATH: process.env.PATH, YIZHAN_SANDBOX_DATA_DIR: folder(), YIZHAN_SANDBOX_PORT: port }
    const child = spawn(process.execPath, [join(import.meta.dirname, 'main.ts')], {
      env,
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    children.push(child)
    let said = ''
    child.stderr.on('data', (part) => {
      said += part
    })
    const [code] = await once(child, 'exit')
    assert.equal(code, 1)
    assert.match(said, /did not start: .*EADDRINUSE/)
  } finally {
    await world[Symbol.asyncDispose]()
  }
})
