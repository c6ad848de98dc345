import type { Image } from '@contract/common.ts'
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
  usePolling(id, order, order.value)
  const seen = order.value && changesOf(order.value)
  const before = useRef(seen)
  useEffect(() => {
    if (before.current !== undefined && before.current !== seen) story.retry()
    before.current = seen
  }, [seen, story.retry])
  return { order, steps: story.value?.items ?? noSteps }
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

/** What the hot read of a room type answers, as far as these pages show it. */
export interface RoomDetail {
  name: string
  description: string
  images: Image[]
  areaM2: number
  bed: string
  guests: number
  ratePlans: { id: string; name: string; breakfast: number }[]
}

export function useRoomDetail(roomTypeId: string | undefined): Answer<RoomDetail> {
  return useCall(
    roomTypeId ? `room detail ${roomTypeId}` : null,
    () => call(calls.getRoomType, { params: { id: roomTypeId ?? '' } }) as Promise<RoomDetail>,
  )
}
