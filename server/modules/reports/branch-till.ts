import type { DayClose } from '../../../contract/admin/reports.ts'
import { instantText } from '../../../contract/format.ts'
import type { Handle } from '../../database/handle.ts'
import type { Instant } from '../../kernel/stay.ts'
import type { Orders } from '../orders/index.ts'
import type { Payments, Span, TillMark } from '../payments/index.ts'
import type { Staff } from '../staff/index.ts'

export interface BranchTillDeps {
  orders: { figures: Pick<Orders['figures'], 'figuresOfOrders'> }
  payments: Pick<Payments, 'till'>
  staff: Pick<Staff, 'byId'>
}

export type BranchTill = Pick<DayClose, 'payments' | 'refunds'>

type Bill = BranchTill['payments'][number]['bill']

/** Everything that came into a branch's till and went back in a span, with receipts, hands, and what WeChat's bill says. */
export async function branchTill(
  handle: Handle,
  deps: BranchTillDeps,
  { hotelId, span }: { hotelId: string; span: Span },
): Promise<BranchTill> {
  const { till } = deps.payments
  const payments = await ofBranch(handle, deps, { hotelId, span, read: till.tillPayments })
  const refunds = await ofBranch(handle, deps, { hotelId, span, read: till.tillRefunds })
  const who = await namesOf(handle, deps.staff, [...payments, ...refunds])
  const differs = await till.openDifferences(handle, [
    ...payments.flatMap(({ outTradeNo }) => (outTradeNo === null ? [] : [outTradeNo])),
    ...refunds.flatMap(({ outRefundNo, billed }) => (billed === null ? [] : [outRefundNo])),
  ])
  const billOf = (billed: boolean | null, no: string | null): Bill => {
    if (billed === null) return null
    if (no !== null && differs.has(no)) return 'differs'
    return billed ? 'matched' : 'waiting'
  }
  return {
    payments: payments.map(({ subjectId, recordedBy, at, outTradeNo, billed, ...payment }) => ({
      ...payment,
      orderId: subjectId,
      takenBy: who(recordedBy),
      at: instantText(at),
      bill: billOf(billed, outTradeNo),
    })),
    refunds: refunds.map(({ subjectId, recordedBy, at, outRefundNo, billed, ...refund }) => ({
      ...refund,
      orderId: subjectId,
      askedBy: who(recordedBy),
      at: instantText(at),
      bill: billOf(billed, outRefundNo),
    })),
  }
}

const pageAtMost = 256
const pagesAtMost = 4_000

/** What of the chain's till in that span is of the branch, with the numbers of its orders. */
async function ofBranch<Entry extends { id: string; subjectId: string; at: Instant }>(
  handle: Handle,
  { orders }: BranchTillDeps,
  {
    hotelId,
    span,
    read,
  }: {
    hotelId: string
    span: Span
    read(handle: Handle, wish: Span & { after: TillMark | null; limit: number }): Promise<Entry[]>
  },
): Promise<(Entry & { orderNo: string })[]> {
  const own: (Entry & { orderNo: string })[] = []
  let after: TillMark | null = null
  for (let page = 0; page < pagesAtMost; page += 1) {
    const entries: Entry[] = await read(handle, { ...span, after, limit: pageAtMost })
    const orderIds = [...new Set(entries.map(({ subjectId }) => subjectId))]
    const found = await orders.figures.figuresOfOrders(handle, { orderIds, hotelIds: [hotelId] })
    const numbers = new Map(found.map(({ id, orderNo }) => [id, orderNo]))
    own.push(
      ...entries.flatMap((entry) => {
        const orderNo = numbers.get(entry.subjectId)
        return orderNo === undefined ? [] : [{ ...entry, orderNo }]
      }),
    )
    const last = entries.at(-1)
    if (!last || entries.length < pageAtMost) return own
    after = { at: last.at, id: last.id }
  }
  throw new Error('the till of a day went on and on')
}

/** The name of whoever stands behind an actor's text; what no person did keeps it. */
async function namesOf(
  handle: Handle,
  staff: Pick<Staff, 'byId'>,
  entries: readonly { recordedBy: string }[],
): Promise<(actor: string) => string> {
  const names = new Map<string, string>()
  for (const actor of new Set(entries.map(({ recordedBy }) => recordedBy))) {
    const [kind, id] = actor.split(':')
    const person = kind === 'staff' && id ? await staff.byId(handle, id) : null
    if (person) names.set(actor, person.name)
  }
  return (actor) => names.get(actor) ?? actor
}
