import type { calls as guestCalls } from '@contract/generated/guest-calls.ts'
import type { ReplyOf } from '@contract/operation.ts'
import { call, calls } from '../../api/call.ts'
import { useCall } from '../../api/use-call.ts'
import { cityText } from '../../format/city.ts'
import { go, pathTo } from '../../go.ts'
import {
  Answered,
  Block,
  Picture,
  Price,
  px,
  Scroll,
  SectionTitle,
  Skeleton,
  Text,
  View,
  Way,
} from '../../kit/index.ts'
import { changeTrip } from '../../state/trip.ts'
import { home } from '../../texts/home.ts'
import { useTexts } from '../../texts/use-texts.ts'

type Hotel = ReplyOf<typeof guestCalls.searchHotels>['items'][number]

interface City {
  city: string
  hotels: number
  /** The branch that is cheapest to begin from; null where none can be booked. */
  hotel: Hotel | null
}

interface Found {
  cities: City[]
  cityCount: number
  hotelCount: number
}

const citiesAtMost = 6

/** The cities with most branches, each with a picture and what a night there costs at least. */
export function Places() {
  const t = useTexts(home)
  const found = useCall('home places', findPlaces)
  const counts = found.value
  return (
    <>
      <View className="gutter">
        <SectionTitle end={counts && t('placesCount', { cities: counts.cityCount, hotels: counts.hotelCount })}>
          {t('places')}
        </SectionTitle>
      </View>
      <Answered of={found} skeleton={<PlacesSkeleton />}>
        {({ cities }) => (
          <Scroll axis="x" className="home-places">
            {cities.map((city) => (
              <Place key={city.city} of={city} />
            ))}
          </Scroll>
        )}
      </Answered>
    </>
  )
}

function Place({ of: { city, hotels, hotel } }: { of: City }) {
  const t = useTexts(home)
  return (
    <Way
      className="home-place"
      path={pathTo('list')}
      onTap={() => {
        changeTrip({ city })
        go('list')
      }}
      style={{ width: px(150) }}
    >
      <Picture image={hotel?.cover} alt="" width={150} height={188} className="home-place-picture" />
      <View className="home-place-line">
        <Text className="h3">{cityText(city)}</Text>
        <Text className="xs">{t('hotelsCount', { n: hotels })}</Text>
      </View>
      {hotel?.fromFen !== null && hotel?.fromFen !== undefined && (
        <Price amountFen={hotel.fromFen} as="from" size={16} />
      )}
    </Way>
  )
}

function PlacesSkeleton() {
  return (
    <Skeleton className="gutter">
      <View className="home-places-blocks">
        <Block width={150} height={188} />
        <Block width={150} height={188} />
      </View>
    </Skeleton>
  )
}

async function findPlaces(): Promise<Found> {
  const { items } = await call(calls.listAreas)
  const counts = new Map<string, number>()
  for (const { city, hotels } of items) counts.set(city, (counts.get(city) ?? 0) + hotels)
  const most = [...counts].sort(([, a], [, b]) => b - a).slice(0, citiesAtMost)
  const cities = await Promise.all(
    most.map(async ([city, hotels]): Promise<City> => {
      const cheapest = await call(calls.searchHotels, { query: { city, sort: 'price', limit: 1 } })
      return { city, hotels, hotel: cheapest.items[0] ?? null }
    }),
  )
  return { cities, cityCount: counts.size, hotelCount: [...counts.values()].reduce((sum, count) => sum + count, 0) }
}
