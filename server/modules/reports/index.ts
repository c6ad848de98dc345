import type { CouponReport, DayClose, OccupancyReport, RevenueReport } from '../../../contract/admin/reports.ts'
import type { Language } from '../../../contract/format.ts'
import type { Db } from '../../database/handle.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Coupons } from '../coupons/index.ts'
import type { Hotels } from '../hotels/index.ts'
import type { Orders } from '../orders/index.ts'
import type { Payments } from '../payments/index.ts'
import type { Rooms } from '../rooms/index.ts'
import type { Staff } from '../staff/index.ts'
import { couponReport } from './coupon-use.ts'
import { couponCsv, occupancyCsv, revenueCsv } from './csv-reports.ts'
import { type DayCloseWish, dayClose } from './day-close.ts'
import { occupancyReport } from './occupancy.ts'
import { revenueReport } from './revenue.ts'
import { branchesOf, checkSpan, type ReportWish } from './span.ts'

export { csvLine } from './csv.ts'
export type { ReportWish } from './span.ts'

export interface ReportsDeps {
  db: Db
  clock: Clock
  hotels: Hotels
  rooms: Rooms
  orders: Orders
  payments: Payments
  coupons: Coupons
  staff: Staff
}

export type Reports = ReturnType<typeof createReports>

type Wish = ReportWish & { language: Language }

/** What a manager reads: sums of what the modules below have written. It writes nothing. */
export function createReports(deps: ReportsDeps) {
  const { db, clock } = deps

  /** The branches and nights of a report. Refusals: `report_invalid`, `not_found`. */
  async function asked(wish: Wish) {
    const { from, to, language, hotelId, hotelIds } = wish
    checkSpan(wish)
    const hotels = await branchesOf(db, deps.hotels, wish)
    const whole = hotelId === undefined && hotelIds === 'all' ? 'chain' : 'some'
    return { hotels, whole, span: { from, to }, language, now: clock.now() } as const
  }

  return {
    occupancy: async (wish: Wish): Promise<OccupancyReport> => occupancyReport(db, deps, await asked(wish)),
    revenue: async (wish: Wish): Promise<RevenueReport> => revenueReport(db, deps, await asked(wish)),
    coupons: async (wish: Wish): Promise<CouponReport> => couponReport(db, deps, await asked(wish)),
    /** The same as text, part by part. */
    csv: {
      occupancy: async (wish: Wish): Promise<AsyncIterable<string>> => occupancyCsv(db, deps, await asked(wish)),
      revenue: async (wish: Wish): Promise<AsyncIterable<string>> => revenueCsv(db, deps, await asked(wish)),
      coupons: async (wish: Wish): Promise<AsyncIterable<string>> => couponCsv(db, deps, await asked(wish)),
    },
    dayClose: (wish: Omit<DayCloseWish, 'now'>): Promise<DayClose> => dayClose(db, deps, { ...wish, now: clock.now() }),
  }
}
