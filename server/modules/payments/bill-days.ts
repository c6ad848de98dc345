import type { Handle } from '../../database/handle.ts'
import { addNights, type Instant, instantAt, localParts, type Night } from '../../kernel/stay.ts'
import { firstTradeAt, lastBilledDay } from './bill-store.ts'

/** WeChat's day and its bill are China's, wherever the hotels are. The bill of a day is there from 10:00 of the next. */
const billZone = 'Asia/Shanghai'
const billReadyMinutes = 600
/** WeChat keeps bills for three months. */
const billKeptDays = 89

/** The oldest day whose bill should be there, can still be had and was not matched yet. */
export async function dayToBill(handle: Handle, now: Instant): Promise<Night | null> {
  const wanted = await dayAfterTheLast(handle)
  if (wanted === null) return null
  const oldest = addNights(chinaDay(now), -billKeptDays)
  const isForgotten = wanted < oldest
  const day = isForgotten ? oldest : wanted
  return readyAt(day) <= now ? day : null
}

/** The days before this one that no bill was matched of: theirs are not kept any more. Null: none. */
export async function daysWithoutBill(handle: Handle, day: Night): Promise<{ from: Night; to: Night } | null> {
  const wanted = await dayAfterTheLast(handle)
  return wanted !== null && wanted < day ? { from: wanted, to: addNights(day, -1) } : null
}

/** WeChat makes no bill of a day without trades, and does not say so: there is none when the next day's is due. */
export function neverComes(day: Night, now: Instant): boolean {
  return readyAt(addNights(day, 1)) <= now
}

/** The instant at which the day of a bill is over. */
export function endOfBill(day: Night): Instant {
  return instantAt(addNights(day, 1), 0, billZone)
}

/** The day after the last that was matched, or the day of the first trade. */
async function dayAfterTheLast(handle: Handle): Promise<Night | null> {
  const last = await lastBilledDay(handle)
  if (last !== null) return addNights(last, 1)
  const first = await firstTradeAt(handle)
  return first === null ? null : chinaDay(first)
}

function chinaDay(at: Instant): Night {
  return localParts(at, billZone).slice(0, 10)
}

function readyAt(day: Night): Instant {
  return instantAt(addNights(day, 1), billReadyMinutes, billZone)
}
