import { chinaInstant } from '../china-time.ts'
import type { Context } from '../context.ts'
import { seal } from './seal.ts'

/** GET /v3/certificates: the platform's certificate, encrypted under the APIv3 key. */
export function certificates({ keys }: Context): object {
  const { serial, pem, validFrom, validUntil } = keys.certificate
  return {
    data: [
      {
        serial_no: serial,
        effective_time: chinaInstant(validFrom),
        expire_time: chinaInstant(validUntil),
        encrypt_certificate: seal(keys.apiV3Key, pem, 'certificate'),
      },
    ],
  }
}
