import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'

const files = {
  '/': 'index.html',
  '/page/page.css': 'page.css',
  '/page/page.js': 'page.js',
  '/page/parts.js': 'parts.js',
  '/page/panels.js': 'panels.js',
  '/page/words.js': 'words.js',
  '/page/mark.svg': 'mark.svg',
} as const

const types: Record<string, string> = {
  html: 'text/html; charset=utf-8',
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
}

/** The page at `/` and its files. It loads nothing from elsewhere; only the product may be shown in the phone. */
export function pageFiles(app: FastifyInstance, productUrl: string | null): void {
  const product = productUrl ?? ''
  const policy = `default-src 'self'; frame-src ${product || "'none'"}; connect-src 'self' ${product}; base-uri 'none'; frame-ancestors 'none'`
  for (const [path, file] of Object.entries(files)) {
    const bytes = readFileSync(join(import.meta.dirname, file))
    app.get(path, (_request, reply) =>
      reply
        .headers({
          'Content-Type': types[file.split('.').at(-1)!],
          'Content-Security-Policy': policy,
          'X-Content-Type-Options': 'nosniff',
          'Cache-Control': 'no-cache',
        })
        .send(bytes),
    )
  }
}
