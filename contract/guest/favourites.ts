import { type Static, Type } from 'typebox'
import { closed, Id, Instant, OneOf, Page, PageQuery, PartyQuery, PlaceQuery, StayQuery } from '../common.ts'
import { operation } from '../operation.ts'
import { HotelCard } from './hotels.ts'

/** A marked branch as the search shows it. One that takes no new guests has no price and says so. */
export const FavouriteCard = Type.Object({
  ...HotelCard.properties,
  state: OneOf(['open', 'closed']),
  addedAt: Instant,
})
export type FavouriteCard = Static<typeof FavouriteCard>

export const listFavourites = operation({
  id: 'listFavourites',
  method: 'GET',
  path: '/api/guest/favourites',
  who: 'guest',
  summary: 'The branches the member has marked, newest first; with dates each shows its price and rooms left for them',
  query: closed({
    ...StayQuery,
    ...PartyQuery,
    ...PlaceQuery,
    ...PageQuery,
  }),
  reply: Page(FavouriteCard),
  refusals: ['search_invalid'],
})

export const listFavouriteIds = operation({
  id: 'listFavouriteIds',
  method: 'GET',
  path: '/api/guest/favourite-ids',
  who: 'guest',
  summary: 'The ids of all marked branches, newest first, at most 200: for the hearts of other lists',
  reply: Type.Object({ hotelIds: Type.Array(Id) }),
  refusals: [],
})

const FavouriteParams = closed({ hotelId: Id })

export const putFavourite = operation({
  id: 'putFavourite',
  method: 'PUT',
  path: '/api/guest/favourites/:hotelId',
  who: 'guest',
  summary: 'Marks a branch',
  params: FavouriteParams,
  reply: null,
  refusals: ['not_found', 'favourites_full'],
})

export const deleteFavourite = operation({
  id: 'deleteFavourite',
  method: 'DELETE',
  path: '/api/guest/favourites/:hotelId',
  who: 'guest',
  summary: 'Takes the mark away',
  params: FavouriteParams,
  reply: null,
  refusals: [],
})
