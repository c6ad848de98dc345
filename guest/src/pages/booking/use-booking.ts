import type { calls as guestCalls } from '@contract/generated/guest-calls.ts'
import type { NoticeTemplate } from '@contract/notice-templates.ts'
import type { ReplyOf } from '@contract/operation.ts'
import { useEffect, useRef, useState } from 'react'
import { call, calls } from '../../api/call.ts'
import { type Failure, failureOf } from '../../api/failure.ts'
import { type Act, useAct } from '../../api/use-act.ts'
import { type Answer, useCall } from '../../api/use-call.ts'
import { randomKey } from '../../format/random-key.ts'
import { replaceWith } from '../../go.ts'
import { answered, keepDraft, readDraft, requestKeyFor, type Sent, unanswered } from '../../state/bookings.ts'
import { askable, askConsents } from '../../state/consents.ts'
import { readSite } from '../../state/site.ts'
import { acceptTerms } from '../../state/terms.ts'
import { changeTrip, type Trip, useTrip } from '../../state/trip.ts'
import { type HotelOfOrder, type RoomDetail, useHotelOf, useRoomDetail } from '../order/use-order.ts'
import { openAtOnce } from '../pay/open-at-once.ts'
import { bodyOf, type Form, type FormProblem, firstForm, formProblems, serverProblems } from './form.ts'

export type Quote = ReplyOf<typeof guestCalls.makeQuote>

/** The room and plan of a booking, from the page's address. */
export interface Room {
  hotelId: string
  roomTypeId: string
  ratePlanId: string
}

/** Under this name the last booking's guests and phone are kept, beside the drafts of rooms. */
const lastBooked = 'last'
const askedOnBooking = ['to_pay', 'paid', 'cancelled'] as const satisfies NoticeTemplate[]

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
}

/** Everything a booking page knows and does. Asks nothing until the guest is known. */
export function useBooking(wish: Room, who: 'member' | 'nobody'): Booking {
  const trip = useTrip()
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
      openAtOnce(order.id)
      replaceWith('pay', { id: order.id })
    } catch (error) {
      const failure = failureOf(error)
      if (failure.kind !== 'refused') {
        setWaiting({ sent, failure })
        return
      }
      answered()
      setWaiting(null)
      const { fields } = failure.problem
      setProblems(serverProblems(fields).known)
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
  useFresherQuote({ code: place.failure?.code, quote, form, setForm })
  return {
    trip,
    hotel,
    room,
    form,
    change: (change) => {
      place.clear()
      setProblems({})
      setAgreedFen(null)
      setForm({ ...form, ...change })
      // The search and the booking count the same rooms.
      if (change.rooms) changeTrip({ rooms: change.rooms, guests: Math.max(trip.guests, change.rooms) })
    },
    problems,
    quote,
    roomsLeft,
    submit: () => {
      const wrong = formProblems(form)
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

function useQuote(wish: Room | null, { checkIn, checkOut }: Trip, { rooms, couponId }: Form): Answer<Quote> {
  // No coupon is a choice; no choice is the best one.
  const chosen = couponId === null ? 'none' : couponId
  const key = wish && ['quote', wish.ratePlanId, checkIn, checkOut, rooms, chosen ?? 'best'].join(' ')
  return useCall(key, () => {
    const { roomTypeId, ratePlanId } = wish!
    return call(calls.makeQuote, { body: { roomTypeId, ratePlanId, checkIn, checkOut, rooms, couponId: chosen } })
  })
}

function useRoomsLeft(wish: Room | null, { checkIn, checkOut }: Trip): number | null {
  const { value } = useCall(wish && `booking rooms ${wish.hotelId} ${checkIn} ${checkOut}`, () =>
    call(calls.listRoomTypes, { params: { id: wish!.hotelId }, query: { checkIn, checkOut } }),
  )
  const plans = value?.items.find(({ id }) => id === wish?.roomTypeId)?.ratePlans ?? []
  return plans.find(({ id }) => id === wish?.ratePlanId)?.roomsLeft ?? null
}

/** Asks which messages may come, once on this page and straight from the tap; what was given then stays given. */
function useConsents(): { ask: () => Promise<NoticeTemplate[]> } {
  const occasion = useRef(`booking ${randomKey()}`)
  const names = useRef<NoticeTemplate[]>([])
  const given = useRef<NoticeTemplate[]>([])
  useEffect(() => {
    // Without the settings nothing is asked: an order needs no messages.
    askable(askedOnBooking).then(
      (can) => {
        names.current = can
      },
      () => undefined,
    )
  }, [])
  return {
    ask: async () => {
      const accepted = await askConsents(occasion.current, names.current)
      given.current = [...new Set([...given.current, ...accepted])]
      return given.current
    },
  }
}

/** A price that changed, or a coupon that is gone: the quote is asked for anew, with the best coupon there is. */
function useFresherQuote(given: {
  code: Failure['code'] | undefined
  quote: Answer<Quote>
  form: Form
  setForm: (form: Form) => void
}): void {
  const { code, quote, form, setForm } = given
  useEffect(() => {
    if (code === 'price_changed') quote.retry()
    if (code === 'coupon_taken' || code === 'coupon_not_usable') {
      setForm({ ...form, couponId: undefined })
      quote.retry()
    }
  }, [code])
  const lost = quote.failure?.code === 'coupon_not_usable'
  useEffect(() => {
    if (lost) setForm({ ...form, couponId: undefined })
  }, [lost])
}
