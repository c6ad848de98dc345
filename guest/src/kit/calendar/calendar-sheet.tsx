import { fromPrice } from '@contract/format.ts'
import { useEffect, useMemo, useState } from 'react'
import { call, calls } from '../../api/call.ts'
import { useCall } from '../../api/use-call.ts'
import { rangeText } from '../../format/days.ts'
import { addNights, nightsBetween } from '../../format/nights.ts'
import { useLanguage } from '../../state/language.ts'
import { useBookingBounds } from '../../state/site.ts'
import { useHotelToday } from '../../state/trip.ts'
import { kit } from '../../texts/kit.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { Button } from '../controls/button.tsx'
import { Text, View } from '../elements/base'
import { Calendar, monthId, Weekdays } from './calendar.tsx'
import { type CalendarFacts, type Chosen, lowestFen, monthsBetween, sumFen } from './calendar-rules.ts'
import './calendar-sheet.css'
import { Sheet } from '../frame/sheet.tsx'
import { Price } from '../money/price.tsx'
import { ProblemNote } from '../waiting/problem.tsx'
import { refusalText } from './calendar-words.ts'

export interface CalendarSheetProps {
  open: boolean
  onClose: () => void
  checkIn: string
  checkOut: string
  rooms: number
  /** The room and plan whose prices and rules the days show; without it only dates are chosen. */
  room?: { roomTypeId: string; ratePlanId?: string; name: string } | undefined
  onChosen: (checkIn: string, checkOut: string) => void
}

const monthsAtFirst = 3
const monthsAtOnce = 2
/** Short, but never too long: what is offered until the chain has said how far ahead it sells. */
const boundsUntilKnown = { nightsAhead: 60, nightsAtMost: 30 }

/** Choosing dates, in a sheet: from the search, a branch, a plan or a booking that was sold out. */
export function CalendarSheet(props: CalendarSheetProps) {
  const t = useTexts(kit)
  const { open, onClose, room } = props
  const { facts, answer } = useFacts(props)
  const [chosen, setChosen] = useState<Chosen>(() => chosenBefore(props))
  useEffect(() => {
    if (open) setChosen(chosenBefore(props))
  }, [open])
  const [months, setMonths] = useState(monthsAtFirst)
  const needed = monthsBetween(facts.today, chosen.choice.checkIn ?? facts.today).length + 1
  const note = room ? t('calendarPrices', { room: room.name }) : t('calendarDates')
  return (
    <Sheet
      open={open}
      onClose={onClose}
      title={t('calendarTitle')}
      note={note}
      tall
      above={<Weekdays />}
      below={room && <Legend facts={facts} />}
      showing={open && props.checkIn.slice(0, 7) !== facts.today.slice(0, 7) ? monthId(props.checkIn) : undefined}
      onNearEnd={() => setMonths((count) => Math.max(count, needed) + monthsAtOnce)}
      bar={<ChosenBar chosen={chosen} facts={facts} onChosen={props.onChosen} onClose={onClose} />}
    >
      {answer.failure && !answer.value && (
        <View className="gutter">
          <ProblemNote failure={answer.failure} />
        </View>
      )}
      <Calendar
        facts={facts}
        choice={chosen.choice}
        onChoose={setChosen}
        months={Math.max(months, needed)}
        onNeedMonths={(count) => setMonths((now) => Math.max(now, count))}
      />
    </Sheet>
  )
}

/** What the marks of the days mean; only those that there are. */
function Legend({ facts }: { facts: CalendarFacts }) {
  const t = useTexts(kit)
  const lowFen = useMemo(() => lowestFen(facts), [facts])
  return (
    <View className="calendar-legend" told={{ hidden: true }}>
      {lowFen !== null && (
        <View>
          <Text className="calendar-legend-low">{fromPrice(lowFen)}</Text> {t('legendLow')}
        </View>
      )}
      <View>
        <Text as="del">28</Text> {t('legendFull')}
      </View>
      <View>{t('legendMinStay')}</View>
    </View>
  )
}

function useFacts({ open, room, rooms }: CalendarSheetProps) {
  const day = useHotelToday()
  const { nightsAhead, nightsAtMost } = useBookingBounds() ?? boundsUntilKnown
  const key = open && room ? `calendar ${room.roomTypeId} ${room.ratePlanId ?? ''} ${day} ${nightsAhead}` : null
  const answer = useCall(key, () =>
    call(calls.getCalendar, {
      params: { id: room?.roomTypeId ?? '' },
      query: { ratePlanId: room?.ratePlanId, to: addNights(day, nightsAhead) },
    }),
  )
  const { value } = answer
  const facts = useMemo((): CalendarFacts => {
    const today = value?.today ?? day
    const days = value ? new Map(value.items.map((day) => [day.night, day])) : null
    return { today, last: addNights(today, nightsAhead), nightsAtMost, days, rooms }
  }, [value, rooms, day, nightsAhead, nightsAtMost])
  return { facts, answer }
}

interface ChosenBarProps {
  chosen: Chosen
  facts: CalendarFacts
  onChosen: CalendarSheetProps['onChosen']
  onClose: () => void
}

function ChosenBar({ chosen, facts, onChosen, onClose }: ChosenBarProps) {
  const t = useTexts(kit)
  const language = useLanguage()
  const { checkIn, checkOut } = chosen.choice
  const both = checkIn !== null && checkOut !== null
  const sum = sumFen(facts, chosen.choice)
  const refusal = refusalText(chosen, t)
  return (
    <>
      <View className="grow" role="status">
        {refusal && <View className="xs seal">{refusal}</View>}
        {!refusal && !both && <View className="s">{t(checkIn ? 'chooseCheckOut' : 'chooseCheckIn')}</View>}
        {both && (
          <View className="xs">
            {`${rangeText(checkIn, checkOut, language)}·${t('nights', { n: nightsBetween(checkIn, checkOut) })}`}
          </View>
        )}
        {sum !== null && (
          <View className="calendar-sheet-sum">
            <Price amountFen={sum} size={24} as="night" />
            <Text className="xs">{t('calendarRooms', { n: facts.rooms })}</Text>
          </View>
        )}
      </View>
      <Button
        size="large"
        disabled={!both}
        label={both ? t('chooseThese', { dates: rangeText(checkIn, checkOut, language) }) : undefined}
        onTap={() => {
          if (!both) return
          onChosen(checkIn, checkOut)
          onClose()
        }}
      >
        {t('chooseDone')}
      </Button>
    </>
  )
}

function chosenBefore({ checkIn, checkOut }: CalendarSheetProps): Chosen {
  return { choice: { checkIn, checkOut }, refusal: null }
}
