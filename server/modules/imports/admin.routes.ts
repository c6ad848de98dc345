import type { FastifyRequest } from 'fastify'
import { importBytesAtMost, importCatalogue } from '../../../contract/admin/imports.ts'
import { type Route, route } from '../../http/route.ts'
import { actorOf } from '../../http/staff-scope.ts'
import { Refusal } from '../../kernel/refusal.ts'
import type { Imports } from './index.ts'

/** Room for what a form puts around its file. */
const aroundAtMost = 16 * 1024

export function importRoutes({ imports }: { imports: Imports }): Route[] {
  return [
    route(
      importCatalogue,
      async ({ caller, query, request }) =>
        imports.run({
          kind: query.kind,
          bytes: await fileOf(request),
          dryRun: query.dryRun ?? false,
          by: { actor: actorOf(caller), hotelIds: caller.hotelsWhere('hotels.edit') },
        }),
      { bodyLimit: importBytesAtMost + aroundAtMost },
    ),
  ]
}

/** The one file of a form, or the body itself. Refusals: `unsupported_media_type`, `body_too_large`. */
async function fileOf(request: FastifyRequest): Promise<Buffer> {
  const bytes = request.isMultipart() ? await (await request.file())?.toBuffer() : request.body
  if (!Buffer.isBuffer(bytes)) throw new Refusal('unsupported_media_type')
  if (bytes.length > importBytesAtMost) throw new Refusal('body_too_large')
  return bytes
}
