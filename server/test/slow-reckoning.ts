import { type HotelClock, hotelDay, weekdayOf } from '../kernel/stay.ts'
import type { House } from '../modules/orders/test-house.ts'
import { type Figures, noFigures } from '../modules/reports/figures.ts'
import type { NightSpan } from '../modules/reports/span.ts'

/** Every figure reckoned line by line from the rows alone, in the plainest way: what the reports have to agree with. */
export async function reckonSlowly(house: House, span: NightSpan) {
  const orders = await house.tables.selectFrom('orders').selectAll().execute()
  const lines = await house.tables.selectFrom('order_line').selectAll().execute()
  const byType = new Map<string, Figures>()
  const byNight = new Map<string, Figures>()
  const byWeekday = new Map<string, number>()
  const byPlan = new Map<string, { keptFen: number; dueFen: number }>()
  for (const line of lines.filter(({ night }) => night >= span.from && night < span.to)) {
    const order = orders.find(({ id }) => id === line.order_id)!
    const has = line.stock === 'sold' || line.stock === 'none'
    const leftFen = line.share_fen - line.refunded_fen
    const paidFen = line.payment_id === null ? 0 : leftFen
    const plan = byPlan.get(order.rate_plan_id) ?? { keptFen: 0, dueFen: 0 }
    byPlan.set(order.rate_plan_id, plan)
    plan.keptFen += paidFen
    for (const figures of [figuresAt(byType, line.room_type_id), figuresAt(byNight, line.night)]) {
      if (['paid', 'checked_in', 'finished'].includes(order.status) && has) {
        figures[leftFen > 0 ? 'roomsSold' : 'roomsComp'] += 1
        figures.stayFen += leftFen
        figures.dueFen += leftFen - paidFen
      }
      if (order.status === 'no_show') {
        if (has) figures.roomsNoShow += 1
        figures.noShowFen += paidFen
      }
      if (['cancelled', 'refunding', 'refunded'].includes(order.status)) figures.cancellationFen += paidFen
    }
    if (['paid', 'checked_in', 'finished'].includes(order.status) && has) {
      plan.dueFen += leftFen - paidFen
      const key = `${line.room_type_id} ${weekdayOf(line.night)}`
      if (leftFen > 0) byWeekday.set(key, (byWeekday.get(key) ?? 0) + 1)
    }
  }
  const arriving = orders.filter((one) => one.check_in >= span.from && one.check_in < span.to && one.paid_fen > 0)
  const cancelled = arriving.filter(({ status }) => ['cancelled', 'refunding', 'refunded'].includes(status))
  return { byType, byNight, byWeekday, byPlan, bookings: arriving.length, cancelled: cancelled.length }
}

function figuresAt(all: Map<string, Figures>, key: string): Figures {
  const known = all.get(key) ?? noFigures()
  all.set(key, known)
  return known
}

/** Money in and back by hotel day and method, from the rows of payments and refunds. */
export async function tillSlowly(house: House, { clock, span }: { clock: HotelClock; span: NightSpan }) {
  const days = new Map<string, { day: string; method: string; paidFen: number; refundedFen: number }>()
  const at = (instant: number, method: string) => {
    const day = hotelDay(instant, clock)
    const row = days.get(`${day} ${method}`) ?? { day, method, paidFen: 0, refundedFen: 0 }
    if (day >= span.from && day < span.to) days.set(`${day} ${method}`, row)
    return row
  }
  for (const order of await house.tables.selectFrom('orders').select('id').execute()) {
    const payments = await house.payments.paymentsOf(house.db, order.id)
    for (const { paidAt, method, amountFen } of payments) at(paidAt, method).paidFen += amountFen
    for (const refund of await house.payments.refundsOf(house.db, order.id)) {
      const { method } = payments.find(({ id }) => id === refund.paymentId)!
      at(refund.createdAt, method).refundedFen += refund.amountFen
    }
  }
  return [...days.values()].sort((a, b) => (`${a.day} ${a.method}` < `${b.day} ${b.method}` ? -1 : 1))
}
