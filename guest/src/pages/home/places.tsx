import { useCall } from '../../api/use-call.ts'
import { type PicturedCity, readPlaces } from '../../finding/cities.ts'
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
import { finding } from '../../texts/finding.ts'
import { home } from '../../texts/home.ts'
import { useTexts } from '../../texts/use-texts.ts'

/** The cities with most branches, each with a picture and what a night there costs at least. */
export function Places() {
  const t = useTexts(home)
  const found = useCall('places', readPlaces)
  const all = found.value?.all
  const hotels = all?.reduce((sum, city) => sum + city.hotels, 0) ?? 0
  return (
    <>
      <View className="gutter">
        <SectionTitle end={all && t('placesCount', { cities: all.length, hotels })}>{t('places')}</SectionTitle>
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

function Place({ of: { city, name, hotels, hotel } }: { of: PicturedCity }) {
  const t = useTexts(finding)
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
        <Text className="h3">{name}</Text>
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
