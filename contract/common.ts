import { type Static, type TProperties, type TSchema, Type } from 'typebox'
import { guestsAtMost, roomsAtMost } from './bounds.ts'

/** Schemas that many operations share. Requests are closed: a field nobody declared is refused. */

export const closed = <Properties extends TProperties>(properties: Properties) =>
  Type.Object(properties, { additionalProperties: false })

export const Id = Type.String({ minLength: 1, maxLength: 64, pattern: '^[A-Za-z0-9_:-]+$' })

/** A calendar day in the hotel's zone. Whether the day exists is checked by the verb. */
export const Night = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$', description: 'YYYY-MM-DD in the hotel’s zone' })

/** RFC 3339. */
export const Instant = Type.String({ format: 'date-time' })

/** A sum in fen: 1/100 yuan, never a fraction of it. */
export const Fen = Type.Integer({ minimum: 0, maximum: 1_000_000_000_000 })

export const Text = (maxLength: number) => Type.String({ minLength: 1, maxLength })

export const Nullable = <Schema extends TSchema>(schema: Schema) => Type.Union([schema, Type.Null()])

export const OneOf = <const Names extends readonly string[]>(names: Names) =>
  Type.Unsafe<Names[number]>({ type: 'string', enum: [...names] })

/** A text in both languages; English may be missing. */
export const Texts = closed({ zh: Text(4000), en: Type.Optional(Text(4000)) })
export type Texts = Static<typeof Texts>

/** A picture: `/images/<id>-<width>.webp` for each width. */
export const Image = Type.Object({ id: Type.String(), widths: Type.Array(Type.Integer()), alt: Type.String() })
export type Image = Static<typeof Image>

/** The dates of a search: both or neither. */
export const StayQuery = { checkIn: Type.Optional(Night), checkOut: Type.Optional(Night) }

/** Rooms of a booking. */
export const Rooms = Type.Integer({ minimum: 1, maximum: roomsAtMost })

/** For whom a search is; left out, one room and one guest. */
export const PartyQuery = {
  rooms: Type.Optional(Rooms),
  guests: Type.Optional(Type.Integer({ minimum: 1, maximum: guestsAtMost })),
}

/** Where the caller is: both or neither. */
export const PlaceQuery = {
  lat: Type.Optional(Type.Number({ minimum: -90, maximum: 90 })),
  lng: Type.Optional(Type.Number({ minimum: -180, maximum: 180 })),
}

export const PageQuery = {
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 20 })),
  cursor: Type.Optional(Type.String({ minLength: 1, maxLength: 400 })),
}

export const Page = <Schema extends TSchema>(item: Schema) =>
  Type.Object({ items: Type.Array(item), nextCursor: Nullable(Type.String()) })

export const IdParams = closed({ id: Id })
