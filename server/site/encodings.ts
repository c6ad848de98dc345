import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

/** How the bytes of a file travel, the best first. */
export type Encoding = 'br' | 'gzip' | 'identity'

const packGzip = promisify(gzip)
const packBrotli = promisify(brotliCompress)
/** Within a few per cent of the highest, at a twentieth of its time: the first visitor waits for it. */
const brotliQuality = 9
/** Smaller ones fit into the first packet anyway. */
const packedFrom = 1_024

const textual = new Set(['html', 'js', 'mjs', 'css', 'svg', 'json', 'txt', 'map', 'webmanifest', 'xml'])

export function isWorthPacking(extension: string, length: number): boolean {
  return textual.has(extension) && length >= packedFrom
}

/** Compresses off the main thread. */
export async function pack(bytes: Buffer, encoding: Encoding): Promise<Buffer> {
  if (encoding === 'identity') return bytes
  if (encoding === 'gzip') return packGzip(bytes, { level: 9 })
  return packBrotli(bytes, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: brotliQuality,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    },
  })
}

/** The best encoding that `Accept-Encoding` allows (RFC 9110 §12.5.3). */
export function encodingFor(header: string | undefined): Encoding {
  const accepted = new Map<string, number>()
  for (const part of (header ?? '').slice(0, 200).toLowerCase().split(',')) {
    const [name = '', ...parameters] = part.split(';').map((text) => text.trim())
    const weight = parameters.find((text) => text.startsWith('q='))
    accepted.set(name, weight === undefined ? 1 : Number(weight.slice(2)) || 0)
  }
  const allows = (name: string) => (accepted.get(name) ?? accepted.get('*') ?? 0) > 0
  if (allows('br')) return 'br'
  return allows('gzip') ? 'gzip' : 'identity'
}
