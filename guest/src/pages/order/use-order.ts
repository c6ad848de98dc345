import type { calls as guestCalls } from '@contract/generated/guest-calls.ts'
import type { ReplyOf } from '@contract/operation.ts'
import { useEffect, useRef } from 'react'
import { call, calls } from '../../api/call.ts'
import { type Answer, useCall } from '../../api/use-call.ts'
import { usePolling } from './polling.ts'
import type { OrderOfGuest, StoryStep } from './story.ts'

/** An order with its story, followed while the page is shown. */
export interface FollowedOrder {
  order: Answer<OrderOfGuest>
  steps: readonly StoryStep[]
}

export function useOrder(id: string): FollowedOrder {
  const order = useCall(id ? `order ${id}` : null, () => call(calls.getMyOrder, { params: { id } }))
  const story = useCall(id ? `order story ${id}` : null, () => call(calls.getMyOrderEvents, { params: { id } }))
  usePolling(id, order)
  const seen = order.value && changesOf(order.value)
  const before = useRef(seen)
  useEffect(() => {
    if (before.current !== undefined && before.current !== seen) story.retry()
    before.current = seen
  }, [seen, story.retry])
  useNoticesSoon(story)
  return { order, steps: story.value?.items ?? noSteps }
}

const noticesAskedAtMost = 4
const noticesAgainMs = 3_000

/** What becomes of a message is known a moment after its step: then the story is asked for again, a few times. */
function useNoticesSoon({
  value,
  loading,
  retry,
}: Pick<Answer<{ items: StoryStep[] }>, 'value' | 'loading' | 'retry'>): void {
  const asked = useRef(0)
  const open = value?.items.some(({ notice }) => notice?.outcome === 'on_its_way') === true
  useEffect(() => {
    if (!open) asked.current = 0
    if (!open || loading || asked.current >= noticesAskedAtMost) return
    const timer = setTimeout(() => {
      asked.current += 1
      retry()
    }, noticesAgainMs)
    return () => clearTimeout(timer)
  }, [open, loading, retry])
}

const noSteps: readonly StoryStep[] = []

/** What of an order changes with a step of its story. */
function changesOf({ status, paidFen, refundedFen, checkOut, guests }: OrderOfGuest): string {
  const rooms = guests.map(({ state, roomNumber }) => `${state} ${roomNumber}`)
  return [status, paidFen, refundedFen, checkOut, ...rooms].join('|')
}

export type HotelOfOrder = Awaited<ReturnType<typeof readHotel>>

/** The branch of an order: address, phone, place on the map. */
export function useHotelOf(hotelId: string | undefined): HotelOfOrder | undefined {
  return useCall(hotelId ? `order hotel ${hotelId}` : null, () => readHotel(hotelId ?? '')).value
}

function readHotel(id: string) {
  return call(calls.getHotel, { params: { id } })
}

export type RoomDetail = ReplyOf<typeof guestCalls.getRoomType>

export function useRoomDetail(roomTypeId: string | undefined): Answer<RoomDetail> {
  return useCall(roomTypeId ? `room detail ${roomTypeId}` : null, () =>
    call(calls.getRoomType, { params: { id: roomTypeId ?? '' } }),
  )
}

const couponsAtMost = 100

/** The name of the coupon an order was booked with; undefined until it is known. */
export function useCouponName(grantId: string | null): string | undefined {
  const { value } = useCall(grantId && `order coupon ${grantId}`, async () => {
    for (const state of ['used', 'usable'] as const) {
      const { items } = await call(calls.listMyCoupons, { query: { state, limit: couponsAtMost } })
      const found = items.find(({ id }) => id === grantId)
      if (found) return found.name
    }
    return ''
  })
  return value || undefined
}
