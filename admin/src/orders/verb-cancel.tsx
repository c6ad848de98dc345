import type { DeskOrderWhole } from '@contract/admin/orders.ts'
import { money } from '@contract/format.ts'
import { Radio } from 'antd'
import { useState } from 'react'
import { calls } from '../api/call.ts'
import { serverClock } from '../api/clock.ts'
import { failureOf } from '../api/failure.ts'
import { Confirm } from '../kit/confirm.tsx'
import { useFieldWords } from '../kit/field.tsx'
import { useMay } from '../state/session.ts'
import { useTexts } from '../texts/use-texts.ts'
import { verbs } from '../texts/verbs.ts'
import { phaseAt, returnableFen } from './figures.ts'
import { useVerb } from './use-order.ts'
import type { VerbProps } from './verb-dialog.tsx'
import { Reason } from './verb-money.tsx'

type Returns = 'by_policy' | 'all'

/**
 * The figure on the button is the one that is sent along: where the server comes to another one meanwhile, it refuses
 * with it, and the button then names that.
 */
export function CancelDialog({ order, onClose }: VerbProps) {
  const t = useTexts(verbs)
  const may = useMay()
  const [returns, setReturns] = useState<Returns>('by_policy')
  const [reason, setReason] = useState('')
  const [changed, setChanged] = useState<{ returns: Returns; refundFen: number } | null>(null)
  const refundFen = changed?.returns === returns ? changed.refundFen : shownFen(order, returns)
  const result = refundFen > 0 ? t('cancelRefund', { money: money(refundFen) }) : t('cancelNothing')
  const act = useVerb(calls.cancelOrder, { id: order.id, said: result, onDone: onClose })
  const failure = act.error ? failureOf(act.error) : null
  const wrong = useFieldWords(failure?.fields ?? {})
  const confirm = () =>
    act.mutate(
      { reason: reason.trim(), returns, expectedRefundFen: refundFen },
      {
        onError: (error) => {
          const { refundFen: now } = failureOf(error).facts
          if (typeof now === 'number') setChanged({ returns, refundFen: now })
        },
      },
    )
  return (
    <Confirm
      title={t('verb_cancel')}
      result={result}
      isDanger
      isReady={reason.trim() !== ''}
      isBusy={act.isPending}
      error={act.error}
      onConfirm={confirm}
      onClose={onClose}
    >
      {order.status === 'paid' && may('orders.refund') ? (
        <Radio.Group
          aria-label={t('returns')}
          value={returns}
          onChange={({ target }) => setReturns(target.value as Returns)}
          options={[
            { value: 'by_policy', label: t('byPolicy', { money: money(shownFen(order, 'by_policy')) }) },
            { value: 'all', label: t('returnAll', { money: money(shownFen(order, 'all')) }) },
          ]}
        />
      ) : null}
      <p>{t(order.status === 'paid' ? 'cancelPaidNote' : 'cancelUnpaidNote')}</p>
      <Reason value={reason} onChange={setReason} error={wrong('reason')} />
    </Confirm>
  )
}

/** What the order itself says comes back. */
function shownFen(order: DeskOrderWhole, returns: Returns): number {
  if (order.status !== 'paid') return 0
  if (returns === 'all') return returnableFen(order)
  return phaseAt(order.cancelPolicy.phases, serverClock.now())?.refundFen ?? 0
}
