import { fromPrice } from '@contract/format.ts'
import { nightsBetween } from '../format/nights.ts'
import { pathTo } from '../go.ts'
import { Icon, Picture, Price, Tag, Text, View, Was, Way } from '../kit/index.ts'
import { useLanguage } from '../state/language.ts'
import { finding } from '../texts/finding.ts'
import { useTexts } from '../texts/use-texts.ts'
import { distanceText } from './distance.ts'
import './found-hotel.css'
import { FullWays } from './full-ways.tsx'
import { Heart } from './heart.tsx'
import { addressText, dotted, fewRooms, type HotelCard, type Stay } from './hotel.ts'

const tagsAtMost = 3

export interface FoundHotelProps {
  hotel: HotelCard
  stay: Stay
  /** In view at once. */
  first?: boolean
  /** It takes no new guests: that is said in the place of a price. */
  shut?: boolean
}

/** A branch in a list: what it is, what these nights cost there at the least, or when and where else. */
export function FoundHotel({ hotel, stay, first, shut }: FoundHotelProps) {
  const t = useTexts(finding)
  const language = useLanguage()
  const full = hotel.available === false
  const far = hotel.distanceM === null ? '' : t('away', { distance: distanceText(hotel.distanceM) })
  return (
    <View as="article" className="card found">
      <Way className="found-way" path={pathTo('hotel', { id: hotel.id })}>
        <Picture image={hotel.cover} alt="" width="full" height={184} grey={full || shut} first={first} />
        <View className="found-words">
          <View as="h2" className="h2">
            {hotel.name}
          </View>
          <View className="found-address">
            <Icon name="pin" size={14} colour="ink-3" />
            <View className="s">{dotted([addressText(hotel, language), far], language)}</View>
          </View>
          <View className="found-foot">
            <View className="found-tags">
              {hotel.tags.slice(0, tagsAtMost).map((tag) => (
                <Tag key={tag}>{tag}</Tag>
              ))}
            </View>
            {full || shut ? (
              <View className="found-full">{t(shut ? 'shut' : 'full')}</View>
            ) : (
              <Asked hotel={hotel} stay={stay} />
            )}
          </View>
        </View>
      </Way>
      <View className="found-heart">
        <Heart hotelId={hotel.id} name={hotel.name} />
      </View>
      {full && (
        <View className="found-ways">
          <FullWays hotelId={hotel.id} stay={stay} alternatives={hotel.alternatives} />
        </View>
      )}
    </View>
  )
}

/** A night’s price for these dates, what all of it comes to, and how few are left. */
function Asked({ hotel: { fromFen, listFen, totalFen, roomsLeft }, stay }: Pick<FoundHotelProps, 'hotel' | 'stay'>) {
  const t = useTexts(finding)
  if (fromFen === null) return null
  const n = nightsBetween(stay.checkIn, stay.checkOut)
  const rooms = stay.rooms > 1 ? `${t('rooms', { n: stay.rooms })} ` : ''
  return (
    <View className="found-asked">
      {roomsLeft !== null && roomsLeft <= fewRooms && (
        <View className="xs found-left">{t('left', { n: roomsLeft })}</View>
      )}
      <View className="found-price">
        {listFen !== null && listFen > fromFen && <Was amountFen={listFen} />}
        <Price amountFen={fromFen} as="from" size={24} />
      </View>
      {totalFen !== null && n * stay.rooms > 1 && (
        <Text className="xs">{t('total', { stay: `${rooms}${t('nights', { n })}`, money: fromPrice(totalFen) })}</Text>
      )}
    </View>
  )
}
