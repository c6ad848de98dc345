import { Type } from 'typebox'
import { closed } from './common.ts'
import { operation } from './operation.ts'

export const uploadImage = operation({
  id: 'uploadImage',
  method: 'POST',
  path: '/api/admin/images',
  who: 'staff',
  permission: 'hotels.edit',
  summary: 'Keeps a picture (multipart, one file: JPG, PNG or WebP, at most 12 MB) in the sizes that screens need',
  reply: Type.Object({ id: Type.String(), widths: Type.Array(Type.Integer()), alt: Type.String() }),
  status: 201,
  refusals: ['image_unusable', 'body_too_large', 'unsupported_media_type'],
})

export const getImage = operation({
  id: 'getImage',
  method: 'GET',
  path: '/images/:file',
  who: 'anyone',
  summary: 'A picture, `<id>-<width>.webp`: never changes',
  params: closed({ file: Type.String({ pattern: '^img_[a-z0-9]{1,40}-\\d{1,4}\\.webp$' }) }),
  reply: Type.Any(),
  refusals: ['not_found'],
})
