import { generateKeyPairSync } from 'node:crypto'
import fc from 'fast-check'
import type { Keys } from '../../wechat-sandbox/keys.ts'
import type { Letter, NoticeHand, NoticeHeaders, Otherwise, Sent } from './notice-hand.ts'

/**
 * Ways in which a notice is not WeChat's, with their particulars drawn by fast-check. Each of them must be refused
 * whoever sends it; the first word of its name says what is spoilt.
 */
export interface Mutation {
  name: string
  make(letter: Letter, hand: NoticeHand, context: MutationContext): Promise<Sent>
}

export interface MutationContext {
  now: number
  /** Another genuine notice, as it was sent. */
  other: Sent
}

const names = {
  timestamp: 'Wechatpay-Timestamp',
  nonce: 'Wechatpay-Nonce',
  signature: 'Wechatpay-Signature',
  serial: 'Wechatpay-Serial',
} as const
type Part = keyof typeof names
const parts = Object.keys(names) as Part[]
const stranger = generateKeyPairSync('rsa', { modulusLength: 2_048 }).privateKey

/** Changed after WeChat signed it. */
const onTheWay = (name: string, change: (sent: Sent, keys: Keys, context: MutationContext) => Sent): Mutation => ({
  name,
  async make(letter, hand, context) {
    return change(await hand.write(letter), hand.keys, context)
  },
})

/** Written otherwise, and then signed by a key that is named. */
const written = (name: string, how: (context: MutationContext, keys: Keys) => Otherwise): Mutation => ({
  name,
  make: (letter, hand, context) => hand.write(letter, how(context, hand.keys)),
})

const header = (sent: Sent, part: Part, value: NoticeHeaders[string] | null): Sent => {
  const { [names[part]]: _old, ...rest } = sent.headers
  return { ...sent, headers: value === null ? rest : { ...rest, [names[part]]: value } }
}
const said = (sent: Sent, part: Part) => String(sent.headers[names[part]])
const bytesOf = (base64: string) => Buffer.from(base64, 'base64')

function flipped(bytes: Buffer, at: number): Buffer {
  const copy = Buffer.from(bytes)
  const bit = at % (copy.length * 8)
  copy[bit >> 3]! ^= 1 << (bit & 7)
  return copy
}

const anyBit = fc.nat({ max: 1_000_000 })
const junk = fc.stringMatching(/^[!-~]{1,40}$/)
const beyondSeconds = fc.oneof(fc.integer({ min: 302, max: 400 }), fc.integer({ min: 302, max: 1_000_000 }))

const headers: fc.Arbitrary<Mutation>[] = [
  fc.constantFrom(...parts).map((part) => onTheWay(`${part} missing`, (sent) => header(sent, part, null))),
  fc.constantFrom(...parts).map((part) => onTheWay(`${part} empty`, (sent) => header(sent, part, ''))),
  fc
    .constantFrom(...parts)
    .map((part) => onTheWay(`${part} doubled`, (sent) => header(sent, part, [said(sent, part), said(sent, part)]))),
  fc
    .tuple(fc.constantFrom(...parts), junk)
    .map(([part, text]) => onTheWay(`${part} is ${text}`, (sent) => header(sent, part, text))),
  fc.constant(onTheWay('serial in lower case', (sent) => header(sent, 'serial', lowerCaseOf(said(sent, 'serial'))))),
  fc.constant(onTheWay('serial of the other key', (sent, keys) => header(sent, 'serial', keys.publicKey.serial))),
  fc.constant(onTheWay('serial of the merchant', (sent, keys) => header(sent, 'serial', keys.merchantSerial))),
  fc.constant(
    onTheWay('signature of another kind', (sent) => ({
      ...sent,
      headers: { ...sent.headers, 'Wechatpay-Signature-Type': 'WECHATPAY2-SM2-WITH-SM3' },
    })),
  ),
]

