import { dayName, money } from '@contract/format.ts'
import { addNights, nightsBetween } from '@contract/nights.ts'
import { useState } from 'react'
import { calls } from '../api/call.ts'
import { failureOf } from '../api/failure.ts'
import { Confirm } from '../kit/confirm.tsx'
import { Field, useFieldWords } from '../kit/field.tsx'
import { NightPicker } from '../kit/night-picker.tsx'
import { useLanguage } from '../state/language.ts'
import { useTexts } from '../texts/use-texts.ts'
import { verbs } from '../texts/verbs.ts'
import { leavingFen } from './figures.ts'
import { useVerb } from './use-order.ts'
import type { VerbProps } from './verb-dialog.tsx'
import { earliestLeave } from './verbs.ts'

/** More nights, at today's price of the plan: the server prices them, and the order then owes them. */
export function ExtendDialog({ order, onClose }: VerbProps) {
  const t = useTexts(verbs)
  const language = useLanguage()
  const [checkOut, setCheckOut] = useState(addNights(order.checkOut, 1))
  const result = t('extend', { day: dayName(checkOut, language), n: nightsBetween(order.checkOut, checkOut) })
  const act = useVerb(calls.extendStay, { id: order.id, said: result, onDone: onClose })
  const wrong = useFieldWords(act.error ? failureOf(act.error).fields : {})
  return (
    <Confirm
      title={t('verb_extend')}
      result={result}
      isBusy={act.isPending}
      error={act.error}
      onConfirm={() => act.mutate({ checkOut })}
      onClose={onClose}
    >
      <Field label={t('newCheckOut')} error={wrong('checkOut')} note={t('extendNote')}>
        <NightPicker
          zone={order.zone}
          value={checkOut}
          onChange={(night) => night && setCheckOut(night)}
          from={addNights(order.checkOut, 1)}
        />
      </Field>
    </Confirm>
  )
}

/** Fewer nights: what was paid for those that are left goes back. */
export function LeaveEarlyDialog({ order, today, onClose }: VerbProps) {
  const t = useTexts(verbs)
  const first = earliestLeave(order, today) ?? order.checkOut
  const [checkOut, setCheckOut] = useState(first)
  const refundFen = leavingFen(order, checkOut)
  const result = refundFen > 0 ? t('leaveEarlyRefund', { money: money(refundFen) }) : t('leaveEarly')
  const act = useVerb(calls.leaveEarly, { id: order.id, said: result, onDone: onClose })
  const wrong = useFieldWords(act.error ? failureOf(act.error).fields : {})
  return (
    <Confirm
      title={t('verb_leave_early')}
      result={result}
      isDanger
      isBusy={act.isPending}
      error={act.error}
      onConfirm={() => act.mutate({ checkOut })}
      onClose={onClose}
    >
      <Field label={t('newCheckOut')} error={wrong('checkOut')} note={t('leaveEarlyNote')}>
        <NightPicker
          zone={order.zone}
          value={checkOut}
          onChange={(night) => night && setCheckOut(night)}
          from={first}
          to={addNights(order.checkOut, -1)}
        />
      </Field>
    </Confirm>
  )
}
