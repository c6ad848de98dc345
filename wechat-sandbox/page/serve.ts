import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FastifyInstance, FastifyRequest } from 'fastify'

const scripts = [
  'page.js',
  'parts.js',
  'words.js',
  'choices.js',
  'panels.js',
  'tabs.js',
  'phone.js',
  'wechat.js',
  'sheet.js',
  'pay-sheet.js',
  'consent-sheets.js',
  'banner.js',
  'authorize.js',
]

/** Every file of the page by its address; the bridge stands apart, for it runs in the product's page. */
export const pageFileAddresses: Record<string, string> = {
  '/': 'index.html',
  '/phone/bridge.js': 'bridge.js',
  ...Object.fromEntries(
    ['page.css', 'phone.css', 'authorize.css', 'mark.svg', 'status.svg', ...scripts].map((file) => [
      `/page/${file}`,
      file,
    ]),
  ),
}

const types: Record<string, string> = {
  html: 'text/html; charset=utf-8',
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
}

/**
 * The page at `/` and its files. It loads nothing from elsewhere; only the product and our own authorize page may be
 * shown in the phone.
 */
export function pageFiles(app: FastifyInstance, productUrl: string | null): void {
  const product = productUrl ? ` ${productUrl}` : ''
  const policy = `default-src 'self'; frame-src 'self'${product}; connect-src 'self'; base-uri 'none'; frame-ancestors 'none'`
  for (const [path, file] of Object.entries(pageFileAddresses)) {
    const bytes = readFileSync(join(import.meta.dirname, file))
    app.get(path, (request, reply) => {
      const own = path === '/' ? ownAddress(request) : null
      if (own) return reply.redirect(own, 302)
      return reply
        .headers({
          'Content-Type': types[file.split('.').at(-1)!],
          'Content-Security-Policy': policy,
          'X-Content-Type-Options': 'nosniff',
          'Cache-Control': 'no-cache',
        })
        .send(bytes)
    })
  }
}

/**
 * Null when the page was asked for under the name we listen on. The product knows the phone by that name alone: under
 * another one of this machine it would refuse to be framed.
 */
function ownAddress({ headers, socket }: FastifyRequest): string | null {
  const { localAddress, localPort } = socket
  const name = localAddress?.includes(':') ? `[${localAddress}]` : localAddress
  const asked = new URL(`http://${headers.host}`)
  const isOther = Number(asked.port) === localPort && asked.hostname !== name
  return isOther ? `http://${name}:${localPort}/` : null
}
