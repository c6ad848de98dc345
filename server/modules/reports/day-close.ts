import type { DayClose } from '../../../contract/admin/reports.ts'
import { instantText, type Language, textIn } from '../../../contract/format.ts'
import type { Handle } from '../../database/handle.ts'
import { Refusal } from '../../kernel/refusal.ts'
import { type Instant, isNight, type Night } from '../../kernel/stay.ts'
import type { Hotels } from '../hotels/index.ts'
import type { Orders } from '../orders/index.ts'
import { type BranchTill, type BranchTillDeps, branchTill } from './branch-till.ts'
import { instantsOf } from './money-by-day.ts'

export interface DayCloseDeps extends BranchTillDeps {
  hotels: Pick<Hotels, 'hotel'>
  orders: BranchTillDeps['orders'] & Pick<Orders, 'openBalances' | 'roomsInHouse'>
}

export interface DayCloseWish {
  hotelId: string
  day: Night
  language: Language
  now: Instant
}

/** Entries of each list that are shown. */
const shownAtMost = 500

/** The till of a hotel day and what is open at its end: what a desk signs at night. Refusals: `not_found`, `report_invalid`. */
export async function dayClose(handle: Handle, deps: DayCloseDeps, wish: DayCloseWish): Promise<DayClose> {
  const { hotelId, day, language, now } = wish
  if (!isNight(day)) throw new Refusal('report_invalid', { fields: { day: 'not_a_date' } })
  const hotel = await deps.hotels.hotel(handle, hotelId)
  if (!hotel) throw new Refusal('not_found')
  const span = instantsOf(day, hotel.clock)
  const till = await branchTill(handle, deps, { hotelId, span })
  const open = { hotelId, day, limit: shownAtMost + 1 }
  const lists = {
    ...till,
    balances: await deps.orders.openBalances(handle, open),
    inHouse: await deps.orders.roomsInHouse(handle, { ...open, at: Math.min(span.to, now) }),
  }
  return {
    hotelId,
    hotelName: textIn(language, hotel.name),
    day,
    from: instantText(span.from),
    to: instantText(span.to),
    over: span.to <= now,
    methods: sumsOf(till),
    wechat: wechatOf(till),
    payments: lists.payments.slice(0, shownAtMost),
    refunds: lists.refunds.slice(0, shownAtMost),
    balances: lists.balances.slice(0, shownAtMost),
    inHouse: lists.inHouse.slice(0, shownAtMost),
    cut: (['payments', 'refunds', 'balances', 'inHouse'] as const).filter((name) => lists[name].length > shownAtMost),
  }
}

function sumsOf({ payments, refunds }: BranchTill): DayClose['methods'] {
  return (['wechat', 'cash', 'card', 'transfer'] as const).map((method) => {
    const [came, went] = [payments, refunds].map((list) => list.filter((entry) => entry.method === method))
    const [paidFen, refundedFen] = [sumFen(came!), sumFen(went!)]
    return {
      method,
      payments: came!.length,
      paidFen,
      refunds: went!.length,
      refundedFen,
      netFen: paidFen - refundedFen,
    }
  })
}

function wechatOf({ payments, refunds }: BranchTill): DayClose['wechat'] {
  const [came, went] = [payments, refunds].map((list) => list.filter(({ method }) => method === 'wechat'))
  const net = (bill: 'matched' | 'waiting') =>
    sumFen(came!.filter((entry) => entry.bill === bill)) - sumFen(went!.filter((entry) => entry.bill === bill))
  return {
    paidFen: sumFen(came!),
    refundedFen: sumFen(went!),
    matchedFen: net('matched'),
    waitingFen: net('waiting'),
    differs: [...came!, ...went!].filter(({ bill }) => bill === 'differs').length,
  }
}

function sumFen(entries: readonly { amountFen: number }[]): number {
  return entries.reduce((sum, { amountFen }) => sum + amountFen, 0)
}
