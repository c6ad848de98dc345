import { createHash } from 'node:crypto'

const inlineScript = /<script(?![^>]*\ssrc\s*=)[^>]*>([\s\S]*?)<\/script>/gi

/**
 * What a page of ours may do. Everything comes from this server; the scripts that stand in the page are known by their
 * hash. In sandbox mode the phone’s page may frame it and brings its bridge; else nobody frames it but itself. Styles
 * may be inline: the app’s components write them.
 */
export function pagePolicy(html: string, sandboxUrl: string | null): string {
  return [
    "default-src 'self'",
    ['script-src', "'self'", ...(sandboxUrl ? [sandboxUrl] : []), ...hashesOf(html)].join(' '),
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

/**
 * What the admin web's page may do: the same, with nothing that is not needed there. Nobody frames it, it frames nobody, no
 * form is sent the old way, and no font is fetched. Its components write styles as they are shown.
 */
export function adminPolicy(html: string): string {
  return [
    "default-src 'none'",
    ['script-src', "'self'", ...hashesOf(html)].join(' '),
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
}

function hashesOf(html: string): Set<string> {
  const hashes = [...html.matchAll(inlineScript)].map(([, code = '']) => {
    return `'sha256-${createHash('sha256').update(code).digest('base64')}'`
  })
  return new Set(hashes)
}

/** First in the head: it is there before the app looks for WeChat. */
export function withBridge(html: string, sandboxUrl: string | null): string {
  if (!sandboxUrl) return html
  return html.replace(/<head[^>]*>/i, (head) => `${head}<script src="${sandboxUrl}/phone/bridge.js" defer></script>`)
}