const signatures: fc.Arbitrary<Mutation>[] = [
  anyBit.map((bit) =>
    onTheWay(`signature bit ${bit}`, (sent) =>
      header(sent, 'signature', flipped(bytesOf(said(sent, 'signature')), bit).toString('base64')),
    ),
  ),
  fc
    .integer({ min: 1, max: 255 })
    .map((length) =>
      onTheWay(`signature of ${length} bytes`, (sent) =>
        header(sent, 'signature', bytesOf(said(sent, 'signature')).subarray(0, length).toString('base64')),
      ),
    ),
  fc.constant(
    onTheWay('signature is a probe', (sent) =>
      header(sent, 'signature', `WECHATPAY/SIGNTEST/${said(sent, 'signature')}`),
    ),
  ),
  fc.constant(
    onTheWay('signature of another notice', (sent, _keys, { other }) =>
      header(sent, 'signature', said(other, 'signature')),
    ),
  ),
  fc.constant(
    written('signed by a stranger', (_context, { certificate }) => ({
      key: { serial: certificate.serial, privateKey: stranger },
    })),
  ),
  beyondSeconds.map((seconds) =>
    written(`signed ${seconds} s ago`, ({ now }) => ({ signedAt: now - seconds * 1_000 })),
  ),
  beyondSeconds.map((seconds) =>
    written(`signed ${seconds} s ahead`, ({ now }) => ({ signedAt: now + seconds * 1_000 })),
  ),
  fc
    .integer({ min: 1, max: 299 })
    .map((seconds) =>
      onTheWay(`timestamp ${seconds} s newer than signed`, (sent) =>
        header(sent, 'timestamp', String(Number(said(sent, 'timestamp')) + seconds)),
      ),
    ),
  fc
    .constantFrom('000', '.0', 'Z', 'e0')
    .map((tail) =>
      onTheWay(`timestamp with ${tail} behind it`, (sent) =>
        header(sent, 'timestamp', `${said(sent, 'timestamp')}${tail}`),
      ),
    ),
]

const bodies: fc.Arbitrary<Mutation>[] = [
  anyBit.map((bit) => onTheWay(`body bit ${bit}`, (sent) => ({ ...sent, body: flipped(sent.body, bit) }))),
  fc
    .nat({ max: 600 })
    .map((length) => onTheWay(`body cut at ${length}`, (sent) => ({ ...sent, body: sent.body.subarray(0, length) }))),
  fc
    .uint8Array({ minLength: 1, maxLength: 8 })
    .map((tail) => onTheWay('body with a tail', (sent) => ({ ...sent, body: Buffer.concat([sent.body, tail]) }))),
  fc
    .uint8Array({ maxLength: 2_000 })
    .map((bytes) => onTheWay('body of other bytes', (sent) => ({ ...sent, body: Buffer.from(bytes) }))),
  fc.jsonValue().map((value) => onTheWay('body of other JSON', (sent) => ({ ...sent, body: bufferOf(value) }))),
  fc.constant(onTheWay('body with a mark before it', (sent) => ({ ...sent, body: bufferOf('\uFEFF', sent.body) }))),
  fc.constant(
    onTheWay('body written anew', (sent) => ({ ...sent, body: Buffer.from(JSON.stringify(parsed(sent), null, 1)) })),
  ),
  fc.constant(
    onTheWay('body in another order', (sent) => ({
      ...sent,
      body: bufferOf(Object.fromEntries(Object.entries(parsed(sent)).reverse())),
    })),
  ),
  fc
    .uuid()
    .map((id) => onTheWay('body under another id', (sent) => ({ ...sent, body: bufferOf({ ...parsed(sent), id }) }))),
  fc.constant(onTheWay('body of another notice', (sent, _keys, { other }) => ({ ...sent, body: other.body }))),
  fc.constant(
    onTheWay('body with the content of another notice', (sent, _keys, { other }) => ({
      ...sent,
      body: bufferOf({ ...parsed(sent), resource: parsed(other).resource }),
    })),
  ),
  fc.constant(onTheWay('body of a megabyte', (sent) => ({ ...sent, body: Buffer.alloc(1_000_000, 0x20) }))),
]

