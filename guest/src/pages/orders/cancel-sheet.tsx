import type { GuestOrder } from '@contract/guest/orders.ts'
import { call, calls } from '../../api/call.ts'
import { useAct } from '../../api/use-act.ts'
import { Note, Pair, ProblemNote, Sheet, View } from '../../kit/index.ts'
import { orders } from '../../texts/orders.ts'
import { useTexts } from '../../texts/use-texts.ts'

export interface CancelSheetProps {
  /** An order that waits for payment; null: the sheet is closed. */
  order: GuestOrder | null
  onClose: () => void
  onCancelled: () => void
}

/** Asks once before an unpaid order is cancelled, and says what that does. */
export function CancelSheet({ order, onClose, onCancelled }: CancelSheetProps) {
  const t = useTexts(orders)
  const cancel = useAct(async (id: string) => {
    try {
      await call(calls.cancelMyOrder, { params: { id }, body: { expectedRefundFen: 0 } })
      onClose()
    } finally {
      // Refused, it was paid or ran out meanwhile: the list shows which.
      onCancelled()
    }
  })
  // To cancel for nothing back is refused where money has come.
  const paid = cancel.failure?.code === 'refund_changed'
  const close = () => {
    cancel.clear()
    onClose()
  }
  return (
    <Sheet
      open={order !== null}
      onClose={close}
      title={t('askCancel')}
      note={order && t('whichOne', { hotel: order.hotelName, room: order.roomTypeName })}
      bar={
        <Pair
          first={{ word: t('keepIt'), onTap: close }}
          second={{
            kind: 'warn',
            word: t('cancelIt'),
            busy: cancel.running,
            disabled: cancel.failure?.kind === 'refused',
            onTap: () => order && cancel.run(order.id),
          }}
        />
      }
    >
      <View className="gutter orders-sheet">
        <View>{t(order?.couponId ? 'askCancelCoupon' : 'askCancelText')}</View>
        {paid ? (
          <Note kind="warn" role="alert">
            {t('askCancelPaid')}
          </Note>
        ) : (
          cancel.failure && <ProblemNote failure={cancel.failure} />
        )}
      </View>
    </Sheet>
  )
}
