import { metresBetween } from '@contract/place.ts'
import { call, calls } from '../../api/call.ts'
import { useCall } from '../../api/use-call.ts'
import { distanceText } from '../../finding/distance.ts'
import { addressText, dotted } from '../../finding/hotel.ts'
import { usePlace } from '../../finding/place.ts'
import { cityText } from '../../format/city.ts'
import { Icon, Tap, View } from '../../kit/index.ts'
import { callPhone } from '../../platform/away'
import { openMap } from '../../platform/location'
import { useLanguage } from '../../state/language.ts'
import { finding } from '../../texts/finding.ts'
import { hotel as texts } from '../../texts/hotel.ts'
import { useTexts } from '../../texts/use-texts.ts'
import type { Hotel } from './rooms.ts'

/** Name, what it is, where it is, and the two ways to find it: a map and a voice. */
export function HotelHead({ hotel }: { hotel: Hotel }) {
  const t = useTexts(texts)
  const say = useTexts(finding)
  const language = useLanguage()
  const place = usePlace()
  const far = place ? say('away', { distance: distanceText(metresBetween(place, hotel)) }) : ''
  const address = addressText(hotel, language)
  return (
    <View className="gutter">
      <View as="h2" className="h1">
        {hotel.name}
      </View>
      {language === 'en' && <ForTheDriver id={hotel.id} name={hotel.name} />}
      {hotel.description && <View className="s hotel-about">{hotel.description}</View>}
      <View className="hotel-where">
        <View className="grow">
          <View>{address}</View>
          <View className="xs hotel-far">{dotted([cityText(hotel.cityName), far], language)}</View>
        </View>
        <Tap className="hotel-round" onTap={() => openMap({ ...hotel, address })}>
          <View className="hotel-round-plane">
            <Icon name="near" size={20} colour="pine" />
          </View>
          <View className="hotel-round-word">{t('map')}</View>
        </Tap>
        <Tap
          className="hotel-round"
          onTap={() => callPhone(hotel.phone)}
          label={t('callNumber', { number: hotel.phone })}
        >
          <View className="hotel-round-plane">
            <Icon name="phone" size={20} colour="pine" />
          </View>
          <View className="hotel-round-word">{t('call')}</View>
        </Tap>
      </View>
    </View>
  )
}

/** Name and address in Chinese, for who drives a guest that reads none. */
function ForTheDriver({ id, name }: { id: string; name: string }) {
  const t = useTexts(texts)
  const inChinese = useCall(`hotel in Chinese ${id}`, () =>
    call(calls.getHotel, { params: { id }, headers: { 'accept-language': 'zh-CN' } }),
  ).value
  if (!inChinese || inChinese.name === name) return null
  return (
    <View className="s hotel-driver">
      {t('driver', { name: inChinese.name, address: addressText(inChinese, 'zh') })}
    </View>
  )
}
