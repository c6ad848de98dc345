import { useState } from 'react'
import { call, calls } from '../../api/call.ts'
import { type Failure, failureOf } from '../../api/failure.ts'
import { type Act, useAct } from '../../api/use-act.ts'
import type { Answer } from '../../api/use-call.ts'
import { replaceWith } from '../../go.ts'
import { answered, keepDraft, readDraft, requestKeyFor, type Sent, unanswered } from '../../state/bookings.ts'
import { useSession } from '../../state/session.ts'
import { putMember } from '../../state/sign-in.ts'
import { readSite } from '../../state/site.ts'
import { acceptTerms } from '../../state/terms.ts'
import { changeTrip, type Trip, useTrip } from '../../state/trip.ts'
import { type HotelOfOrder, type RoomDetail, useHotelOf, useRoomDetail } from '../order/use-order.ts'
import { openAtOnce } from '../pay/open-at-once.ts'
import { bodyOf, type Form, type FormProblem, firstForm, formProblems, serverProblems } from './form.ts'
import { useConsents } from './use-consents.ts'
import { type Quote, useFresherQuote, useQuote, useRoomsLeft, useWelcomeCoupon } from './use-quote.ts'

/** The room and plan of a booking, from the page's address. */
export interface Room {
  hotelId: string
  roomTypeId: string
  ratePlanId: string
}

/** Under this name the last booking's guests and phone are kept, beside the drafts of rooms. */
const lastBooked = 'last'

export interface Booking {
  trip: Trip
  hotel: HotelOfOrder | undefined
  room: Answer<RoomDetail>
  form: Form
  change: (change: Partial<Form>) => void
  /** What is wrong, by field, once the guest has tried to send. */
  problems: Record<string, FormProblem>
  quote: Answer<Quote>
  /** Rooms left for these dates; null: no limit, or not known. */
  roomsLeft: number | null
  /** Places the order; nothing when the form must be mended first, and then the first wrong field is named. */
  submit: () => string | null
  place: Act<[again?: Sent]>
  /** Sent, and no answer came: nothing else is ordered until it is known. */
  waiting: { sent: Sent; failure: Failure | null } | null
  giveUp: () => void
  /** The total the guest had agreed to before it changed. */
  agreedFen: number | null
  /** Why the coupon that was chosen is not used any more; the best one is. */
  lostCoupon: Failure | null
}

/** Everything a booking page knows and does. Asks nothing until the guest is known. */
export function useBooking(wish: Room, who: 'member' | 'nobody'): Booking {
  const trip = useTrip()
  const { member } = useSession()
  const { ratePlanId } = wish
  const [form, setForm] = useForm(ratePlanId, trip.rooms)
  const known = who === 'member' && ratePlanId !== ''
  const hotel = useHotelOf(known ? wish.hotelId : undefined)
  const room = useRoomDetail(known ? wish.roomTypeId : undefined)
  const roomsLeft = useRoomsLeft(known ? wish : null, trip)
  const quote = useQuote(known ? wish : null, trip, form)
  const consents = useConsents()
  const [problems, setProblems] = useState<Record<string, FormProblem>>({})
  const [agreedFen, setAgreedFen] = useState<number | null>(null)
  const [waiting, setWaiting] = useState<Booking['waiting']>(waitingBefore)

  const send = async (sent: Sent) => {
    try {
      const order = await call(calls.placeOrder, { body: sent.body, idempotencyKey: sent.key })
      answered({ orderedPlanId: sent.body.ratePlanId })
      keepDraft(lastBooked, { ...form, guests: sent.body.guests.map(({ name }) => name) })
      openAtOnce(order.id, 'booking')
      replaceWith('pay', { id: order.id })
    } catch (error) {
      const failure = failureOf(error)
      if (failure.kind !== 'refused') {
        setWaiting({ sent, failure })
        return
      }
      answered()
      setWaiting(null)
      const { known: wrong } = serverProblems(failure.problem.fields)
      setProblems(wrong)
      // The phone that was to stand for one typed is not bound any more: one is typed.
      if (wrong.contactPhone === 'phoneMissing' && sent.body.contactPhone === undefined)
        putMember({ phoneMasked: null })
      if (failure.code === 'price_changed') setAgreedFen(sent.body.expectedTotalFen)
      throw error
    }
  }
  const place = useAct(async (again?: Sent) => {
    if (again) return send(again)
    const price = quote.value
    if (!price) return
    // First of all: WeChat opens its sheet only straight from a tap.
    const accepted = await consents.ask()
    const site = await readSite().catch(() => null)
    if (site) acceptTerms(site.termsVersion)
    const { checkIn, checkOut } = trip
    const { roomTypeId } = wish
    const body = bodyOf(form, {
      roomTypeId,
      ratePlanId,
      checkIn,
      checkOut,
      couponId: price.couponId,
      expectedTotalFen: price.totalFen,
      consents: accepted,
      termsVersion: site?.termsVersion,
    })
    await send({ key: requestKeyFor(body), body })
  })
  useWelcomeCoupon(quote)
  const { lostCoupon, forgetCoupon } = useFresherQuote({ code: place.failure?.code, quote, form, setForm })
  return {
    trip,
    hotel,
    room,
    form,
    change: (change) => {
      place.clear()
      setProblems({})
      setAgreedFen(null)
      forgetCoupon()
      setForm({ ...form, ...change })
      // The search and the booking count the same rooms.
      if (change.rooms) changeTrip({ rooms: change.rooms, guests: Math.max(trip.guests, change.rooms) })
    },
    problems,
    quote,
    roomsLeft,
    submit: () => {
      const wrong = formProblems(form, { bound: !!member?.phoneMasked })
      setProblems(wrong)
      const [first = null] = Object.keys(wrong)
      if (first === null) place.run()
      return first
    },
    place,
    waiting,
    giveUp: () => {
      answered()
      setWaiting(null)
    },
    agreedFen,
    lostCoupon,
  }
}

/** An order from before, whose answer never came. */
function waitingBefore(): Booking['waiting'] {
  const sent = unanswered()
  return sent && { sent, failure: null }
}

/** What is filled in, on the device as it is typed. */
function useForm(ratePlanId: string, rooms: number): [Form, (form: Form) => void] {
  const [form, setForm] = useState(() => firstForm({ kept: readDraft(ratePlanId), last: readDraft(lastBooked), rooms }))
  return [
    form,
    (next) => {
      setForm(next)
      if (ratePlanId) keepDraft(ratePlanId, next)
    },
  ]
}
