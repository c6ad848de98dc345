import { textIn } from '../../../contract/format.ts'
import * as contract from '../../../contract/guest/hotels.ts'
import type { Db } from '../../database/handle.ts'
import { Bytes, type Route, route } from '../../http/route.ts'
import { Refusal } from '../../kernel/refusal.ts'
import { hotelDay } from '../../kernel/stay.ts'
import type { Clock } from '../../ports/clock.ts'
import type { FilesModule } from '../files/index.ts'
import { clockText, hotelView } from './hotel-view.ts'
import type { Hotels } from './index.ts'
import { placeInitial, placeName } from './place-names.ts'
import type { From, Ready } from './room-detail/cache.ts'
import type { RoomDetails } from './room-detail/index.ts'

export interface HotelRoutesDeps {
  db: Db
  clock: Clock
  hotels: Hotels
  files: FilesModule
  roomDetails: RoomDetails
  /** In sandbox mode a room detail says which level answered. */
  showCache: boolean
}

export function hotelRoutes({ db, clock, hotels, files, roomDetails, showCache }: HotelRoutesDeps): Route[] {
  return [
    route(contract.listAreas, async ({ language }) => {
      const areas = await hotels.areas(db)
      return {
        items: areas.map((area) => ({
          ...area,
          provinceName: placeName(area.province, language),
          cityName: placeName(area.city, language),
          districtName: placeName(area.district, language),
          initial: placeInitial(area.city),
        })),
      }
    }),

    route(contract.getHotel, async ({ params, language }) => {
      const hotel = await hotels.hotel(db, params.id)
      if (!hotel || hotel.state === 'archived') throw new Refusal('not_found')
      const alt = textIn(language, hotel.name)
      const { avatarId } = hotel
      const gallery = new Set(hotel.imageIds)
      const wanted = new Set(avatarId ? [...gallery, avatarId] : gallery)
      const views = await files.views(
        db,
        [...wanted].map((id) => ({ id, alt })),
      )
      return {
        ...hotelView(hotel, language),
        avatar: views.find(({ id }) => id === avatarId) ?? null,
        images: views.filter(({ id }) => gallery.has(id)),
        today: hotelDay(clock.now(), hotel.clock),
        checkInFrom: clockText(hotel.checkInFromMinutes),
        checkOutUntil: clockText(hotel.checkOutUntilMinutes),
      }
    }),

    route(contract.getRoomType, ({ params, language }) => {
      const answer = ({ ready, from }: { ready: Ready; from: From }) => {
        if (!ready.bytes) throw new Refusal('not_found')
        return new Bytes(ready.bytes, ready.etag, headers[language][showCache ? from : 'hidden'])
      }
      const here = roomDetails.peek(params.id, language)
      return here ? answer({ ready: here, from: 'process' }) : roomDetails.get(params.id, language).then(answer)
    }),
  ]
}

const headersOf = (language: 'zh-CN' | 'en', cache: string | null) => ({
  'content-type': 'application/json; charset=utf-8',
  'content-language': language,
  'cache-control': 'no-cache',
  vary: 'Accept-Language',
  ...(cache ? { 'x-cache': cache } : {}),
})
const every = (language: 'zh-CN' | 'en') => ({
  process: headersOf(language, 'process'),
  shared: headersOf(language, 'shared'),
  database: headersOf(language, 'database'),
  hidden: headersOf(language, null),
})
/** Made once: the hot read puts nothing together. */
const headers = { zh: every('zh-CN'), en: every('en') }
