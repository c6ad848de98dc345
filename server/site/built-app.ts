import { readFile, stat } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { etagOf } from '../kernel/etag.ts'
import { type Encoding, isWorthPacking, pack } from './encodings.ts'
import { pagePolicy, withBridge } from './page-policy.ts'
import { waitingPage } from './waiting-page.ts'

/** A file of the app, read once and packed once in each encoding that somebody asked for. */
export interface SiteFile {
  status: 200 | 503
  headers: Record<string, string>
  /** Whether the answer differs by encoding. */
  packs: boolean
  in(encoding: Encoding): Promise<{ bytes: Buffer; etag: string }>
}

export interface BuiltApp {
  /** Null: there is no such file. */
  file(path: string): Promise<SiteFile | null>
  /** The app’s page, or the one that waits for it. */
  page(): Promise<SiteFile>
}

interface Kept {
  mark: string
  file: SiteFile
}

const pageName = 'index.html'
const pathAtMost = 200
/** No dot in front, no separator, nothing encoded: such a path cannot leave the folder. */
const segment = /^[A-Za-z0-9_][A-Za-z0-9_.@~-]*$/
/** A build writes a hash of the content into a name: eight or more hex digits, at least one of them a figure. */
const hashedName = /[.-](?=[0-9a-f]*[0-9])[0-9a-f]{8,64}\.[a-z0-9]+$/

const types: Record<string, string> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  mjs: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  json: 'application/json; charset=utf-8',
  map: 'application/json; charset=utf-8',
  webmanifest: 'application/manifest+json; charset=utf-8',
  txt: 'text/plain; charset=utf-8',
  xml: 'application/xml; charset=utf-8',
  svg: 'image/svg+xml',
  png: 'image/png',
  jpg: 'image/jpeg',
  webp: 'image/webp',
  ico: 'image/x-icon',
  woff2: 'font/woff2',
}

/**
 * The guest app as the build left it in `folder`. Every call looks at the file’s time and size, so that a new build
 * shows at once; what is kept in memory is at most what the folder holds.
 */
export function openBuiltApp(folder: string, sandboxUrl: string | null): BuiltApp {
  const kept = new Map<string, Kept>()
  const waiting = page(waitingPage, sandboxUrl, 503)

  async function lookUp(path: string, make: (bytes: Buffer) => SiteFile): Promise<SiteFile | null> {
    const full = join(folder, path)
    const mark = await markOf(full)
    if (mark === null) {
      kept.delete(path)
      return null
    }
    const known = kept.get(path)
    if (known?.mark === mark) return known.file
    const file = make(await readFile(full))
    // A new page names new files: those of the build before are not asked for again.
    if (path === pageName) kept.clear()
    kept.set(path, { mark, file })
    return file
  }

  return {
    async file(path) {
      if (path.length > pathAtMost || !path.split('/').every((part) => segment.test(part))) return null
      return lookUp(path, (bytes) => asset(path, bytes))
    },
    async page() {
      return (await lookUp(pageName, (bytes) => page(bytes.toString('utf8'), sandboxUrl, 200))) ?? waiting
    },
  }
}

/** Null for what is no file. */
async function markOf(path: string): Promise<string | null> {
  try {
    const found = await stat(path)
    return found.isFile() ? `${found.mtimeMs} ${found.size}` : null
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'ENOTDIR') return null
    throw error
  }
}

function asset(path: string, bytes: Buffer): SiteFile {
  const extension = extname(path).slice(1)
  return {
    status: 200,
    headers: {
      'content-type': types[extension] ?? 'application/octet-stream',
      'cache-control': hashedName.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache',
    },
    packs: isWorthPacking(extension, bytes.length),
    in: packedOnce(bytes),
  }
}

function page(html: string, sandboxUrl: string | null, status: 200 | 503): SiteFile {
  const text = withBridge(html, status === 200 ? sandboxUrl : null)
  const bytes = Buffer.from(text)
  return {
    status,
    headers: {
      'content-type': types.html!,
      'content-security-policy': pagePolicy(text, sandboxUrl),
      ...(status === 503 ? { 'cache-control': 'no-store', 'retry-after': '2' } : { 'cache-control': 'no-cache' }),
    },
    packs: isWorthPacking('html', bytes.length),
    in: packedOnce(bytes),
  }
}

/** Each encoding is a representation of its own, with its own tag. */
function packedOnce(bytes: Buffer): SiteFile['in'] {
  const whole = etagOf(bytes)
  const packed = new Map<Encoding, Promise<{ bytes: Buffer; etag: string }>>()
  return (encoding) => {
    let answer = packed.get(encoding)
    if (!answer) {
      const etag = encoding === 'identity' ? whole : `${whole.slice(0, -1)}-${encoding}"`
      answer = pack(bytes, encoding).then((content) => ({ bytes: content, etag }))
      packed.set(encoding, answer)
    }
    return answer
  }
}
