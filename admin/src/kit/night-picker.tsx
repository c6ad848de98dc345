import dayjsCalendar from '@rc-component/picker/generate/dayjs'
import generatePicker from 'antd/es/date-picker/generatePicker'
import dayjs, { type Dayjs } from 'dayjs'
import { type ComponentProps, useMemo } from 'react'
import { serverClock } from '../api/clock.ts'
import { hotelTime } from '../format/hotel-time.ts'
import 'dayjs/locale/zh-cn'

const form = 'YYYY-MM-DD'

/** Days as antd shows them, with today where the hotel is. */
function pickerOf(zone: string) {
  const getNow = () => dayjs(hotelTime(serverClock.now(), zone).day)
  return generatePicker<Dayjs>({ ...dayjsCalendar, getNow })
}

type Picker = ReturnType<typeof pickerOf>

export interface NightPickerProps extends Pick<ComponentProps<Picker>, 'id' | 'status'> {
  zone: string
  value: string | null
  onChange(night: string | null): void
  /** The first and the last day that may be chosen. */
  from?: string
  to?: string
}

/** One day, as `YYYY-MM-DD`. */
export function NightPicker({ zone, value, onChange, from, to, ...told }: NightPickerProps) {
  const Picker = useMemo(() => pickerOf(zone), [zone])
  return (
    <Picker
      {...told}
      value={value ? dayjs(value) : null}
      onChange={(day) => onChange(day ? day.format(form) : null)}
      {...(from ? { minDate: dayjs(from) } : {})}
      {...(to ? { maxDate: dayjs(to) } : {})}
      allowClear={false}
    />
  )
}

export interface NightRangeProps {
  zone: string
  label: [string, string]
  value: [string, string] | null
  onChange(nights: [string, string] | null): void
}

/** Two days, the first and the last. */
export function NightRange({ zone, label, value, onChange }: NightRangeProps) {
  const { RangePicker } = useMemo(() => pickerOf(zone), [zone])
  return (
    <RangePicker
      placeholder={label}
      value={value ? [dayjs(value[0]), dayjs(value[1])] : null}
      onChange={(days) => onChange(days?.[0] && days[1] ? [days[0].format(form), days[1].format(form)] : null)}
    />
  )
}
