import type { Language } from '@contract/format.ts'
import { addressText, wholeAddress } from '../../finding/hotel.ts'
import { Button, Card, Scene, Tap, View } from '../../kit/index.ts'
import { callPhone } from '../../platform/away'
import { openMap } from '../../platform/location'
import { useLanguage } from '../../state/language.ts'
import { order as texts } from '../../texts/order.ts'
import { useTexts } from '../../texts/use-texts.ts'
import './address-card.css'
import { useCopy } from './use-copy.ts'
import type { HotelOfOrder } from './use-order.ts'

/** Where the hotel is, and how to ask it. The picture is a drawing; a tap opens the real map. */
export function AddressCard({ hotel }: { hotel: HotelOfOrder }) {
  const t = useTexts(texts)
  const language = useLanguage()
  const { copied, copy } = useCopy(`${wholeAddress(hotel, language)} ${hotel.name}`)
  return (
    <Card plain className="address">
      <Tap className="address-map" onTap={() => navigateTo(hotel, language)} label={t('map', { hotel: hotel.name })}>
        <Scene name="map-chengdu" alt="" width="full" height={150} keep="60% 50%" />
      </Tap>
      <View className="address-words">
        <View className="h3">{addressText(hotel, language)}</View>
        {hotel.description && <View className="s">{hotel.description}</View>}
        <View className="address-ways">
          <Button kind="soft" icon={copied ? 'check' : 'copy'} wide onTap={copy}>
            {t(copied ? 'copied' : 'copyAddress')}
          </Button>
          <Button kind="soft" icon="phone" wide onTap={() => callPhone(hotel.phone)}>
            {t('callHotel')}
          </Button>
        </View>
      </View>
    </Card>
  )
}

export function navigateTo(hotel: HotelOfOrder, language: Language): void {
  openMap({ ...hotel, address: wholeAddress(hotel, language) })
}
