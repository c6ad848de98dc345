import { type Db, type Handle, over } from '../../database/handle.ts'
import { newId } from '../../kernel/ids.ts'
import { Refusal } from '../../kernel/refusal.ts'
import type { Files } from '../../ports/files.ts'
import { createImageSizes } from './image-sizes.ts'
import { sweepUnused } from './sweep-unused.ts'
import type { FileTables } from './tables.ts'

export interface ImageView {
  id: string
  widths: number[]
  alt: string
}

const widths = [375, 750, 1200] as const
const pixelsAtMost = 40_000_000
const bytesAtMost = 12 * 2 ** 20
const formats = new Set(['jpeg', 'png', 'webp'])

export type FilesModule = ReturnType<typeof createFiles>

/** Pictures: checked by their content, made anew without what came with them, in the sizes that screens need. */
export function createFiles({ db, files }: { db: Db; files: Files }) {
  const sizesOf = createImageSizes()
  return {
    /** Keeps an uploaded picture. Refusals: `image_unusable`, `body_too_large`. */
    async putImage(content: Buffer): Promise<string> {
      if (content.length > bytesAtMost) throw new Refusal('body_too_large')
      return keep(content, formats)
    },

    /** Keeps a picture of ours that is drawn as SVG: for the seed, never for an upload. */
    putDrawing: (svg: Buffer): Promise<string> => keep(svg, new Set(['svg'])),

    /** Pictures by id, in the order asked for; one that is not there is left out. */
    async views(handle: Handle, wanted: readonly { id: string; alt: string }[]): Promise<ImageView[]> {
      const sizes = await sizesOf(
        handle,
        wanted.map(({ id }) => id),
      )
      return wanted.flatMap(({ id, alt }) => (sizes.has(id) ? [{ id, widths: sizes.get(id)!, alt }] : []))
    },

    /** The bytes of a picture in one of its widths; null when there is none. */
    read: (id: string, width: number): Promise<Buffer | null> => files.get(`${id}-${width}.webp`),

    /** See `sweep-unused.ts`. */
    sweepUnused: (inUse: ReadonlySet<string>): Promise<number> => sweepUnused({ db: db.background, files }, inUse),
  }

  async function keep(content: Buffer, allowed: ReadonlySet<string>): Promise<string> {
    const made = await render(content, allowed)
    const id = newId('img')
    for (const { width, bytes } of made) await files.put(`${id}-${width}.webp`, bytes)
    await db.transaction(async (tx) => {
      const widths_json = JSON.stringify(made.map(({ width }) => width))
      await over<FileTables>(tx)
        .insertInto('image')
        .values({ id, widths_json, created_at: tx.now, unused_since: null })
        .execute()
    })
    return id
  }
}

/** Decodes by content, turns as EXIF says and drops everything but the pixels. Never larger than the original. */
async function render(content: Buffer, allowed: ReadonlySet<string>): Promise<{ width: number; bytes: Buffer }[]> {
  const { default: sharp } = await import('sharp') // loaded when a picture comes: it weighs 40 MB in memory
  try {
    const picture = sharp(content, { limitInputPixels: pixelsAtMost, failOn: 'error', pages: 1 })
    const { format, autoOrient } = await picture.metadata()
    const { width } = autoOrient // as it is seen, not as it lies
    if (!format || !allowed.has(format)) throw new Error(`a ${format}`)
    const wanted = widths.filter((each) => each <= width)
    const sizes = wanted.length > 0 ? wanted : [Math.max(1, width)]
    return await Promise.all(
      sizes.map(async (each) => ({
        width: each,
        bytes: await picture.clone().rotate().resize({ width: each }).webp({ quality: 80 }).toBuffer(),
      })),
    )
  } catch {
    throw new Refusal('image_unusable', { fields: { file: 'content' } })
  }
}
