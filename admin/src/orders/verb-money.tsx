import { money } from '@contract/format.ts'
import { Input, InputNumber, Segmented, Select } from 'antd'
import { useState } from 'react'
import { calls } from '../api/call.ts'
import { failureOf } from '../api/failure.ts'
import { Confirm } from '../kit/confirm.tsx'
import { Field, useFieldWords } from '../kit/field.tsx'
import { useTexts } from '../texts/use-texts.ts'
import { verbs } from '../texts/verbs.ts'
import { words } from '../texts/words.ts'
import { useVerb } from './use-order.ts'
import type { VerbProps } from './verb-dialog.tsx'

type Method = 'cash' | 'card' | 'transfer'

/** Exactly what is due, taken at the desk. */
export function TakePaymentDialog({ order, onClose }: VerbProps) {
  const t = useTexts(verbs)
  const tw = useTexts(words)
  const [method, setMethod] = useState<Method>('cash')
  const [receiptNo, setReceiptNo] = useState('')
  const amountFen = order.balanceFen
  const result = t('takePayment', { money: money(amountFen) })
  const act = useVerb(calls.takeDeskPayment, { id: order.id, said: result, onDone: onClose })
  const wrong = useFieldWords(act.error ? failureOf(act.error).fields : {})
  return (
    <Confirm
      title={t('verb_take_payment')}
      result={result}
      isReady={receiptNo.trim() !== '' && amountFen > 0}
      isBusy={act.isPending}
      error={act.error}
      onConfirm={() => act.mutate({ method, amountFen, receiptNo: receiptNo.trim() })}
      onClose={onClose}
    >
      <Segmented<Method>
        aria-label={t('method')}
        value={method}
        onChange={setMethod}
        options={[
          { value: 'cash', label: tw('method_cash') },
          { value: 'card', label: tw('method_card') },
          { value: 'transfer', label: tw('method_transfer') },
        ]}
      />
      <Field label={t('receiptNo')} error={wrong('receiptNo')}>
        <Input value={receiptNo} maxLength={64} onChange={({ target }) => setReceiptNo(target.value)} />
      </Field>
    </Confirm>
  )
}

/** Money given back for a reason, the order staying as it is. */
export function RefundDialog({ order, onClose }: VerbProps) {
  const t = useTexts(verbs)
  const open = order.payments.filter(({ amountFen, refundedFen }) => amountFen > refundedFen)
  const [paymentId, setPaymentId] = useState(open[0]?.id)
  const [yuan, setYuan] = useState<number | null>(null)
  const [reason, setReason] = useState('')
  const payment = open.find(({ id }) => id === paymentId)
  const leftFen = payment ? payment.amountFen - payment.refundedFen : 0
  const amountFen = Math.round((yuan ?? 0) * 100)
  const isFit = amountFen > 0 && amountFen <= leftFen
  const result = isFit ? t('refund', { money: money(amountFen) }) : t('amountFirst')
  const act = useVerb(calls.refundOrder, { id: order.id, said: result, onDone: onClose })
  const wrong = useFieldWords(act.error ? failureOf(act.error).fields : {})
  return (
    <Confirm
      title={t('verb_refund')}
      result={result}
      isDanger
      isReady={isFit && reason.trim() !== ''}
      isBusy={act.isPending}
      error={act.error}
      onConfirm={() => paymentId && act.mutate({ paymentId, amountFen, reason: reason.trim() })}
      onClose={onClose}
    >
      {open.length > 1 ? (
        <Field label={t('whichPayment')}>
          <Select
            value={paymentId}
            onChange={setPaymentId}
            options={open.map(({ id, amountFen: paid, receiptNo }) => ({
              value: id,
              label: [money(paid), receiptNo].filter(Boolean).join(' '),
            }))}
          />
        </Field>
      ) : null}
      <Field
        label={t('amount')}
        note={t('atMost', { money: money(leftFen) })}
        error={amountFen > leftFen ? t('atMost', { money: money(leftFen) }) : wrong('amountFen')}
      >
        <InputNumber<number> prefix="¥" min={0.01} precision={2} controls={false} value={yuan} onChange={setYuan} />
      </Field>
      <Reason value={reason} onChange={setReason} error={wrong('reason')} />
    </Confirm>
  )
}

/** Why; it is kept with the order and in the audit log. */
export function Reason({ value, onChange, error }: ReasonProps) {
  const t = useTexts(verbs)
  return (
    <Field label={t('reason')} error={error} note={t('reasonNote')}>
      <Input.TextArea value={value} maxLength={200} rows={2} onChange={({ target }) => onChange(target.value)} />
    </Field>
  )
}

interface ReasonProps {
  value: string
  onChange(reason: string): void
  error: string | undefined
}
