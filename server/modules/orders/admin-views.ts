import type { DeskOrder, DeskOrderWhole } from '../../../contract/admin/orders.ts'
import { instantOrNull, instantText, type Language } from '../../../contract/format.ts'
import type { Handle } from '../../database/handle.ts'
import type { Payment, Payments, Refund } from '../payments/index.ts'
import type { EarlyDeparture, previewReturns } from './desk/preview-returns.ts'
import { cancellationView, guestOrder, refundsByNight, roomView, type ViewDeps } from './guest-views.ts'
import type { WholeOrder } from './reads.ts'

/** An order as the desk sees it. */
export function deskOrder(deps: ViewDeps, whole: WholeOrder, language: Language): DeskOrder {
  const { order, rooms } = whole
  return {
    ...guestOrder(deps, whole, language),
    guests: rooms.map((room) => ({ ...roomView(room), roomId: room.roomId })),
    memberId: order.memberId,
    source: order.source,
    language: order.language,
    waivedFen: order.waivedFen,
    version: order.version,
  }
}

/** The same with all of its money. */
export async function deskOrderWhole(
  deps: ViewDeps & { payments: Pick<Payments, 'paymentsOf' | 'refundsOf'> },
  handle: Handle,
  { whole, language }: { whole: WholeOrder; language: Language },
): Promise<DeskOrderWhole> {
  const { id } = whole.order
  const payments = await deps.payments.paymentsOf(handle, id)
  const refunds = await deps.payments.refundsOf(handle, id)
  return {
    ...deskOrder(deps, whole, language),
    lines: whole.lines,
    payments: payments.map(paymentView),
    refunds: refunds.map(refundView),
  }
}

/** What cancelling or leaving early would return, by night. */
export function returnsView({ cancellation, earlyDeparture }: ReturnType<typeof previewReturns>) {
  return {
    cancellation: cancellation && cancellationView(cancellation),
    earlyDeparture: earlyDeparture && earlyDepartureView(earlyDeparture),
  }
}

function earlyDepartureView({ parts, ...departure }: EarlyDeparture) {
  return { ...departure, nights: refundsByNight(parts) }
}

function paymentView(payment: Payment) {
  const { id, purpose, method, amountFen, refundedFen, receiptNo, transactionId, paidAt } = payment
  return { id, purpose, method, amountFen, refundedFen, receiptNo, transactionId, paidAt: instantText(paidAt) }
}

function refundView({ id, paymentId, amountFen, cause, state, createdAt, settledAt }: Refund) {
  const times = { createdAt: instantText(createdAt), settledAt: instantOrNull(settledAt) }
  return { id, paymentId, amountFen, cause, state, ...times }
}
