import { fromPrice, type Language } from '@contract/format.ts'
import type { SayOf } from '@contract/texts.ts'
import { useCallback } from 'react'
import { dayText, weekdayText } from '../../format/days.ts'
import { useLanguage } from '../../state/language.ts'
import { kit } from '../../texts/kit.ts'
import { useTexts } from '../../texts/use-texts.ts'
import type { Cell, Chosen } from './calendar-rules.ts'
import { holidayOf } from './holidays.ts'

type SayKit = SayOf<typeof kit>

/** What is written above and below the number of a day. */
export function cellWords(cell: Cell, t: SayKit, language: Language): { above: string; below: string } {
  const above = cell.today ? t('today') : cell.is === 'past' ? '' : (holidayOf(cell.night)?.[language] ?? '')
  if (cell.in === 'start') return { above, below: t('cellIn') }
  if (cell.in === 'end') return { above, below: t('cellOut') }
  if (cell.is === 'past' || cell.is === 'too_far') return { above, below: '' }
  if (cell.is === 'full') return { above, below: t('full') }
  if (cell.is === 'not_on_sale') return { above, below: t('notOnSale') }
  if (cell.minStay > 1 && cell.in === null) return { above, below: t('minStay', { n: cell.minStay }) }
  return { above, below: cell.priceFen === null ? '' : fromPrice(cell.priceFen) }
}

/** Everything a day says, for who hears it. */
export function useCellLabel(): (cell: Cell) => string {
  const t = useTexts(kit)
  const language = useLanguage()
  return useCallback(
    (cell) => {
      const free = cell.is === 'free'
      const holiday = holidayOf(cell.night)?.[language]
      return [
        `${dayText(cell.night, language)} ${weekdayText(cell.night, language)}`,
        cell.today ? t('today') : '',
        holiday ?? '',
        cell.is === 'full' ? t('cellFull') : '',
        cell.is === 'not_on_sale' ? t('cellNotOnSale') : '',
        cell.is === 'past' ? t('cellPast') : '',
        cell.leaveOnly ? t('cellLeave') : '',
        free && cell.priceFen !== null ? t('cellPrice', { price: fromPrice(cell.priceFen) }) : '',
        free && cell.low ? t('cellLow') : '',
        free && cell.roomsLeft !== null ? t('cellLeft', { n: cell.roomsLeft }) : '',
        free && cell.minStay > 1 ? t('cellMinStay', { n: cell.minStay }) : '',
        cell.in === 'start' ? t('cellCheckIn') : '',
        cell.in === 'end' ? t('cellCheckOut') : '',
        cell.in === 'within' ? t('cellWithin') : '',
      ]
        .filter(Boolean)
        .join(t('comma'))
    },
    [t, language],
  )
}

/** Why a day was not taken, for a `status` above the button. */
export function refusalText({ refusal, minStay, nightsAtMost }: Chosen, t: SayKit): string {
  switch (refusal) {
    case null:
      return ''
    case 'past':
      return t('choosePast')
    case 'too_far':
      return t('chooseTooFar')
    case 'full':
      return t('chooseFull')
    case 'not_on_sale':
      return t('chooseNotOnSale')
    case 'gap':
      return t('chooseGap')
    case 'min_stay':
      return t('chooseMinStay', { n: minStay ?? 2 })
    case 'too_long':
      return t('chooseTooLong', { n: nightsAtMost ?? 0 })
  }
}
