import { money } from '@contract/format.ts'
import { useEffect } from 'react'
import { call, calls } from '../../api/call.ts'
import { serverClock } from '../../api/clock.ts'
import { useAct } from '../../api/use-act.ts'
import { useCall } from '../../api/use-call.ts'
import { Answered, Block, Note, Pair, ProblemNote, Sheet, Skeleton, View } from '../../kit/index.ts'
import { order as texts } from '../../texts/order.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { Figures } from './cancel-figures.tsx'
import './cancel-sheet.css'
import { hurry } from './polling.ts'
import type { SayOrder } from './room-words.ts'
import type { OrderOfGuest } from './story.ts'

export interface CancelSheetProps {
  open: boolean
  onClose: () => void
  order: OrderOfGuest
  /** The order after it was cancelled, or as it turned out to be. */
  onChanged: (order: OrderOfGuest) => void
}

/** What comes back, to the fen, before anything is cancelled; and cancelling for that figure alone. */
export function CancelSheet(props: CancelSheetProps) {
  // Each opening looks anew: the figure depends on the time.
  return props.open ? <OpenSheet {...props} /> : null
}

function OpenSheet({ onClose, order, onChanged }: CancelSheetProps) {
  const t = useTexts(texts)
  const { id } = order
  const preview = useCall(`cancellation ${id}`, () => call(calls.previewCancellation, { params: { id } }))
  const cancel = useAct(async (expectedRefundFen: number) => {
    const now = await call(calls.cancelMyOrder, { params: { id }, body: { expectedRefundFen } })
    hurry(id)
    onClose()
    onChanged(now)
  })
  const { failure } = cancel
  const changed = failure?.code === 'refund_changed'
  const over = failure?.code === 'order_not_cancellable' || preview.value?.cancellable === false
  useEffect(() => {
    if (changed) preview.retry()
  }, [failure])
  useEffect(() => {
    if (!over) return
    void call(calls.getMyOrder, { params: { id } }).then(onChanged, () => undefined)
  }, [over])
  useUntil(preview.value?.until ?? null, preview.retry)
  const refundFen = preview.value?.refundFen
  return (
    <Sheet
      open
      onClose={onClose}
      title={t('cancelTitle')}
      bar={
        <Pair
          first={{
            kind: 'warn',
            word: cancelWord(order, refundFen, t),
            busy: cancel.running,
            disabled: refundFen === undefined || preview.loading || over,
            onTap: () => cancel.run(refundFen ?? 0),
          }}
          second={{ word: t('cancelKeep'), onTap: onClose }}
        />
      }
    >
      <View className="gutter cancel-body">
        {over || changed ? (
          <Note kind="warn" role="alert">
            {t(over ? 'cancelOver' : 'refundChanged')}
          </Note>
        ) : (
          failure && <ProblemNote failure={failure} />
        )}
        {!over && (
          <Answered of={preview} skeleton={<PreviewSkeleton />}>
            {(value) => <Figures order={order} preview={value} />}
          </Answered>
        )}
      </View>
    </Sheet>
  )
}

function cancelWord(order: OrderOfGuest, refundFen: number | undefined, t: SayOrder): string {
  if (order.paidFen === 0 || refundFen === undefined) return t('cancelDo')
  return refundFen > 0 ? t('cancelRefund', { money: money(refundFen) }) : t('cancelNoRefund')
}

function PreviewSkeleton() {
  return (
    <Skeleton>
      <Block width="full" height={40} />
      <View className="cancel-blocks">
        <Block width="full" height={180} dark />
      </View>
    </Skeleton>
  )
}

const timerAtMostMs = 2 ** 31 - 1

/** Once the instant is reached by the server's clock, looks again. */
function useUntil(until: string | null, again: () => void): void {
  useEffect(() => {
    if (until === null) return
    const left = Date.parse(until) - serverClock.now()
    if (left > timerAtMostMs) return
    const timer = setTimeout(again, Math.max(1_000, left + 500))
    return () => clearTimeout(timer)
  }, [until, again])
}
