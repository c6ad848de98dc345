import type { DeskOrderWhole } from '@contract/admin/orders.ts'
import { useQuery } from '@tanstack/react-query'
import { Checkbox } from 'antd'
import { useId, useState } from 'react'
import { call, calls } from '../api/call.ts'
import { ProblemNote } from '../kit/problem.tsx'
import { useTexts } from '../texts/use-texts.ts'
import { verbs } from '../texts/verbs.ts'

export interface FreeRoom {
  id: string
  number: string
  floor: string
  state: 'clean' | 'dirty' | 'out_of_order'
}

/** The numbers nobody has in the nights that are left, of the type that was booked or of all. */
export function useFreeRooms(order: DeskOrderWhole, { today, types }: { today: string; types: 'booked' | 'all' }) {
  const { hotelId, roomTypeId, checkOut } = order
  const checkIn = today > order.checkIn ? today : order.checkIn
  const query = { hotelId, checkIn, checkOut, ...(types === 'booked' ? { roomTypeId } : {}) }
  return useQuery({
    queryKey: ['rooms', query],
    queryFn: () => call(calls.listRooms, { query }),
    select: ({ items }): FreeRoom[] => items.filter(({ state }) => state !== 'out_of_order').sort(cleanFirst),
  })
}

function cleanFirst(a: FreeRoom, b: FreeRoom): number {
  if (a.state !== b.state) return a.state === 'clean' ? -1 : 1
  return a.number.localeCompare(b.number, 'en', { numeric: true })
}

export interface RoomPickerProps {
  order: DeskOrderWhole
  today: string
  /** The places to fill, each with the guest who will sleep there. */
  places: readonly { id: string; guestName: string }[]
  /** Room ids by place. */
  chosen: Record<string, FreeRoom>
  onChoose(placeId: string, room: FreeRoom): void
}

/** A number for each place, the clean ones first; a number serves one place. */
export function RoomPicker({ order, today, places, chosen, onChoose }: RoomPickerProps) {
  const t = useTexts(verbs)
  const [types, setTypes] = useState<'booked' | 'all'>('booked')
  const free = useFreeRooms(order, { today, types })
  const taken = new Map(Object.entries(chosen).map(([place, { id }]) => [id, place]))
  return (
    <>
      {places.map(({ id, guestName }) => (
        <fieldset key={id} className="room-choice">
          <legend>{t('roomFor', { name: guestName })}</legend>
          {free.data?.map((room) => (
            <Tile
              key={room.id}
              place={id}
              room={room}
              isChosen={chosen[id]?.id === room.id}
              isElsewhere={(taken.get(room.id) ?? id) !== id}
              onChoose={() => onChoose(id, room)}
            />
          ))}
          {free.data?.length === 0 ? <p className="second">{t('noFreeRoom')}</p> : null}
        </fieldset>
      ))}
      <ProblemNote error={free.error} />
      <Checkbox checked={types === 'all'} onChange={({ target }) => setTypes(target.checked ? 'all' : 'booked')}>
        {t('allTypes')}
      </Checkbox>
    </>
  )
}

interface TileProps {
  place: string
  room: FreeRoom
  isChosen: boolean
  isElsewhere: boolean
  onChoose(): void
}

function Tile({ place, room, isChosen, isElsewhere, onChoose }: TileProps) {
  const t = useTexts(verbs)
  const id = useId()
  return (
    <label className="room-tile" htmlFor={id}>
      <input id={id} type="radio" name={place} checked={isChosen} disabled={isElsewhere} onChange={onChoose} />
      <b>{room.number}</b>
      <span className="second">
        {t('floor', { floor: room.floor })} · {t(room.state === 'clean' ? 'clean' : 'dirty')}
      </span>
    </label>
  )
}
