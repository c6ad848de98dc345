import { setImmediate } from 'node:timers/promises'
import type { RevenueReport } from '../../../contract/admin/reports.ts'
import { textIn } from '../../../contract/format.ts'
import type { Handle } from '../../database/handle.ts'
import { addNights, type Night, nightsAtMost } from '../../kernel/stay.ts'
import type { Hotels } from '../hotels/index.ts'
import { arrivalsInto, branchFigures, type FiguresDeps } from './branch-figures.ts'
import { addTo, moneyOf, noFigures } from './figures.ts'
import { type MoneyDeps, moneyByDay } from './money-by-day.ts'
import { type Asked, named, sumOf } from './occupancy.ts'
import { type NightSpan, nightsIn, stretches } from './span.ts'

export interface RevenueDeps extends FiguresDeps, MoneyDeps {
  hotels: Pick<Hotels, 'roomTypesOf' | 'ratePlansOf'>
  orders: FiguresDeps['orders'] & MoneyDeps['orders']
}

const nightsAtOnce = 31

/** What the branches earned: by the night it is for, and by the day on which the money came. */
export async function revenueReport(
  handle: Handle,
  deps: RevenueDeps,
  asked: Asked & { whole: 'chain' | 'some' },
): Promise<RevenueReport> {
  const { span, language } = asked
  const nights = nightsIn(span)
  const byNight = nights.map(noFigures)
  const total = noFigures()
  const report: Pick<RevenueReport, 'hotels' | 'roomTypes' | 'ratePlans'> = { hotels: [], roomTypes: [], ratePlans: [] }
  for await (const branch of branchFigures(handle, deps, asked)) {
    const sum = sumOf(branch, byNight)
    addTo(total, sum)
    report.hotels.push({ ...named(branch.hotel, language), ...moneyOf(sum) })
    for (const { type, nights: figures } of branch.types) {
      const ofType = noFigures()
      for (const night of figures) addTo(ofType, night)
      const { id, hotelId, name } = type
      report.roomTypes.push({ id, hotelId, name: textIn(language, name), ...moneyOf(ofType) })
    }
    report.ratePlans.push(...(await plansOf(handle, deps, { branch, asked })))
  }
  return {
    ...span,
    total: moneyOf(total),
    nights: byNight.map((figures, index) => ({ night: nights[index]!, ...moneyOf(figures) })),
    ...report,
    payments: await moneyByDay(handle, deps, asked),
  }
}

async function plansOf(
  handle: Handle,
  { hotels, orders }: RevenueDeps,
  {
    branch: { hotel, types },
    asked: { span, language },
  }: { branch: Parameters<typeof sumOf>[0]; asked: Pick<Asked, 'span' | 'language'> },
): Promise<RevenueReport['ratePlans']> {
  const sums = new Map<string, { keptFen: number; dueFen: number }>()
  const add = ({ ratePlanId, ...more }: { ratePlanId: string; keptFen: number; dueFen: number }) => {
    const sum = sums.get(ratePlanId) ?? { keptFen: 0, dueFen: 0 }
    sums.set(ratePlanId, { keptFen: sum.keptFen + more.keptFen, dueFen: sum.dueFen + more.dueFen })
  }
  const of = { hotelId: hotel.id, nights: span }
  for (const arrivals of stretches(span, nightsAtOnce)) {
    for (const sum of await orders.figures.planSums(handle, { ...of, arrivals })) add(sum)
    await setImmediate()
  }
  for (const arrivals of reachingOver(span)) {
    for (const sum of await orders.figures.planSumsReaching(handle, { ...of, arrivals })) add(sum)
    await setImmediate()
  }
  const plans = await hotels.ratePlansOf(
    handle,
    types.map(({ type }) => type.id),
    'all',
  )
  return plans.flatMap(({ id, roomTypeId, name }) => {
    const sum = sums.get(id)
    return sum ? [{ id, roomTypeId, hotelId: hotel.id, name: textIn(language, name), ...sum }] : []
  })
}

/** On which days whoever stays over an end of the span has arrived, in stretches, each day once. */
function reachingOver({ from, to }: NightSpan): NightSpan[] {
  const intoIt = { from: arrivalsInto({ from, to }).from, to: from }
  const outOfIt = { from: laterOf(from, addNights(to, 1 - nightsAtMost)), to }
  return [...stretches(intoIt, nightsAtOnce), ...stretches(outOfIt, nightsAtOnce)]
}

function laterOf(a: Night, b: Night): Night {
  return a > b ? a : b
}
