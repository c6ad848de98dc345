import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { pino } from 'pino'
import { getSite, type Site } from '../../contract/guest/site.ts'
import { createAdmission } from '../http/admission.ts'
import { createMetrics } from '../http/metrics.ts'
import { createServer } from '../http/serve.ts'
import { createCallers } from '../http/sessions.ts'
import { defaultSettings } from '../modules/settings/index.ts'
import { testClock } from '../test/database.ts'
import { addSite, siteRoutes } from './index.ts'

const sandboxUrl = 'http://127.0.0.1:18090'
const script = `console.log('驿站')\n`.repeat(200)
const built = {
  'index.html': `<!doctype html><html><head><title>驿站</title><script>document.title+=''</script>
<script defer src="/js/app.3f9c0d1e.js"></script></head><body><div id="app"></div></body></html>`,
  'js/app.3f9c0d1e.js': script,
  'js/facade.js': 'void 0',
  'css/app.8a1b2c3d4e5f.css': 'body{margin:0}',
  'static/mark.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>',
}
const credentials = {
  mini: { appid: 'wx1111111111111111', secret: 'mini-secret' },
  web: { appid: 'wx2222222222222222', secret: 'web-secret' },
  apiBase: sandboxUrl,
  templates: { to_pay: 't1', paid: 't2', confirmed: 't3', finished: 't4', cancelled: 't5' },
}

const settings = defaultSettings({ payWindowMs: 90_000, templates: credentials.templates })

interface Answer {
  status: number
  headers: IncomingHttpHeaders
  body: Buffer
}

interface House extends AsyncDisposable {
  folder: string
  write(files: Record<string, string>): void
  get(path: string, headers?: Record<string, string>, method?: string): Promise<Answer>
  lines: string[]
}

async function openHouse({ files = built as Record<string, string>, live = false } = {}): Promise<House> {
  const home = mkdtempSync(join(tmpdir(), 'yizhan-site-'))
  const folder = join(home, 'h5')
  const lines: string[] = []
  const metrics = createMetrics()
  const log = pino({ level: 'info' }, { write: (line: string) => void lines.push(line) })
  const config = {
    wechat: { mode: live ? ('live' as const) : ('sandbox' as const) },
    dataDir: home,
    trustedProxies: [],
  }
  const nobody = async () => null
  const server = await createServer({
    routes: siteRoutes({ config, credentials, settings: { now: () => settings } }),
    callers: createCallers({ guest: nobody, staff: nobody }),
    admission: createAdmission({ limits: 'off' }),
    metrics,
    log,
    clock: testClock(),
    trustedProxies: [],
    sandbox: !live,
  })
  addSite(server, { folder, config, credentials, metrics, log })
  await server.listen({ host: '127.0.0.1', port: 0 })
  const { port } = server.server.address() as AddressInfo
  const write = (some: Record<string, string>) => {
    for (const [path, text] of Object.entries(some)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true })
      writeFileSync(join(folder, path), text)
    }
  }
  write(files)
  return {
    folder,
    lines,
    write,
    get: (path, headers = {}, method = 'GET') => overSocket({ port, path, headers, method }),
    async [Symbol.asyncDispose]() {
      await server.close()
      rmSync(home, { recursive: true, force: true })
    },
  }
}

/** Sends the path as it is: `fetch` would tidy it up. */
function overSocket(options: { port: number; path: string; headers: Record<string, string>; method: string }) {
  return new Promise<Answer>((resolve, reject) => {
    const call = httpRequest({ host: '127.0.0.1', ...options }, async (response) => {
      const parts: Buffer[] = []
      for await (const part of response) parts.push(part)
      resolve({ status: response.statusCode!, headers: response.headers, body: Buffer.concat(parts) })
    })
    call.on('error', reject).end()
  })
}

test('the page is the app’s, asked about each time, and carries the bridge before everything else', async () => {
  await using house = await openHouse()
  const page = await house.get('/?code=abc&state=xyz')
  assert.equal(page.status, 200)
  assert.equal(page.headers['content-type'], 'text/html; charset=utf-8')
  assert.equal(page.headers['cache-control'], 'no-cache')
  assert.match(
    page.body.toString(),
    /<head><script src="http:\/\/127\.0\.0\.1:18090\/phone\/bridge\.js" defer><\/script>/,
  )
  assert.ok(house.lines.length > 0)
  assert.ok(!house.lines.join('').includes('abc'), 'a code of WeChat’s in the log')
})

