import { memo, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { monthText } from '../../format/days.ts'
import { addMonths } from '../../format/nights.ts'
import { focusOn } from '../../platform/focus'
import { useLanguage } from '../../state/language.ts'
import { kit } from '../../texts/kit.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { Tap, Text, View } from '../elements/base'
import './calendar.css'
import {
  type CalendarFacts,
  type Cell,
  type Choice,
  type Chosen,
  cellOf,
  choose,
  dayByKey,
  lowestFen,
  type Month,
  monthsBetween,
} from './calendar-rules.ts'
import { cellWords, useCellLabel } from './calendar-words.ts'

export interface CalendarProps {
  facts: CalendarFacts
  choice: Choice
  /** Every tap: the new choice, and why a day was not taken. Say the refusal with `refusalText`. */
  onChoose: (chosen: Chosen) => void
  /** How many months are drawn; `moreMonths` adds some, as the guest scrolls. */
  months: number
  onNeedMonths: (count: number) => void
}

/** The weekdays above a calendar, outside what scrolls. */
export function Weekdays() {
  const t = useTexts(kit)
  const names = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const
  return (
    <View className="calendar-weekdays" told={{ hidden: true }}>
      {names.map((name) => (
        <View key={name} className="calendar-weekday">
          {t(name)}
        </View>
      ))}
    </View>
  )
}

/**
 * Days with their prices. One stop for Tab; arrows, Home, End, PageUp and PageDown move, Enter and Space pick. Each day's
 * label says date, price, rooms left and state.
 */
export function Calendar({ facts, choice, onChoose, months, onNeedMonths }: CalendarProps) {
  const t = useTexts(kit)
  const drawn = useMemo(
    () => monthsBetween(facts.today, facts.last).slice(0, months),
    [facts.today, facts.last, months],
  )
  const lowFen = useMemo(() => lowestFen(facts), [facts])
  const [at, setAt] = useState(choice.checkIn ?? facts.today)
  const move = useRef(false)
  useEffect(() => {
    if (move.current) focusOn(dayId(at))
    move.current = false
  }, [at])

  const latest = useRef({ facts, choice, onChoose, onNeedMonths })
  latest.current = { facts, choice, onChoose, onNeedMonths }
  const pick = useCallback((night: string) => {
    const { facts, choice, onChoose } = latest.current
    setAt(night)
    onChoose(choose(facts, choice, night))
  }, [])
  const step = useCallback((night: string, key: string): boolean => {
    const { facts, onNeedMonths } = latest.current
    const to = dayByKey(facts, night, key)
    if (to === null) return false
    move.current = true
    onNeedMonths(monthsBetween(facts.today, to).length)
    setAt(to)
    return true
  }, [])

  return (
    <View className="calendar" role="grid" label={t('calendar')}>
      {drawn.map((month) => (
        <MonthDays
          key={month.month}
          month={month}
          facts={facts}
          choice={partIn(month, choice)}
          lowFen={lowFen}
          at={at.startsWith(month.month) ? at : null}
          pick={pick}
          step={step}
        />
      ))}
    </View>
  )
}

/** The id of a month's heading: what a sheet scrolls to. */
export function monthId(night: string): string {
  return `month-${night.slice(0, 7)}`
}

interface MonthProps {
  month: Month
  facts: CalendarFacts
  choice: Choice
  lowFen: number | null
  at: string | null
  pick: (night: string) => void
  step: (night: string, key: string) => boolean
}

const MonthDays = memo(function MonthDays({ month, facts, choice, lowFen, at, pick, step }: MonthProps) {
  const language = useLanguage()
  const labelOf = useCellLabel()
  const weeks = weeksOf(month, facts.today)
  return (
    <View role="rowgroup" label={monthText(month.month, language)}>
      <View id={monthId(month.month)} className="h2 calendar-month" told={{ hidden: true }}>
        {monthText(month.month, language)}
      </View>
      {weeks.map((week) => (
        <View key={week.find((night) => night !== null)} className="calendar-week" role="row">
          {week.map((night, place) =>
            night === null ? (
              <View key={place} className="calendar-cell" told={{ hidden: true }} />
            ) : (
              <Day
                key={night}
                cell={cellOf(facts, choice, night, lowFen)}
                label={labelOf(cellOf(facts, choice, night, lowFen))}
                focus={at === night}
                pick={pick}
                step={step}
              />
            ),
          )}
        </View>
      ))}
    </View>
  )
})

interface DayProps {
  cell: Cell
  label: string
  focus: boolean
  pick: (night: string) => void
  step: (night: string, key: string) => boolean
}

function Day({ cell, label, focus, pick, step }: DayProps) {
  const t = useTexts(kit)
  const language = useLanguage()
  const { above, below } = cellWords(cell, t, language)
  const chosen = cell.in === 'start' || cell.in === 'end'
  const off = cell.is !== 'free' && !cell.leaveOnly
  const kind = [
    'calendar-cell',
    cell.in ? `calendar-${cell.in}` : '',
    cell.is === 'full' || cell.is === 'not_on_sale' ? 'calendar-full' : '',
    cell.is === 'past' || cell.is === 'too_far' ? 'calendar-off' : '',
    cell.low && !chosen ? 'calendar-low' : '',
  ]
  return (
    <Tap
      id={dayId(cell.night)}
      className={kind.join(' ')}
      role="gridcell"
      label={label}
      told={{ selected: cell.in !== null, ...(off ? { disabled: true } : {}) }}
      tabIndex={focus ? 0 : -1}
      onTap={() => pick(cell.night)}
      onKey={(event) => {
        if (step(cell.night, event.key)) event.preventDefault()
      }}
    >
      {above && (
        <Text className="calendar-above" told={{ hidden: true }}>
          {above}
        </Text>
      )}
      <View className="calendar-day" told={{ hidden: true }}>
        {Number(cell.night.slice(8))}
      </View>
      <View className="calendar-below" told={{ hidden: true }}>
        {below}
      </View>
    </Tap>
  )
}

function dayId(night: string): string {
  return `day-${night}`
}

/** Weeks of seven places; those wholly before today are left out. */
function weeksOf({ before, days }: Month, today: string): (string | null)[][] {
  const places = [...Array.from({ length: before }, () => null), ...days]
  const weeks: (string | null)[][] = []
  for (let first = 0; first < places.length; first += 7) {
    const week = places.slice(first, first + 7)
    if (week.some((night) => night !== null && night >= today)) {
      weeks.push([...week, ...Array.from({ length: 7 - week.length }, () => null)])
    }
  }
  return weeks
}

const nothing: Choice = { checkIn: null, checkOut: null }

/** The choice as far as a month can show it, so that the other months are not drawn again. */
function partIn({ month }: Month, choice: Choice): Choice {
  const { checkIn, checkOut } = choice
  if (checkIn === null) return nothing
  const ends = (checkOut ?? addMonths(checkIn, 4)).slice(0, 7)
  return month >= checkIn.slice(0, 7) && month <= ends ? choice : nothing
}
