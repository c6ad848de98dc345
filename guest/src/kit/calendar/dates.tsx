import { dayText, weekdayText } from '../../format/days.ts'
import { nightsBetween } from '../../format/nights.ts'
import { useLanguage } from '../../state/language.ts'
import { kit } from '../../texts/kit.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { Tap, Text, View } from '../elements/base'
import './dates.css'

export interface DatesProps {
  checkIn: string
  checkOut: string
  /** Opens the calendar; without it the dates only say. */
  onChange?: () => void
}

/** Check-in and check-out, large, with the nights between them. */
export function Dates({ checkIn, checkOut, onChange }: DatesProps) {
  const t = useTexts(kit)
  const n = nightsBetween(checkIn, checkOut)
  const inside = (
    <>
      <Day word={t('checkIn')} night={checkIn} />
      <View className="dates-nights">{t('nights', { n })}</View>
      <Day word={t('checkOut')} night={checkOut} />
    </>
  )
  if (!onChange) return <View className="dates">{inside}</View>
  return (
    <Tap className="dates" onTap={onChange}>
      <Text className="unseen">{t('changeDates')}</Text>
      {inside}
    </Tap>
  )
}

function Day({ word, night }: { word: string; night: string }) {
  const language = useLanguage()
  return (
    <View className="dates-day">
      <View className="xs">{word}</View>
      <View className="dates-line">
        <Text className="dates-date">{dayText(night, language)}</Text>
        <Text className="dates-weekday">{weekdayText(night, language)}</Text>
      </View>
    </View>
  )
}
