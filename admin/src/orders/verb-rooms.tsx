import { Select } from 'antd'
import { useState } from 'react'
import { calls } from '../api/call.ts'
import { Confirm } from '../kit/confirm.tsx'
import { Field } from '../kit/field.tsx'
import { useTexts } from '../texts/use-texts.ts'
import { verbs } from '../texts/verbs.ts'
import { type FreeRoom, RoomPicker } from './room-picker.tsx'
import { useVerb } from './use-order.ts'
import type { VerbProps } from './verb-dialog.tsx'

/** Those who have a number move into it, the others into the one that is picked; who has none picked comes later. */
export function CheckInDialog({ order, today, onClose }: VerbProps) {
  const t = useTexts(verbs)
  const [chosen, setChosen] = useState<Record<string, FreeRoom>>({})
  const expected = order.guests.filter(({ state }) => state === 'expected')
  const coming = expected.flatMap((place) => {
    const roomId = chosen[place.id]?.id ?? place.roomId
    const number = chosen[place.id]?.number ?? place.roomNumber
    return roomId && number ? [{ orderRoomId: place.id, roomId, number }] : []
  })
  const numbers = coming.map(({ number }) => number).join(t('comma'))
  const result = t('checkIn', { numbers })
  const act = useVerb(calls.checkIn, { id: order.id, said: result, onDone: onClose })
  return (
    <Confirm
      title={t('verb_check_in')}
      result={coming.length > 0 ? result : t('pickFirst')}
      isReady={coming.length > 0}
      isBusy={act.isPending}
      error={act.error}
      onConfirm={() =>
        act.mutate({
          roomIds: coming.map(({ roomId }) => roomId),
          orderRoomIds: coming.map(({ orderRoomId }) => orderRoomId),
        })
      }
      onClose={onClose}
    >
      {order.balanceFen > 0 ? <p className="tag tag-amber">{t('owesMoney')}</p> : null}
      {expected.flatMap(({ id, guestName, roomNumber }) =>
        roomNumber ? (
          <p key={id}>
            {guestName}: <b>{roomNumber}</b>
          </p>
        ) : (
          []
        ),
      )}
      <RoomPicker
        order={order}
        today={today}
        places={expected.filter(({ roomId }) => roomId === null)}
        chosen={chosen}
        onChoose={(place, room) => setChosen({ ...chosen, [place]: room })}
      />
    </Confirm>
  )
}

export function AssignDialog({ order, today, onClose }: VerbProps) {
  const t = useTexts(verbs)
  const [chosen, setChosen] = useState<Record<string, FreeRoom>>({})
  const places = order.guests.filter(({ state, roomId }) => state === 'expected' && roomId === null)
  const picked = places.flatMap(({ id }) => (chosen[id] ? [{ id, room: chosen[id] }] : []))
  const result = t('assign', { numbers: picked.map(({ room }) => room.number).join(t('comma')) })
  const act = useVerb(calls.assignRooms, { id: order.id, said: result, onDone: onClose })
  return (
    <Confirm
      title={t('verb_assign')}
      result={picked.length > 0 ? result : t('pickFirst')}
      isReady={picked.length > 0}
      isBusy={act.isPending}
      error={act.error}
      onConfirm={() =>
        act.mutate({ roomIds: picked.map(({ room }) => room.id), orderRoomIds: picked.map(({ id }) => id) })
      }
      onClose={onClose}
    >
      <RoomPicker
        order={order}
        today={today}
        places={places}
        chosen={chosen}
        onChoose={(place, room) => setChosen({ ...chosen, [place]: room })}
      />
    </Confirm>
  )
}

/** Another number for the nights that are left. */
export function ChangeRoomDialog({ order, today, onClose }: VerbProps) {
  const t = useTexts(verbs)
  const movable = order.guests.filter(({ state, roomId }) => state !== 'out' && roomId !== null)
  const [fromId, setFromId] = useState(movable[0]?.id)
  const [to, setTo] = useState<FreeRoom | null>(null)
  const from = movable.find(({ id }) => id === fromId)
  const result = to && from ? t('changeRoom', { from: from.roomNumber ?? '', to: to.number }) : t('pickFirst')
  const act = useVerb(calls.changeRoom, { id: order.id, said: result, onDone: onClose })
  return (
    <Confirm
      title={t('verb_change_room')}
      result={result}
      isReady={to !== null && from !== undefined}
      isBusy={act.isPending}
      error={act.error}
      onConfirm={() => from?.roomId && to && act.mutate({ from: from.roomId, to: to.id })}
      onClose={onClose}
    >
      {movable.length > 1 ? (
        <Field label={t('whichRoom')}>
          <Select
            value={fromId}
            onChange={setFromId}
            options={movable.map(({ id, roomNumber, guestName }) => ({
              value: id,
              label: `${roomNumber} ${guestName}`,
            }))}
          />
        </Field>
      ) : null}
      {from ? (
        <RoomPicker
          order={order}
          today={today}
          places={[from]}
          chosen={to ? { [from.id]: to } : {}}
          onChoose={(_, room) => setTo(room)}
        />
      ) : null}
      <p className="second">{t('changeRoomNote')}</p>
    </Confirm>
  )
}
