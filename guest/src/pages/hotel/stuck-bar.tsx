import { usePageScroll } from '@tarojs/taro'
import { useState } from 'react'
import { rangeText } from '../../format/days.ts'
import { back } from '../../go.ts'
import { NavButton, Tap, Text, View } from '../../kit/index.ts'
import { screenTop } from '../../platform/screen'
import { useLanguage } from '../../state/language.ts'
import { useTrip } from '../../state/trip.ts'
import { hotel as texts } from '../../texts/hotel.ts'
import { useTexts } from '../../texts/use-texts.ts'

const picturePx = 316

/** Once the picture is scrolled away: the way back, the name and the dates stay in sight. */
export function StuckBar({ name, onDates }: { name: string; onDates: () => void }) {
  const t = useTexts(texts)
  const language = useLanguage()
  const { checkIn, checkOut } = useTrip()
  const [shown, setShown] = useState(false)
  usePageScroll(({ scrollTop }) => setShown(scrollTop > picturePx - 80))
  if (!shown) return null
  const { statusPx, barPx, capsulePx } = screenTop
  return (
    <View className="hotel-stuck">
      <View className="hotel-stuck-bar" style={{ paddingTop: `${statusPx}px` }}>
        <View className="hotel-stuck-row" style={{ minHeight: `${barPx}px`, paddingRight: `${capsulePx}px` }}>
          <NavButton icon="back" label={t('back')} onTap={back} />
          <View className="hotel-stuck-name">{name}</View>
          <Tap className="hotel-stuck-dates" onTap={onDates}>
            <Text>{rangeText(checkIn, checkOut, language)}</Text>
          </Tap>
        </View>
      </View>
    </View>
  )
}
