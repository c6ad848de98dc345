import { remarkAtMost } from '@contract/bounds.ts'
import type { SayOf } from '@contract/texts.ts'
import { useEffect, useState } from 'react'
import { Button, Chips, Field, RadioMark, Sheet, Tap, View } from '../../kit/index.ts'
import { booking as texts } from '../../texts/booking.ts'
import { useTexts } from '../../texts/use-texts.ts'
import type { ArrivalSlot } from './arrival.ts'

export type SayBooking = SayOf<typeof texts>

/** `15:00 – 17:00`, or what the slot is called. */
export function arrivalText(time: string, slots: readonly ArrivalSlot[], t: SayBooking): string {
  const slot = slots.find((each) => each.time === time)
  if (!slot) return time
  return slot.until === null ? t('arrivalNight') : `${slot.time} – ${slot.until}`
}

export interface ArrivalSheetProps {
  open: boolean
  onClose: () => void
  slots: readonly ArrivalSlot[]
  chosen: string | null
  onChosen: (time: string | null) => void
}

/** When the guest comes; not knowing yet is an answer too. */
export function ArrivalSheet({ open, onClose, slots, chosen, onChosen }: ArrivalSheetProps) {
  const t = useTexts(texts)
  const choices = [null, ...slots.map(({ time }) => time)]
  return (
    <Sheet open={open} onClose={onClose} title={t('arrivalTitle')} note={t('arrivalNote')}>
      <View className="gutter booking-choices">
        <View className="card" role="radiogroup" label={t('arrivalTitle')}>
          {choices.map((time) => (
            <Tap
              key={time ?? 'open'}
              className="row"
              role="radio"
              told={{ checked: chosen === time }}
              onTap={() => {
                onChosen(time)
                onClose()
              }}
            >
              <View className="row-value">{time === null ? t('arrivalOpen') : arrivalText(time, slots, t)}</View>
              <RadioMark on={chosen === time} />
            </Tap>
          ))}
        </View>
      </View>
    </Sheet>
  )
}

const wishes = ['wishHigh', 'wishQuiet', 'wishNear', 'wishFar', 'wishLate'] as const

export interface RemarkSheetProps {
  open: boolean
  onClose: () => void
  remark: string
  onDone: (remark: string) => void
}

/** A wish in the guest’s own words, or in ready ones. */
export function RemarkSheet({ open, onClose, remark, onDone }: RemarkSheetProps) {
  const t = useTexts(texts)
  const [text, setText] = useState(remark)
  useEffect(() => {
    if (open) setText(remark)
  }, [open])
  const said = (wish: (typeof wishes)[number]) => text.includes(t(wish))
  const toggle = (wish: (typeof wishes)[number]) => {
    const parts = text
      .split(t('wishBetween'))
      .map((part) => part.trim())
      .filter(Boolean)
    const next = said(wish) ? parts.filter((part) => part !== t(wish)) : [...parts, t(wish)]
    setText(next.join(t('wishBetween')).slice(0, remarkAtMost))
  }
  return (
    <Sheet
      open={open}
      onClose={onClose}
      title={t('remarkTitle')}
      note={t('remarkNote')}
      bar={
        <Button
          size="large"
          wide
          onTap={() => {
            onDone(text.trim())
            onClose()
          }}
        >
          {t('remarkDone')}
        </Button>
      }
    >
      <View className="gutter booking-choices">
        <Chips
          label={t('remarkTitle')}
          items={wishes.map((name) => ({ name, word: t(name) }))}
          chosen={wishes.filter(said)}
          onToggle={toggle}
        />
        <Field
          className="booking-remark"
          label={t('remark')}
          value={text}
          onChange={setText}
          lines={4}
          maxLength={remarkAtMost}
          placeholder={t('remarkHint')}
          hint={t('remarkLeft', { n: remarkAtMost - text.length })}
        />
      </View>
    </Sheet>
  )
}
