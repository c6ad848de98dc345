/** A span of time in which the guest comes; `time` is what the hotel is told. */
export interface ArrivalSlot {
  time: string
  /** Null: after midnight. */
  until: string | null
}

const hoursASlot = 2

/** When one can come: from check-in on, two hours each, then after midnight; today only what is still ahead. */
export function arrivalSlots({ checkInFrom, now }: { checkInFrom: string; now: string | null }): ArrivalSlot[] {
  const slots: ArrivalSlot[] = []
  for (let hour = Number(checkInFrom.slice(0, 2)); hour < 24; hour += hoursASlot) {
    const until = clockOf(Math.min(24, hour + hoursASlot))
    if (now === null || until > now) slots.push({ time: clockOf(hour), until })
  }
  return [...slots, { time: '00:00', until: null }]
}

function clockOf(hour: number): string {
  return `${String(hour).padStart(2, '0')}:00`
}
