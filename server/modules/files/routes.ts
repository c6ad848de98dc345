import { getImage, uploadImage } from '../../../contract/images.ts'
import type { Db } from '../../database/handle.ts'
import { Bytes, type Route, route } from '../../http/route.ts'
import { Refusal } from '../../kernel/refusal.ts'
import type { FilesModule } from './index.ts'

const uploadLimit = 13 * 2 ** 20

export function fileRoutes({ db, files }: { db: Db; files: FilesModule }): Route[] {
  return [
    route(getImage, async ({ params }) => {
      const [, id = '', width = ''] = /^(img_[a-z0-9]+)-(\d+)\.webp$/.exec(params.file) ?? []
      const bytes = await files.read(id, Number(width))
      if (!bytes) throw new Refusal('not_found')
      return new Bytes(bytes, `"${params.file}"`, {
        'content-type': 'image/webp',
        'cache-control': 'public, max-age=31536000, immutable',
        'cross-origin-resource-policy': 'cross-origin',
      })
    }),
    route(
      uploadImage,
      async ({ request }) => {
        if (!request.isMultipart()) throw new Refusal('unsupported_media_type')
        const part = await request.file()
        if (!part) throw new Refusal('image_unusable', { fields: { file: 'missing' } })
        const content = await part.toBuffer()
        const [view] = await files.views(db, [{ id: await files.putImage(content), alt: '' }])
        return view!
      },
      { bodyLimit: uploadLimit },
    ),
  ]
}
