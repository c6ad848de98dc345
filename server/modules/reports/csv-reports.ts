import type { CouponReport } from '../../../contract/admin/reports.ts'
import { textIn } from '../../../contract/format.ts'
import type { Handle } from '../../database/handle.ts'
import type { Night } from '../../kernel/stay.ts'
import type { Hotel, RoomType } from '../hotels/index.ts'
import { branchFigures, type FiguresDeps } from './branch-figures.ts'
import { type CouponUseDeps, couponUses } from './coupon-use.ts'
import { type CsvColumn, csvHead, csvRow, yuan } from './csv.ts'
import { addTo, type Figures, moneyOf, noFigures, roomsOf } from './figures.ts'
import type { Asked } from './occupancy.ts'
import { nightsIn } from './span.ts'

interface NightRow {
  hotel: string
  night: Night
  figures: Figures
}

const rooms = (row: NightRow) => roomsOf(row.figures)
const money = (row: NightRow) => moneyOf(row.figures)
const yuanOrNothing = (amountFen: number | null) => (amountFen === null ? null : yuan(amountFen))

const occupancyColumns: readonly CsvColumn<NightRow>[] = [
  { zh: '门店', en: 'Branch', of: ({ hotel }) => hotel },
  { zh: '日期', en: 'Night', of: ({ night }) => night },
  { zh: '可售房', en: 'Rooms available', of: (row) => rooms(row).roomsAvailable },
  { zh: '停用房', en: 'Out of order', of: (row) => rooms(row).roomsOutOfOrder },
  { zh: '售出', en: 'Rooms sold', of: (row) => rooms(row).roomsSold },
  { zh: '免费房', en: 'Complimentary', of: (row) => rooms(row).roomsComp },
  { zh: '未到店', en: 'No-show', of: (row) => rooms(row).roomsNoShow },
  { zh: '入住率', en: 'Occupancy', of: (row) => rooms(row).occupancy },
  { zh: '房费收入（元）', en: 'Room revenue (CNY)', of: (row) => yuan(rooms(row).roomRevenueFen) },
  { zh: '平均房价（元）', en: 'ADR (CNY)', of: (row) => yuanOrNothing(rooms(row).adrFen) },
  { zh: '每间可售房收入（元）', en: 'RevPAR (CNY)', of: (row) => yuanOrNothing(rooms(row).revParFen) },
]

/** A line per branch and night. */
export async function* occupancyCsv(handle: Handle, deps: FiguresDeps, asked: Asked): AsyncGenerator<string> {
  const { span, language } = asked
  yield csvHead(occupancyColumns, language)
  for await (const { hotel, types } of branchFigures(handle, deps, asked)) {
    const lines = nightsIn(span).map((night, index) => {
      const figures = noFigures()
      for (const { nights } of types) addTo(figures, nights[index]!)
      return csvRow(occupancyColumns, { hotel: nameOf(hotel, language), night, figures })
    })
    yield lines.join('')
  }
}

interface TypeRow extends NightRow {
  roomType: string
}

const revenueColumns: readonly CsvColumn<TypeRow>[] = [
  { zh: '门店', en: 'Branch', of: ({ hotel }) => hotel },
  { zh: '房型', en: 'Room type', of: ({ roomType }) => roomType },
  { zh: '日期', en: 'Night', of: ({ night }) => night },
  { zh: '售出', en: 'Rooms sold', of: (row) => rooms(row).roomsSold },
  { zh: '房费收入（元）', en: 'Room revenue (CNY)', of: (row) => yuan(money(row).roomRevenueFen) },
  { zh: '其中未到店（元）', en: 'Of it no-shows (CNY)', of: (row) => yuan(money(row).noShowFen) },
  { zh: '取消费（元）', en: 'Cancellation fees (CNY)', of: (row) => yuan(money(row).cancellationFen) },
  { zh: '未收（元）', en: 'Not paid yet (CNY)', of: (row) => yuan(money(row).dueFen) },
  { zh: '实收（元）', en: 'Kept (CNY)', of: (row) => yuan(money(row).keptFen) },
]

/** A line per type and night on which there was anything. */
export async function* revenueCsv(handle: Handle, deps: FiguresDeps, asked: Asked): AsyncGenerator<string> {
  const { span, language } = asked
  const nights = nightsIn(span)
  yield csvHead(revenueColumns, language)
  for await (const { hotel, types } of branchFigures(handle, deps, asked)) {
    for (const { type, nights: figures } of types) {
      const lines = figures.flatMap((one, index) => {
        const row = { hotel: nameOf(hotel, language), roomType: nameOf(type, language), night: nights[index]! }
        return isQuiet(one) ? [] : [csvRow(revenueColumns, { ...row, figures: one })]
      })
      yield lines.join('')
    }
  }
}

function isQuiet(figures: Figures): boolean {
  return figures.roomsSold === 0 && figures.stayFen === 0 && figures.noShowFen === 0 && figures.cancellationFen === 0
}

function nameOf({ name }: Hotel | RoomType, language: Asked['language']): string {
  return textIn(language, name)
}

type CouponRow = CouponReport['items'][number]

const couponColumns: readonly CsvColumn<CouponRow>[] = [
  { zh: '优惠券', en: 'Coupon', of: ({ name }) => name },
  { zh: '编号', en: 'Id', of: ({ id }) => id },
  { zh: '发放', en: 'Given', of: ({ granted }) => granted },
  { zh: '使用', en: 'Used', of: ({ used }) => used },
  { zh: '过期', en: 'Run out', of: ({ expired }) => expired },
  { zh: '使用率', en: 'Use', of: ({ useRate }) => useRate },
  { zh: '用券订单', en: 'Orders', of: ({ orders }) => orders },
  { zh: '优惠金额（元）', en: 'Taken off (CNY)', of: ({ discountFen }) => yuan(discountFen) },
  { zh: '订单实收（元）', en: 'Kept of the orders (CNY)', of: ({ keptFen }) => yuan(keptFen) },
]

/** A line per coupon. */
export async function* couponCsv(
  handle: Handle,
  deps: CouponUseDeps,
  wish: Parameters<typeof couponUses>[2],
): AsyncGenerator<string> {
  yield csvHead(couponColumns, wish.language)
  for await (const one of couponUses(handle, deps, wish)) yield csvRow(couponColumns, one)
}
