import { rangeText } from '../../format/days.ts'
import { useLanguage } from '../../state/language.ts'
import { usePassedDates, useTrip } from '../../state/trip.ts'
import { kit } from '../../texts/kit.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { Note } from '../cards/tag.tsx'
import { Tap, View } from '../elements/base'

export interface PassedDatesProps {
  /** Whether this screen's address asked for the dates, or they were the guest's before. */
  asked: 'by address' | 'before'
  /** Opens the calendar. */
  onDates: () => void
  /** Of what surrounds it, when it is there. */
  className?: string
}

/** The stay that was asked for has passed: which, what is shown instead, and the way to others. */
export function PassedDates({ asked, onDates, className }: PassedDatesProps) {
  const t = useTexts(kit)
  const language = useLanguage()
  const { checkIn, checkOut } = useTrip()
  const passed = usePassedDates(asked)
  if (!passed) return null
  const end = (
    <Tap className="note-way" onTap={onDates}>
      {t('otherDates')}
    </Tap>
  )
  return (
    <View className={className}>
      <Note kind="warn" role="status" end={end}>
        {t('datesPassed', {
          dates: rangeText(passed.checkIn, passed.checkOut, language),
          now: rangeText(checkIn, checkOut, language),
        })}
      </Note>
    </View>
  )
}
