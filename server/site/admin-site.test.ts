import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import { pino } from 'pino'
import { createAdmission } from '../http/admission.ts'
import { createMetrics } from '../http/metrics.ts'
import { createServer } from '../http/serve.ts'
import { createCallers } from '../http/sessions.ts'
import { testClock } from '../test/database.ts'
import { addAdminSite } from './index.ts'

const built = {
  'index.html': '<!doctype html><html><head></head><body>the admin web</body></html>',
  'assets/index-3f9c0d1e22aa.js': 'console.log(1)',
  'assets/notes.txt': 'asked about',
}

/** A server with the admin web alone, on a folder of its own. */
async function openHouse(files: Record<string, string> = built) {
  const folder = mkdtempSync(join(tmpdir(), 'yizhan-admin-site-'))
  const write = (some: Record<string, string>) => {
    for (const [path, text] of Object.entries(some)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true })
      writeFileSync(join(folder, path), text)
    }
  }
  write(files)
  const nobody = async () => null
  const [metrics, log] = [createMetrics(), pino({ level: 'silent' })]
  const server = await createServer({
    routes: [],
    callers: createCallers({ guest: nobody, staff: nobody }),
    admission: createAdmission({ limits: 'off' }),
    metrics,
    log,
    clock: testClock(),
    trustedProxies: [],
    sandbox: true,
  })
  addAdminSite(server, { folder, config: { trustedProxies: [] }, metrics, log })
  await server.listen({ host: '127.0.0.1', port: 0 })
  const { port } = server.server.address() as AddressInfo
  return {
    write,
    get: (path: string) => fetch(`http://127.0.0.1:${port}${path}`, { redirect: 'manual' }),
    async [Symbol.asyncDispose]() {
      await server.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

test('every place under /admin is its page, asked about each time; no other address is', async () => {
  await using house = await openHouse()
  for (const path of ['/admin', '/admin/', '/admin/orders?order=ord_1', '/admin/a/b']) {
    const page = await house.get(path)
    assert.equal(page.status, 200, path)
    assert.equal(page.headers.get('cache-control'), 'no-cache')
    assert.match(await page.text(), /the admin web/)
  }
  for (const path of ['/', '/administrator', '/admin/none.js', '/admin/..%2f..%2fetc/passwd', '/admin/.env']) {
    assert.equal((await house.get(path)).status, 404, path)
  }
})

test('files with a hash in their name are kept for ever, others are asked about', async () => {
  await using house = await openHouse()
  const cacheOf = async (path: string) => (await house.get(path)).headers.get('cache-control')
  assert.equal(await cacheOf('/admin/assets/index-3f9c0d1e22aa.js'), 'public, max-age=31536000, immutable')
  assert.equal(await cacheOf('/admin/assets/notes.txt'), 'no-cache')
})

test('the page may do what it needs and nothing else: no frame, no other host, no form, sandbox or not', async () => {
  await using house = await openHouse()
  const policy = (await house.get('/admin/')).headers.get('content-security-policy') ?? ''
  const parts = Object.fromEntries(policy.split('; ').map((part) => [part.split(' ')[0], part]))
  assert.equal(parts['default-src'], "default-src 'none'")
  assert.equal(parts['script-src'], "script-src 'self'")
  assert.equal(parts['connect-src'], "connect-src 'self'")
  assert.equal(parts['frame-ancestors'], "frame-ancestors 'none'")
  assert.equal(parts['form-action'], "form-action 'none'")
  assert.doesNotMatch(policy, /https?:|unsafe-eval|script-src[^;]*unsafe/)
})

test('until there is a build a page waits for it, and gives way', async () => {
  await using house = await openHouse({})
  const waiting = await house.get('/admin/orders')
  assert.equal(waiting.status, 503)
  assert.match(await waiting.text(), /管理后台还在路上[\s\S]*The admin web is on its way/)
  house.write(built)
  assert.equal((await house.get('/admin/orders')).status, 200)
})
