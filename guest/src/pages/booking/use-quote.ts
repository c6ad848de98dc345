import type { calls as guestCalls } from '@contract/generated/guest-calls.ts'
import type { ReplyOf } from '@contract/operation.ts'
import { useEffect, useRef, useState } from 'react'
import { call, calls } from '../../api/call.ts'
import type { Failure } from '../../api/failure.ts'
import { type Answer, useCall } from '../../api/use-call.ts'
import { useSession } from '../../state/session.ts'
import type { Trip } from '../../state/trip.ts'
import type { Form } from './form.ts'
import type { Room } from './use-booking.ts'

export type Quote = ReplyOf<typeof guestCalls.makeQuote>

/** What the stay costs now, with the best coupon, the chosen one, or none. */
export function useQuote(wish: Room | null, { checkIn, checkOut }: Trip, { rooms, couponId }: Form): Answer<Quote> {
  // No coupon is a choice; no choice is the best one.
  const chosen = couponId === null ? 'none' : couponId
  const key = wish && ['quote', wish.ratePlanId, checkIn, checkOut, rooms, chosen ?? 'best'].join(' ')
  return useCall(key, () => {
    const { roomTypeId, ratePlanId } = wish!
    return call(calls.makeQuote, { body: { roomTypeId, ratePlanId, checkIn, checkOut, rooms, couponId: chosen } })
  })
}

const welcomeLooks = 5
const welcomeEveryMs = 600

/** The first coupon comes by message, a moment after the first sign-in: whoever books at once shall have it. */
export function useWelcomeCoupon(quote: Answer<Quote>): void {
  const { joined } = useSession()
  const looks = useRef(0)
  const { value, retry } = quote
  useEffect(() => {
    if (!joined || !value || value.coupons.length > 0 || looks.current >= welcomeLooks) return
    const look = setTimeout(() => {
      looks.current += 1
      retry()
    }, welcomeEveryMs)
    return () => clearTimeout(look)
  }, [joined, value, retry])
}

/** How many rooms are left over all the nights; null: no limit, or not known yet. */
export function useRoomsLeft(wish: Room | null, { checkIn, checkOut }: Trip): number | null {
  const { value } = useCall(wish && `booking rooms ${wish.hotelId} ${checkIn} ${checkOut}`, () =>
    call(calls.listRoomTypes, { params: { id: wish!.hotelId }, query: { checkIn, checkOut } }),
  )
  const plans = value?.items.find(({ id }) => id === wish?.roomTypeId)?.ratePlans ?? []
  return plans.find(({ id }) => id === wish?.ratePlanId)?.roomsLeft ?? null
}

/**
 * A price that changed, or a coupon that is gone: the quote is asked for anew, with the best coupon there is. Answers why
 * the coupon that was chosen cannot be used any more, until it is forgotten.
 */
export function useFresherQuote(given: {
  code: Failure['code'] | undefined
  quote: Answer<Quote>
  form: Form
  setForm: (form: Form) => void
}): { lostCoupon: Failure | null; forgetCoupon: () => void } {
  const { code, quote, form, setForm } = given
  const [lostCoupon, setLostCoupon] = useState<Failure | null>(null)
  useEffect(() => {
    if (code === 'price_changed') quote.retry()
    if (code === 'coupon_taken' || code === 'coupon_not_usable') {
      setForm({ ...form, couponId: undefined })
      quote.retry()
    }
  }, [code])
  const { failure } = quote
  useEffect(() => {
    if (failure?.code !== 'coupon_not_usable') return
    setLostCoupon(failure)
    setForm({ ...form, couponId: undefined })
  }, [failure])
  return { lostCoupon, forgetCoupon: () => setLostCoupon(null) }
}
