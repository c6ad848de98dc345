import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Language } from '../../contract/format.ts'
import type { BodyOf, Operation, ParamsOf, QueryOf, ReplyOf, Who } from '../../contract/operation.ts'
import type { Permission } from '../../contract/permissions.ts'

export interface GuestCaller {
  memberId: string
  /** The app the session was opened in. */
  appid: string
}

export interface StaffCaller {
  staffId: string
  name: string
  roles: readonly { role: string; hotelId: string }[]
  permissions: ReadonlySet<Permission>
  hotelIds: 'all' | string[]
  hotelsWhere(permission: Permission): 'all' | string[]
  csrfToken: string
}

/** Whose session a token is. Bound to the modules that own the sessions. */
export interface Sessions {
  guest(tokenHash: string): Promise<GuestCaller | null>
  staff(tokenHash: string): Promise<StaffCaller | null>
}

type CallerOf<W extends Who> = W extends 'guest'
  ? GuestCaller
  : W extends 'maybe-guest'
    ? GuestCaller | null
    : W extends 'staff'
      ? StaffCaller
      : null

/** A call as a route sees it: checked, parsed, with its caller known. */
export interface Call<Op extends Operation, W extends Who = Op['who']> {
  params: ParamsOf<Op>
  query: QueryOf<Op>
  body: BodyOf<Op>
  caller: CallerOf<W>
  language: Language
  /** Present where the operation is declared idempotent. */
  idempotencyKey: string
  clientAddress: string
  /** For what JSON cannot do: uploads, cookies, raw bytes. */
  request: FastifyRequest
  reply: FastifyReply
}

/** Ready bytes instead of an object: sent as they are, with their ETag. */
export class Bytes {
  readonly bytes: Buffer
  readonly etag: string
  readonly headers: Record<string, string>

  constructor(bytes: Buffer, etag: string, headers: Record<string, string> = {}) {
    this.bytes = bytes
    this.etag = etag
    this.headers = headers
  }
}

/** An answer that clients poll: with a tag made of it, so that an unchanged one is a 304. */
export class Polled<Reply> {
  readonly reply: Reply

  constructor(reply: Reply) {
    this.reply = reply
  }
}

/**
 * An answer too long to be held in memory, part by part, each made when the one before has left: JSON text, unless its
 * headers say what it is.
 */
export class Streamed {
  readonly parts: AsyncIterable<string>
  readonly headers: Record<string, string>

  constructor(parts: AsyncIterable<string>, headers: Record<string, string> = {}) {
    this.parts = parts
    this.headers = headers
  }
}

export interface Route {
  operation: Operation
  /** Ready bytes may come at once, without a turn of the loop. */
  handle(call: Call<Operation>): Promise<unknown> | Bytes
  /** For uploads: the largest body, instead of 64 KB. */
  bodyLimit?: number
}

/** Binds an operation of the contract to what it does. */
export function route<const Op extends Operation<never, never, never, never> | Operation>(
  operation: Op,
  // biome-ignore lint/suspicious/noExplicitAny: the union of all operations has no call in common
  handle: (call: Call<Extract<Op, any>>) => Promise<ReplyOf<Op> | Polled<ReplyOf<Op>> | Bytes | Streamed> | Bytes,
  options: { bodyLimit?: number } = {},
): Route {
  return { operation: operation as unknown as Operation, handle: handle as Route['handle'], ...options }
}
