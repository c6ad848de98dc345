import * as contract from '../../../contract/admin/reports.ts'
import type { Language } from '../../../contract/format.ts'
import type { QueryOf } from '../../../contract/operation.ts'
import { type Route, route, type StaffCaller, Streamed } from '../../http/route.ts'
import { refuseElsewhere } from '../../http/staff-scope.ts'
import type { Reports } from './index.ts'

/** Reports of the branches at which the caller may read them. */
export function reportRoutes({ reports }: { reports: Reports }): Route[] {
  return [
    route(contract.reportOccupancy, async (call) =>
      call.query.format === 'csv'
        ? file('occupancy', call.query, await reports.csv.occupancy(wishOf(call)))
        : reports.occupancy(wishOf(call)),
    ),
    route(contract.reportRevenue, async (call) =>
      call.query.format === 'csv'
        ? file('revenue', call.query, await reports.csv.revenue(wishOf(call)))
        : reports.revenue(wishOf(call)),
    ),
    route(contract.reportCoupons, async (call) =>
      call.query.format === 'csv'
        ? file('coupons', call.query, await reports.csv.coupons(wishOf(call)))
        : reports.coupons(wishOf(call)),
    ),
    route(contract.reportDayClose, async ({ caller, query, language }) => {
      refuseElsewhere(caller, 'orders.desk', query.hotelId)
      return reports.dayClose({ ...query, language })
    }),
  ]
}

interface Asked {
  caller: StaffCaller
  query: QueryOf<typeof contract.reportOccupancy>
  language: Language
}

function wishOf({ caller, query: { hotelId, from, to }, language }: Asked) {
  return { hotelId, from, to, hotelIds: caller.hotelsWhere('reports.read'), language }
}

function file(name: string, { from, to }: Asked['query'], parts: AsyncIterable<string>): Streamed {
  return new Streamed(parts, {
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': `attachment; filename="${name}-${from}-${to}.csv"`,
  })
}