test('every place of the app is its page; what belongs to others is theirs to refuse', async () => {
  await using house = await openHouse()
  const page = (await house.get('/')).body
  for (const path of ['/pages/order/index?id=ord_1', '/orders', '/a/b/c', `/${'x'.repeat(500)}`, '/index.html']) {
    const answer = await house.get(path)
    assert.deepEqual([answer.status, answer.body.equals(page)], [200, true], path)
  }
  for (const path of ['/api', '/api/guest/none', '//api/x', '/API/x', '/admin', '/images/img_1-2.webp', '/metrics']) {
    const answer = await house.get(path)
    assert.equal(answer.status, 404, path)
    assert.match(String(answer.headers['content-type']), /problem\+json/, path)
  }
  assert.equal((await house.get('/', {}, 'POST')).status, 404)
})

test('nothing outside the folder can be had', async () => {
  await using house = await openHouse()
  writeFileSync(join(house.folder, '../secrets.json'), 'secret')
  writeFileSync(join(house.folder, '.env'), 'secret')
  const paths = [
    '/../secrets.json',
    '/%2e%2e/secrets.json',
    '/..%2fsecrets.json',
    '/js/..%2f..%2fsecrets.json',
    '/js/../../secrets.json',
    '/..%5csecrets.json',
    '/.%2e/secrets.json',
    '/secrets.json%00.js',
    '/js%00/../secrets.json',
    '/.env',
    '/.git/config',
    '//secrets.json',
    '/js/app.js',
    `/${'x'.repeat(300)}.js`,
  ]
  for (const path of paths) {
    const { status, body } = await house.get(path)
    assert.ok(!body.includes('secret'), path)
    assert.ok(status === 404 || status === 400, `${path} ${status}`)
  }
})

test('files with a hash in their name are kept for ever, others are asked about', async () => {
  await using house = await openHouse()
  for (const [path, kept] of [
    ['/js/app.3f9c0d1e.js', true],
    ['/css/app.8a1b2c3d4e5f.css', true],
    ['/js/facade.js', false],
    ['/static/mark.svg', false],
  ] as const) {
    const { status, headers } = await house.get(path)
    assert.equal(status, 200, path)
    assert.equal(headers['cache-control'], kept ? 'public, max-age=31536000, immutable' : 'no-cache', path)
    assert.equal(headers['x-content-type-options'], 'nosniff')
  }
})

test('text travels packed as the caller can unpack it, each way with its own tag', async () => {
  await using house = await openHouse()
  const path = '/js/app.3f9c0d1e.js'
  const ways: [string, string | undefined, (bytes: Buffer) => Buffer][] = [
    ['gzip, deflate, br', 'br', brotliDecompressSync],
    ['gzip;q=1.0, br;q=0', 'gzip', gunzipSync],
    ['*', 'br', brotliDecompressSync],
    ['identity', undefined, (bytes) => bytes],
    ['', undefined, (bytes) => bytes],
  ]
  const tags = new Set<string>()
  for (const [accepted, encoding, unpack] of ways) {
    const answer = await house.get(path, { 'accept-encoding': accepted })
    assert.equal(answer.headers['content-encoding'], encoding, accepted)
    assert.equal(answer.headers.vary, 'Accept-Encoding')
    assert.equal(answer.headers['content-length'], String(answer.body.length))
    assert.equal(unpack(answer.body).toString(), script)
    tags.add(answer.headers.etag!)
  }
  assert.equal(tags.size, 3)
  assert.equal((await house.get('/js/facade.js', { 'accept-encoding': 'br' })).headers['content-encoding'], undefined)
})

