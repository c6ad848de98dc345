import { contactPhoneAtMost, guestNameAtMost } from '@contract/bounds.ts'
import { useState } from 'react'
import { call, calls } from '../../api/call.ts'
import { serverClock } from '../../api/clock.ts'
import { useAct } from '../../api/use-act.ts'
import { hotelTime } from '../../format/days.ts'
import { Card, Note, PhoneButton, ProblemNote, Row, Stepper, Tap, View } from '../../kit/index.ts'
import { useSession } from '../../state/session.ts'
import { putMember } from '../../state/sign-in.ts'
import { useBookingBounds } from '../../state/site.ts'
import { booking as texts } from '../../texts/booking.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { arrivalSlots } from './arrival.ts'
import { ArrivalSheet, arrivalText, RemarkSheet } from './choice-sheets.tsx'
import { type FormProblem, guestField, withRooms } from './form.ts'
import { LineInput } from './line-input.tsx'
import type { Booking } from './use-booking.ts'

/** The id of a field by the API’s name of it, so that what is wrong can be gone to. */
export function fieldId(field: string): string {
  return `booking-${field.replace(/\W/g, '-')}`
}

const problemWords = {
  nameMissing: 'nameMissing',
  phoneMissing: 'phoneMissing',
  phoneShort: 'phoneShort',
  phoneLong: 'phoneLong',
  phoneWrong: 'phoneWrong',
} as const

/** Who comes, how many rooms, when, and what they wish. */
export function GuestsCard({ booking }: { booking: Booking }) {
  const t = useTexts(texts)
  const { form, change, hotel, trip, roomsLeft, problems, place } = booking
  const [open, setOpen] = useState<'arrival' | 'remark' | null>(null)
  const roomsAtMost = useBookingBounds()?.roomsAtMost ?? form.rooms
  const most = Math.max(1, Math.min(roomsAtMost, roomsLeft ?? roomsAtMost))
  const now = hotel && trip.checkIn === hotel.today ? hotelTime(serverClock.now(), hotel.zone) : null
  const slots = arrivalSlots({
    checkInFrom: hotel?.checkInFrom ?? '14:00',
    now: now && now.night === trip.checkIn ? now.clock : null,
  })
  const close = () => setOpen(null)
  const wordOf = (problem: FormProblem | undefined) => problem && t(problemWords[problem])
  return (
    <>
      <Card plain>
        <Row
          name={t('rooms')}
          end={
            <Stepper
              what={t('rooms')}
              value={form.rooms}
              min={1}
              max={Math.max(most, form.rooms)}
              onChange={(rooms) => change(withRooms(form, rooms))}
            />
          }
        >
          <View className="xs">{t('roomsMost', { n: most })}</View>
        </Row>
        {form.guests.map((name, room) => (
          <LineInput
            key={room}
            id={fieldId(guestField(room))}
            name={form.rooms === 1 ? t('guest') : t('guestOf', { n: room + 1 })}
            value={name}
            onChange={(next) => change({ guests: form.guests.map((other, at) => (at === room ? next : other)) })}
            placeholder={t('guestHint')}
            maxLength={guestNameAtMost}
            autoComplete={room === 0 ? 'name' : 'off'}
            error={wordOf(problems[guestField(room)])}
            disabled={place.running}
          />
        ))}
        <PhoneLine booking={booking} />
        <Row name={t('arrival')} onTap={() => setOpen('arrival')}>
          {form.arrivalTime ? (
            arrivalText(form.arrivalTime, slots, t)
          ) : (
            <View className="booking-hint">{t('arrivalHint')}</View>
          )}
        </Row>
        <Row name={t('remark')} onTap={() => setOpen('remark')}>
          {form.remark.trim() || <View className="booking-hint">{t('remarkHint')}</View>}
        </Row>
      </Card>
      <ArrivalSheet
        open={open === 'arrival'}
        onClose={close}
        slots={slots}
        chosen={form.arrivalTime}
        onChosen={(arrivalTime) => change({ arrivalTime })}
      />
      <RemarkSheet
        open={open === 'remark'}
        onClose={close}
        remark={form.remark}
        onDone={(remark) => change({ remark })}
      />
    </>
  )
}

/** The phone the hotel calls: the one bound to the member, or one that is typed. WeChat's own can be bound here, once. */
function PhoneLine({ booking }: { booking: Booking }) {
  const t = useTexts(texts)
  const { member } = useSession()
  const { form, change } = booking
  const bound = member?.phoneMasked
  if (!bound || form.contactPhone !== null) return <TypedPhone booking={booking} bound={bound ?? null} />
  return (
    <Row
      name={t('phone')}
      end={
        <Tap className="link" onTap={() => change({ contactPhone: '' })}>
          <View>{t('phoneOther')}</View>
        </Tap>
      }
    >
      {bound}
    </Row>
  )
}

function TypedPhone({ booking: { form, change, problems, place }, bound }: { booking: Booking; bound: string | null }) {
  const t = useTexts(texts)
  const [refused, setRefused] = useState(false)
  const bind = useAct(async (code: string) => {
    setRefused(false)
    putMember(await call(calls.bindPhone, { body: { code } }))
    change({ contactPhone: null })
  })
  const problem = problems.contactPhone
  return (
    <>
      <LineInput
        id={fieldId('contactPhone')}
        name={t('phone')}
        kind="phone"
        value={form.contactPhone ?? ''}
        onChange={(contactPhone) => change({ contactPhone })}
        placeholder={t('phoneHint')}
        maxLength={contactPhoneAtMost}
        autoComplete="tel"
        error={problem && t(problemWords[problem])}
        disabled={place.running}
        end={
          bound ? (
            <Tap className="link" onTap={() => change({ contactPhone: null })}>
              <View>{t('phoneBound', { phone: bound })}</View>
            </Tap>
          ) : (
            <PhoneButton onCode={bind.run} onRefused={() => setRefused(true)}>
              {t('phoneWeChat')}
            </PhoneButton>
          )
        }
      />
      {bind.failure ? (
        <View className="booking-phone-note">
          <ProblemNote failure={bind.failure} />
        </View>
      ) : (
        refused && (
          <View className="booking-phone-note">
            <Note kind="plain" role="status">
              {t('phoneRefused')}
            </Note>
          </View>
        )
      )}
    </>
  )
}
