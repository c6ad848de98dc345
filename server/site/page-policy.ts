import { createHash } from 'node:crypto'

const inlineScript = /<script(?![^>]*\ssrc\s*=)[^>]*>([\s\S]*?)<\/script>/gi

/**
 * What a page of ours may do. Everything comes from this server; the scripts that stand in the page are known by their
 * hash. In sandbox mode the phone’s page may frame it and brings its bridge; else nobody frames it but itself. Styles
 * may be inline: the app’s components write them.
 */
export function pagePolicy(html: string, sandboxUrl: string | null): string {
  const hashes = [...html.matchAll(inlineScript)].map(([, code = '']) => {
    return `'sha256-${createHash('sha256').update(code).digest('base64')}'`
  })
  return [
    "default-src 'self'",
    ['script-src', "'self'", ...(sandboxUrl ? [sandboxUrl] : []), ...new Set(hashes)].join(' '),
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    "connect-src 'self'",
    "object-src 'none'",
    "frame-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    `frame-ancestors ${sandboxUrl ?? "'self'"}`,
  ].join('; ')
}

/** First in the head: it is there before the app looks for WeChat. */
export function withBridge(html: string, sandboxUrl: string | null): string {
  if (!sandboxUrl) return html
  return html.replace(/<head[^>]*>/i, (head) => `${head}<script src="${sandboxUrl}/phone/bridge.js" defer></script>`)
}
