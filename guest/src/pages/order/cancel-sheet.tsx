import { money } from '@contract/format.ts'
import { useEffect } from 'react'
import { call, calls } from '../../api/call.ts'
import { serverClock } from '../../api/clock.ts'
import { useAct } from '../../api/use-act.ts'
import { useCall } from '../../api/use-call.ts'
import { dayText, momentText, weekdayText } from '../../format/days.ts'
import {
  Answered,
  Block,
  Button,
  Card,
  keptText,
  Note,
  Price,
  ProblemNote,
  Rich,
  Sheet,
  Skeleton,
  View,
} from '../../kit/index.ts'
import { useLanguage } from '../../state/language.ts'
import { kit } from '../../texts/kit.ts'
import { order as texts } from '../../texts/order.ts'
import { useTexts } from '../../texts/use-texts.ts'
import './cancel-sheet.css'
import { hurry } from './polling.ts'
import { type Preview, type RefundRow, refundRows } from './refund-rows.ts'
import { sentences } from './room-words.ts'
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
        <View className="cancel-ways">
          <Button
            kind="warn"
            size="large"
            wide
            busy={cancel.running}
            disabled={refundFen === undefined || preview.loading || over}
            onTap={() => cancel.run(refundFen ?? 0)}
          >
            {cancelWord(order, refundFen, t)}
          </Button>
          <Button size="large" wide onTap={onClose}>
            {t('cancelKeep')}
          </Button>
        </View>
      }
    >
      <View className="gutter cancel-body">
        {changed ? (
          <Note kind="warn" role="alert">
            {t('refundChanged')}
          </Note>
        ) : (
          failure && <ProblemNote failure={failure} />
        )}
        <Answered of={preview} skeleton={<PreviewSkeleton />}>
          {(value) => <Figures order={order} preview={value} />}
        </Answered>
      </View>
    </Sheet>
  )
}

function cancelWord(
  order: OrderOfGuest,
  refundFen: number | undefined,
  t: ReturnType<typeof useTexts<keyof (typeof texts)['zh']>>,
): string {
  if (order.paidFen === 0 || refundFen === undefined) return t('cancelDo')
  return refundFen > 0 ? t('cancelRefund', { money: money(refundFen) }) : t('cancelNoRefund')
}

function Figures({ order, preview }: { order: OrderOfGuest; preview: Preview }) {
  const t = useTexts(texts)
  if (preview.paidFen === 0) {
    return <View className="s cancel-why">{t(order.couponId ? 'cancelUnpaidCoupon' : 'cancelUnpaid')}</View>
  }
  return (
    <>
      <Why order={order} preview={preview} />
      <Card>
        <View className="between s cancel-head">
          <View>{t(order.discountFen > 0 ? 'perNightCoupon' : 'perNight')}</View>
          <View>{t('toYou')}</View>
        </View>
        {refundRows(order, preview).map((row) => (
          <NightRow key={row.night} row={row} />
        ))}
        <View className="line cancel-line" />
        <View className="cancel-sum">
          <View className="h3">{t('backToWeChat')}</View>
          <Price amountFen={preview.refundFen} size={28} />
        </View>
        <Notes order={order} preview={preview} />
      </Card>
    </>
  )
}

/** The hotel's time now, and which term counts at it. */
function Why({ order, preview }: { order: OrderOfGuest; preview: Preview }) {
  const t = useTexts(texts)
  const say = useTexts(kit)
  const language = useLanguage()
  const { zone, cancelPolicy } = order
  const nowMs = serverClock.now()
  const kept = keptText(preview.kept, preview.keptFen, say)
  const free = cancelPolicy.phases.find(
    ({ keptFen, until }) => keptFen === 0 && until !== null && Date.parse(until) <= nowMs,
  )
  const why =
    preview.keptFen === 0
      ? t('cancelFree')
      : free?.until
        ? t('cancelPast', { until: momentText(free.until, { zone, language }), kept })
        : t('cancelKept', { kept })
  return (
    <View className="s cancel-why">
      <Rich of={t('cancelNow', { now: momentText(nowMs, { zone, language }), why })} />
    </View>
  )
}

function NightRow({ row: { night, priceFen, offFen, refundFen } }: { row: RefundRow }) {
  const t = useTexts(texts)
  const language = useLanguage()
  const share =
    offFen === null || offFen === 0
      ? money(priceFen)
      : t('shareLine', { price: money(priceFen), off: money(offFen), share: money(priceFen - offFen) })
  return (
    <View className="between cancel-night">
      <View className="grow">
        <View>{`${dayText(night, language)} ${weekdayText(night, language)}`}</View>
        <View className="xs">{share}</View>
      </View>
      <View className={refundFen > 0 ? 'strong' : 'ink-2'}>{money(refundFen)}</View>
    </View>
  )
}

function Notes({ order, preview }: { order: OrderOfGuest; preview: Preview }) {
  const t = useTexts(texts)
  const language = useLanguage()
  const { zone, couponId } = order
  const notes = [
    preview.refundFen > 0 ? t('refundDays') : '',
    couponId ? t(preview.keptFen === 0 ? 'refundCouponBack' : 'refundCouponKept') : '',
    preview.until ? t('refundUntil', { until: momentText(preview.until, { zone, language }) }) : '',
  ]
  return <View className="xs cancel-notes">{sentences(notes, t)}</View>
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
