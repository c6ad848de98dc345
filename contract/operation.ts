import type { Static, TSchema } from 'typebox'
import type { Permission } from './permissions.ts'
import type { RefusalCode } from './refusals.ts'

/** Who may call: nobody in particular, perhaps a guest, a guest, staff, WeChat itself, or a developer's sandbox. */
export type Who = 'anyone' | 'maybe-guest' | 'guest' | 'staff' | 'wechat' | 'sandbox'

/** One call of the API, declared once for the server, its clients, its tests and the OpenAPI document. */
export interface Operation<
  Params extends TSchema = TSchema,
  Query extends TSchema = TSchema,
  Body extends TSchema = TSchema,
  Reply extends TSchema = TSchema,
  Caller extends Who = Who,
> {
  /** Unique name, `verbNoun`. */
  id: string
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** With `:name` for each parameter. */
  path: string
  who: Caller
  /** What a caller of the staff must be permitted somewhere; the verb checks where. */
  permission?: Permission
  /** Needs an `Idempotency-Key`. */
  idempotent?: true
  summary: string
  params?: Params
  query?: Query
  body?: Body
  /** Null: 204, no content. */
  reply: Reply | null
  /** What the answer is where it is not JSON. */
  media?: string
  status?: 200 | 201 | 204
  /** The refusals of its own, beside those any call may give. */
  refusals: readonly RefusalCode[]
}

/** Declares an operation, keeping its types. */
export function operation<
  Reply extends TSchema,
  const Caller extends Who,
  Params extends TSchema = never,
  Query extends TSchema = never,
  Body extends TSchema = never,
>(declared: Operation<Params, Query, Body, Reply, Caller>): Operation<Params, Query, Body, Reply, Caller> {
  return declared
}

type ValueOf<Schema> = [Schema] extends [never] ? undefined : Schema extends TSchema ? Static<Schema> : undefined

export type ParamsOf<Op> =
  Op extends Operation<infer Params, infer _Q, infer _B, infer _R, infer _W> ? ValueOf<Params> : never
export type QueryOf<Op> =
  Op extends Operation<infer _P, infer Query, infer _B, infer _R, infer _W> ? ValueOf<Query> : never
export type BodyOf<Op> =
  Op extends Operation<infer _P, infer _Q, infer Body, infer _R, infer _W> ? ValueOf<Body> : never
export type ReplyOf<Op> =
  Op extends Operation<infer _P, infer _Q, infer _B, infer Reply, infer _W> ? ValueOf<Reply> : never

/** The answer status of an operation: 204 without a reply, else 200 unless declared. */
export function statusOf(declared: Pick<Operation, 'reply' | 'status'>): number {
  return declared.status ?? (declared.reply === null ? 204 : 200)
}