/** Signed as WeChat signs, and yet what is inside does not open, or is nothing we know. */
const contents: fc.Arbitrary<Mutation>[] = [
  anyBit.map((bit) =>
    written(`ciphertext bit ${bit}`, () => ({
      resource: (sealed) => ({ ...sealed, ciphertext: flipped(bytesOf(sealed.ciphertext), bit).toString('base64') }),
    })),
  ),
  fc.nat({ max: 60 }).map((length) =>
    written(`ciphertext of ${length} bytes`, () => ({
      resource: (sealed) => ({
        ...sealed,
        ciphertext: bytesOf(sealed.ciphertext).subarray(0, length).toString('base64'),
      }),
    })),
  ),
  fc.integer({ min: 0, max: 15 }).map((length) =>
    written(`tag of ${length} bytes`, () => ({
      resource: (sealed) => ({
        ...sealed,
        ciphertext: bytesOf(sealed.ciphertext)
          .subarray(0, length - 16)
          .toString('base64'),
      }),
    })),
  ),
  junk.map((text) =>
    written('ciphertext is junk', () => ({ resource: (sealed) => ({ ...sealed, ciphertext: text }) })),
  ),
  fc
    .stringMatching(/^[!-~]{0,16}$/)
    .filter((text) => text !== 'transaction' && text !== 'refund')
    .map((text) =>
      written('associated data differ', () => ({ resource: (sealed) => ({ ...sealed, associated_data: text }) })),
    ),
  fc
    .stringMatching(/^[a-z]{0,16}$/)
    .map((nonce) => written('content nonce differs', () => ({ resource: (sealed) => ({ ...sealed, nonce }) }))),
  fc.stringMatching(/^[a-z]{32}$/).map((apiV3Key) => written('content under another key', () => ({ apiV3Key }))),
  fc
    .tuple(fc.constantFrom('algorithm', 'ciphertext', 'nonce'), fc.constantFrom(undefined, null, 7, {}, 'AES'))
    .map(([member, value]) =>
      written(`content with ${member} ${value}`, () => ({ resource: (sealed) => ({ ...sealed, [member]: value }) })),
    ),
  fc
    .tuple(
      fc.constantFrom('id', 'event_type', 'resource_type', 'resource'),
      fc.constantFrom(undefined, null, 7, [], '', 'x'.repeat(100)),
    )
    .map(([member, value]) =>
      written(`envelope with ${member} ${value}`, () => ({ envelope: (whole) => ({ ...whole, [member]: value }) })),
    ),
  fc
    .tuple(
      fc.constantFrom('mchid', 'out_trade_no', 'amount'),
      fc.constantFrom(undefined, null, -1, 0, 1.5, {}, [], 'x'.repeat(200)),
    )
    .map(([member, value]) =>
      written(`content saying ${member} ${JSON.stringify(value)}`.slice(0, 60), () => ({
        content: (told) => ({ ...told, [member]: value }),
      })),
    ),
]

function lowerCaseOf(serial: string): string {
  return serial.toLowerCase() === serial ? `${serial}x` : serial.toLowerCase()
}

function bufferOf(...pieces: unknown[]): Buffer {
  return Buffer.concat(
    pieces.map((piece) =>
      Buffer.isBuffer(piece) ? piece : Buffer.from(typeof piece === 'string' ? piece : JSON.stringify(piece)),
    ),
  )
}

function parsed(sent: Sent): Record<string, unknown> {
  return JSON.parse(sent.body.toString()) as Record<string, unknown>
}

/** Any of them, each family as often as the others. */
export const anyMutation: fc.Arbitrary<Mutation> = fc.oneof(
  ...[headers, signatures, bodies, contents].map((family) => fc.oneof(...family)),
)