test('who has it already is told so, and HEAD says the same without the body', async () => {
  await using house = await openHouse()
  for (const path of ['/', '/js/app.3f9c0d1e.js', '/static/mark.svg']) {
    const whole = await house.get(path, { 'accept-encoding': 'br' })
    const known = { 'accept-encoding': 'br', 'if-none-match': `W/"x", W/${whole.headers.etag}` }
    const again = await house.get(path, known)
    assert.deepEqual([again.status, again.body.length], [304, 0], path)
    assert.equal(again.headers.etag, whole.headers.etag)
    assert.equal(again.headers['cache-control'], whole.headers['cache-control'])
    assert.equal((await house.get(path, { ...known, 'if-none-match': '"x"' })).status, 200)
    const head = await house.get(path, { 'accept-encoding': 'br' }, 'HEAD')
    assert.deepEqual([head.status, head.body.length], [200, 0])
    for (const name of ['etag', 'content-length', 'content-type', 'content-encoding']) {
      assert.equal(head.headers[name], whole.headers[name], `${path} ${name}`)
    }
  }
})

test('a new build shows without a restart', async () => {
  await using house = await openHouse()
  const before = await house.get('/')
  house.write({ 'index.html': '<html><head></head>a newer page', 'js/app.00000001.js': 'newer' })
  const after = await house.get('/')
  assert.match(after.body.toString(), /a newer page/)
  assert.notEqual(after.headers.etag, before.headers.etag)
  assert.equal((await house.get('/js/app.00000001.js')).body.toString(), 'newer')
})

test('until there is a build a page waits for it, and gives way', async () => {
  await using house = await openHouse({ files: {} })
  const waiting = await house.get('/orders')
  assert.equal(waiting.status, 503)
  assert.equal(waiting.headers['retry-after'], '2')
  assert.equal(waiting.headers['cache-control'], 'no-store')
  assert.match(waiting.body.toString(), /客人端还在路上[\s\S]*The guest app is on its way/)
  assert.match(String(waiting.headers['content-security-policy']), /frame-ancestors http:\/\/127\.0\.0\.1:18090$/)
  assert.equal((await house.get('/', {}, 'HEAD')).status, 503)
  assert.equal((await house.get('/js/app.3f9c0d1e.js')).status, 404)
  house.write(built)
  assert.equal((await house.get('/', {}, 'HEAD')).status, 200)
})

test('the page’s policy lets in this server, its inline scripts by hash, and the sandbox only where there is one', async () => {
  const policyOf = async (live: boolean) => {
    await using house = await openHouse({ live })
    const { headers, body } = await house.get('/')
    return { policy: String(headers['content-security-policy']), html: body.toString() }
  }
  const sandbox = await policyOf(false)
  assert.match(sandbox.policy, /script-src 'self' http:\/\/127\.0\.0\.1:18090 'sha256-[\w+/]{43}='/)
  assert.match(sandbox.policy, /frame-ancestors http:\/\/127\.0\.0\.1:18090$/)
  const live = await policyOf(true)
  assert.doesNotMatch(live.policy, /https?:/)
  assert.match(live.policy, /frame-ancestors 'self'$/)
  assert.doesNotMatch(live.html, /bridge/)
})

test('what the app starts with names the chain and its apps, and nothing secret', async () => {
  await using house = await openHouse()
  const answer = await house.get(getSite.path)
  const site = JSON.parse(answer.body.toString()) as Site
  assert.deepEqual(site.wechat, {
    webAppId: credentials.web.appid,
    authorizeUrl: `${sandboxUrl}/connect/oauth2/authorize`,
    miniAppId: credentials.mini.appid,
  })
  assert.deepEqual(site.templates, credentials.templates)
  assert.equal(site.sandbox, true)
  assert.deepEqual(site.booking, { payWindowSeconds: 90, nightsAhead: 365, nightsAtMost: 90, roomsAtMost: 10 })
  assert.doesNotMatch(answer.body.toString(), /secret/)
  assert.equal((await house.get(getSite.path, { 'if-none-match': answer.headers.etag! })).status, 304)
  await using live = await openHouse({ live: true })
  const real = JSON.parse((await live.get(getSite.path)).body.toString()) as Site
  assert.equal(real.wechat.authorizeUrl, 'https://open.weixin.qq.com/connect/oauth2/authorize')
  assert.equal(real.sandbox, false)
})
