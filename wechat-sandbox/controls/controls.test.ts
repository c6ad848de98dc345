import assert from 'node:assert/strict'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, test } from 'node:test'
import { newWorld, type World } from '../test-world.ts'

let world: World
let product: Server
const asked: { path: string; body: unknown }[] = []
let productStatus = 200
let unknownOpenid = 'nobody'
before(async () => {
  product = createServer(async (request, response) => {
    let text = ''
    for await (const part of request) text += part
    if (request.method === 'HEAD') return response.writeHead(503).end()
    asked.push({ path: request.url ?? '', body: JSON.parse(text) })
    const isKnown = !text.includes(unknownOpenid)
    response.writeHead(isKnown ? productStatus : 404).end(JSON.stringify({ member: { id: 'mem_1' } }))
  })
  await new Promise<void>((resolve) => product.listen(0, '127.0.0.1', resolve))
  const { port } = product.address() as AddressInfo
  world = await newWorld({ productUrl: `http://127.0.0.1:${port}` })
})
after(async () => {
  await world[Symbol.asyncDispose]()
  product.close()
  product.closeAllConnections()
})

function raw(path: string, init: RequestInit = {}) {
  return fetch(`${world.sandbox.url}${path}`, init)
}

test('a person has one openid for each app and one unionid', async () => {
  const lin = await world.client.createUser({ nickname: '林知远', phone: '13800006021' })
  assert.equal(lin.openid, lin.openids.mini)
  assert.notEqual(lin.openids.mini, lin.openids.web)
  assert.ok(lin.unionid)
  assert.deepEqual((await world.client.users())[0], lin)
})

test('rejoin tells the product who it is about', async () => {
  const lin = await world.client.createUser()
  await world.client.rejoin(lin.userId)
  const { appid } = world.credentials.mini
  assert.deepEqual(asked.at(-1), {
    path: '/api/sandbox/rejoin',
    body: { appid, openid: lin.openid, unionid: lin.unionid },
  })
})

test('rejoin is about the web page’s openid where the product knows no other', async () => {
  const lin = await world.client.createUser()
  unknownOpenid = lin.openids.mini
  await world.client.rejoin(lin.userId)
  const { appid } = world.credentials.web
  assert.deepEqual(asked.at(-1)?.body, { appid, openid: lin.openids.web, unionid: lin.unionid })
  unknownOpenid = 'nobody'
})

test('opening the mini-program signs the person in there with a code that works', async () => {
  const lin = await world.client.createUser()
  const answer = await raw(`/sandbox/users/${lin.userId}/open-mini`, { method: 'POST' })
  assert.deepEqual(await answer.json(), { memberId: 'mem_1' })
  const { path, body } = asked.at(-1) as { path: string; body: { code: string; via: string } }
  assert.deepEqual([path, body.via], ['/api/guest/session', 'mini'])
  const query = { ...world.credentials.mini, js_code: body.code, grant_type: 'authorization_code' }
  assert.equal((await world.platform('/sns/jscode2session', query)).openid, lin.openids.mini)
})

test('the page learns whether the product answers, whatever it answers', async () => {
  const { port } = product.address() as AddressInfo
  const url = `http://127.0.0.1:${port}`
  assert.deepEqual(await (await raw('/sandbox/product')).json(), { url, answers: true })
  await using alone = await newWorld({ productUrl: 'http://127.0.0.1:1' })
  const told = (await (await fetch(`${alone.sandbox.url}/sandbox/product`)).json()) as { answers: boolean }
  assert.equal(told.answers, false)
})

test('the clock moves both the sandbox and the product', async () => {
  const before = Date.parse(await world.client.now())
  await world.client.advanceClock(1_800)
  assert.equal(Date.parse(await world.client.now()) - before, 1_800_000)
  assert.deepEqual(asked.at(-1), { path: '/api/sandbox/clock', body: { advanceSeconds: 1_800 } })
})

test('when the product does not move, neither does the sandbox', async () => {
  const before = await world.client.now()
  productStatus = 404
  await assert.rejects(world.client.advanceClock(60), { status: 502, code: 'product_refused' })
  productStatus = 200
  assert.equal(await world.client.now(), before)
  await world.client.advanceClock(60, 'sandbox')
  assert.equal(Date.parse(await world.client.now()) - Date.parse(before), 60_000)
})

test('right after a move a call signed before it is still taken, an older one is not', async () => {
  const seconds = Math.floor(world.clock.time / 1_000)
  await world.client.advanceClock(3_600, 'sandbox')
  const now = Math.floor(Date.parse(await world.client.now()) / 1_000)
  const ask = async (timestamp: number) => (await world.pay('GET', '/v3/certificates', undefined, { timestamp })).status
  assert.equal(await ask(now), 200)
  assert.equal(await ask(now - 3_600), 200)
  assert.equal(await ask(seconds - 86_400), 401)
  world.clock.time += 11_000
  assert.equal(await ask(now - 3_600), 401)
})

test('unknown people, templates and malformed bodies are refused in words', async () => {
  await assert.rejects(world.client.loginCode('u_x'), { status: 404, code: 'no_such_user' })
  const { userId } = await world.client.createUser()
  await assert.rejects(world.client.consent(userId, ['x']), { status: 400, code: 'no_such_template' })
  await assert.rejects(world.client.createUser({ phone: 'abc' }), { status: 400, code: 'invalid_request' })
  await assert.rejects(world.client.advanceClock(-5), { status: 400, code: 'invalid_request' })
  const broken = await raw('/sandbox/users', { method: 'POST', body: '{' })
  assert.equal(broken.status, 400)
})

test('a page from elsewhere may not use the controls, the product’s page may', async () => {
  const ask = (origin: string) => raw('/sandbox/users', { method: 'POST', headers: { Origin: origin }, body: '{}' })
  assert.equal((await ask('https://evil.example')).status, 403)
  const { port } = product.address() as AddressInfo
  const own = await ask(`http://127.0.0.1:${port}`)
  assert.equal(own.status, 201)
  assert.equal(own.headers.get('access-control-allow-origin'), `http://127.0.0.1:${port}`)
  assert.equal((await ask(world.sandbox.url)).status, 201)
})

test('the ledger is read page by page', async () => {
  const lin = await world.client.createUser()
  for (let count = 0; count < 3; count += 1) await world.paid(lin)
  const first = (await (await raw('/sandbox/ledger?limit=2')).json()) as { items: { seq: number }[] }
  assert.deepEqual(
    first.items.map((row) => row.seq),
    [1, 2],
  )
  assert.equal((await world.client.ledger()).length, 3)
})
