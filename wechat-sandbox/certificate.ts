import { createPublicKey, type KeyObject, randomBytes, sign } from 'node:crypto'

export interface CertificateWish {
  privateKey: KeyObject
  commonName: string
  validFrom: number
  validUntil: number
}

/** A self-signed X.509 certificate in PEM and its serial: 20 bytes, upper-case hex, as WeChat's serials are. */
export function makeCertificate(wish: CertificateWish): { pem: string; serial: string } {
  const serial = randomBytes(20)
  serial[0] = (serial[0]! & 0x3f) | 0x40 // a positive number without a leading zero byte keeps its hex form
  const algorithm = sequence(objectId([42, 840, 113549, 1, 1, 11]), tagged(0x05))
  const name = sequence(set(sequence(objectId([85, 4, 3]), tagged(0x0c, Buffer.from(wish.commonName)))))
  const publicKey = createPublicKey(wish.privateKey).export({ type: 'spki', format: 'der' })
  const validity = sequence(generalizedTime(wish.validFrom), generalizedTime(wish.validUntil))
  const content = sequence(tagged(0x02, serial), algorithm, name, validity, name, publicKey)
  const signature = tagged(0x03, Buffer.from([0]), sign('RSA-SHA256', content, wish.privateKey))
  const base64 = sequence(content, algorithm, signature).toString('base64')
  const lines = base64.match(/.{1,64}/g) ?? []
  return {
    pem: `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`,
    serial: serial.toString('hex').toUpperCase(),
  }
}

function tagged(tag: number, ...parts: Buffer[]): Buffer {
  const content = Buffer.concat(parts)
  if (content.length < 0x80) return Buffer.concat([Buffer.from([tag, content.length]), content])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(content.length)
  const significant = length.subarray(length.findIndex((byte) => byte !== 0))
  return Buffer.concat([Buffer.from([tag, 0x80 | significant.length]), significant, content])
}

const sequence = (...parts: Buffer[]): Buffer => tagged(0x30, ...parts)
const set = (...parts: Buffer[]): Buffer => tagged(0x31, ...parts)

/** The first number is already the two leading arcs in one, as DER wants it. */
function objectId(arcs: number[]): Buffer {
  const bytes = arcs.flatMap((arc) => {
    const groups = [arc & 0x7f]
    for (let rest = arc >>> 7; rest > 0; rest >>>= 7) groups.unshift(0x80 | (rest & 0x7f))
    return groups
  })
  return tagged(0x06, Buffer.from(bytes))
}

function generalizedTime(at: number): Buffer {
  const digits = new Date(at).toISOString().slice(0, 19).replaceAll(/\D/g, '')
  return tagged(0x18, Buffer.from(`${digits}Z`))
}
