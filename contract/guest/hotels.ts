import { type Static, Type } from 'typebox'
import { keywordAtMost } from '../bounds.ts'
import {
  closed,
  Fen,
  Id,
  IdParams,
  Image,
  Night,
  Nullable,
  OneOf,
  Page,
  PageQuery,
  PartyQuery,
  PlaceQuery,
  StayQuery,
} from '../common.ts'
import { operation } from '../operation.ts'

/** A district with branches: its names in Chinese, by which it is searched, and in the caller's language. */
export const Area = Type.Object({
  province: Type.String(),
  city: Type.String(),
  district: Type.String(),
  provinceName: Type.String(),
  cityName: Type.String(),
  districtName: Type.String(),
  initial: Type.String({ description: 'Of the city, A to Z; # for others' }),
  hotels: Type.Integer(),
})

export const listAreas = operation({
  id: 'listAreas',
  method: 'GET',
  path: '/api/guest/areas',
  who: 'maybe-guest',
  summary: 'Provinces, cities and districts that have branches, with how many',
  reply: Type.Object({ items: Type.Array(Area) }),
  refusals: [],
})

export const HotelView = Type.Object({
  id: Id,
  name: Type.String(),
  state: OneOf(['open', 'closed', 'archived']),
  avatar: Nullable(Type.Object(Image.properties, { description: 'Stands for the branch where there is room for one' })),
  images: Type.Array(Image, {
    description: 'The gallery: each picture once, in the manager’s order, the avatar only where it is one of them',
  }),
  tags: Type.Array(Type.String()),
  phone: Type.String(),
  description: Type.String(),
  province: Type.String(),
  city: Type.String(),
  cityName: Type.String({ description: 'In the caller’s language' }),
  district: Type.String(),
  area: Type.String({ description: 'Province, city and district in one' }),
  address: Type.String(),
  lat: Type.Number(),
  lng: Type.Number(),
  zone: Type.String(),
  today: Night,
  checkInFrom: Type.String(),
  checkOutUntil: Type.String(),
})

export const getHotel = operation({
  id: 'getHotel',
  method: 'GET',
  path: '/api/guest/hotels/:id',
  who: 'maybe-guest',
  summary: 'A branch',
  params: IdParams,
  reply: HotelView,
  refusals: ['not_found'],
})

/** A room type as guests see it. */
export const RoomDetail = Type.Object({
  id: Id,
  hotelId: Id,
  hotelName: Type.String(),
  name: Type.String(),
  description: Type.String(),
  images: Type.Array(Image),
  areaM2: Type.Number(),
  bed: Type.String(),
  guests: Type.Integer(),
  facilities: Type.Array(Type.String()),
  listFen: Fen,
  onSale: Type.Boolean(),
  ratePlans: Type.Array(
    Type.Object({
      id: Id,
      name: Type.String(),
      breakfast: Type.Integer(),
      minStay: Type.Integer(),
      cancelPolicy: Type.Object({ name: Type.String() }),
    }),
  ),
  version: Type.Integer(),
})
export type RoomDetail = Static<typeof RoomDetail>

export const getRoomType = operation({
  id: 'getRoomType',
  method: 'GET',
  path: '/api/guest/room-types/:id',
  who: 'maybe-guest',
  summary: 'A room type with its pictures and plans: the hot read, with an ETag',
  params: IdParams,
  reply: RoomDetail,
  refusals: ['not_found'],
})

export const HotelCard = Type.Object({
  id: Id,
  name: Type.String(),
  address: Type.String(),
  area: Type.String(),
  city: Type.String(),
  cityName: Type.String({ description: 'In the caller’s language' }),
  coverUrl: Nullable(Type.String()),
  cover: Nullable(Image),
  tags: Type.Array(Type.String()),
  lat: Type.Number(),
  lng: Type.Number(),
  distanceM: Nullable(Type.Integer()),
  fromFen: Nullable(Fen),
  totalFen: Nullable(Fen),
  listFen: Nullable(Fen),
  available: Nullable(Type.Boolean()),
  roomsLeft: Nullable(Type.Integer()),
  alternatives: Type.Optional(
    Type.Object({
      dates: Nullable(Type.Object({ checkIn: Night, checkOut: Night, totalFen: Fen })),
      sister: Nullable(Type.Object({ id: Id, name: Type.String(), distanceM: Type.Integer(), totalFen: Fen })),
    }),
  ),
})

const FacetCount = Type.Object({
  name: Type.String({ description: 'In the caller’s language' }),
  hotels: Type.Integer(),
})

/** What there is to choose from, with how many branches a choice would leave. */
export const SearchFacets = Type.Object({
  tags: Type.Array(FacetCount, {
    description: 'Branches with the tag. Counted without `tags`, with every other filter',
  }),
  beds: Type.Array(FacetCount, {
    description: 'Branches with an offer in a room with the bed. Counted without `beds`, with every other filter',
  }),
  prices: Nullable(
    Type.Object(
      { fromFen: Fen, stepFen: Fen, counts: Type.Array(Type.Integer(), { maxItems: 12 }) },
      {
        description:
          'Branches by `fromFen`: bars of `stepFen` from `fromFen` on, the last one open above; null where all cost about the same. Counted without `minFen` and `maxFen`, with every other filter',
      },
    ),
  ),
})

export const searchHotels = operation({
  id: 'searchHotels',
  method: 'GET',
  path: '/api/guest/hotels',
  who: 'maybe-guest',
  summary: 'Branches by place, keyword, dates and wishes; with dates each shows its price and rooms left for them',
  query: closed({
    city: Type.Optional(Type.String({ maxLength: 40 })),
    area: Type.Optional(Type.String({ maxLength: 80 })),
    q: Type.Optional(Type.String({ maxLength: keywordAtMost })),
    ...PlaceQuery,
    ...StayQuery,
    ...PartyQuery,
    minFen: Type.Optional(Fen),
    maxFen: Type.Optional(Fen),
    tags: Type.Optional(
      Type.Array(Type.String({ maxLength: 40 }), { maxItems: 10, description: 'The branch has all of them' }),
    ),
    freeCancellation: Type.Optional(
      Type.Boolean({ description: 'Only offers that can still be cancelled free of charge' }),
    ),
    breakfast: Type.Optional(
      Type.Integer({ minimum: 1, maximum: 10, description: 'Only offers with so many breakfasts a night, or more' }),
    ),
    beds: Type.Optional(
      Type.Array(Type.String({ maxLength: 80 }), {
        maxItems: 10,
        description: 'Only offers of rooms with one of these beds, named as in the facets',
      }),
    ),
    facets: Type.Optional(Type.Boolean({ description: 'Counts besides: `total` and `facets`, over all pages' })),
    sort: Type.Optional(OneOf(['recommended', 'price', 'distance'])),
    ...PageQuery,
  }),
  reply: Type.Object({
    ...Page(HotelCard).properties,
    total: Type.Optional(Type.Integer({ description: 'Branches on all pages' })),
    facets: Type.Optional(SearchFacets),
  }),
  refusals: ['search_invalid'],
})
