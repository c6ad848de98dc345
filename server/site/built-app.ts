import { readFile, stat } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { etagOf } from '../kernel/etag.ts'
import { type Encoding, isWorthPacking, pack } from './encodings.ts'

/** A file of the app, read once and packed once in each encoding that somebody asked for. */
export interface SiteFile {
  status: 200 | 503
  headers: Record<string, string>
  /** Whether the answer differs by encoding. */
  packs: boolean
  in(encoding: Encoding): Promise<{ bytes: Buffer; etag: string }>
}

/** How an app's page goes out. */
export interface PageWays {
  /** Stands in until there is a build. */
  waiting: string
  /** What the page may do, as its `content-security-policy`. */
  policy(html: string): string
  /** What is put into the built page. */
  dress?(html: string): string
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
 * An app as the build left it in `folder`. Every call looks at the file’s time and size, so that a new build
 * shows at once; what is kept in memory is at most what the folder holds.
 */
export function openBuiltApp(folder: string, { waiting: stand, policy, dress = (html) => html }: PageWays): BuiltApp {
  const kept = new Map<string, Kept>()
  const waiting = page(stand, policy(stand), 503)

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
      const made = (bytes: Buffer) => {
        const html = dress(bytes.toString('utf8'))
        return page(html, policy(html), 200)
      }
      return (await lookUp(pageName, made)) ?? waiting
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

function page(html: string, policy: string, status: 200 | 503): SiteFile {
  const bytes = Buffer.from(html)
  return {
    status,
    headers: {
      'content-type': types.html!,
      'content-security-policy': policy,
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
