import { type Language, textIn } from '../../../contract/format.ts'
import type { MyOrder } from '../../../contract/guest/orders.ts'
import type { OrderStatus } from '../../../contract/order-status.ts'
import type { Handle } from '../../database/handle.ts'
import type { Coupons } from '../coupons/index.ts'
import type { FilesModule } from '../files/index.ts'
import type { Hotels } from '../hotels/index.ts'
import { guestOrder, type ViewDeps } from './guest-views.ts'
import type { Order } from './order.ts'
import type { WholeOrder } from './reads.ts'

export interface ShowDeps extends ViewDeps {
  db: Handle
  coupons: Pick<Coupons, 'afterStays'>
  files: Pick<FilesModule, 'views'>
  hotels: Pick<Hotels, 'roomTypesByIds'>
}

/** A member's orders as they see them, with what stands beside them: the room's picture, the coupon after the stay. */
export async function showOrders(
  deps: ShowDeps,
  wish: { memberId: string; orders: readonly WholeOrder[]; language: Language },
): Promise<MyOrder[]> {
  const { memberId, orders, language } = wish
  const images = await imagesOf(deps, orders, language)
  const stays = orders.flatMap(({ order }) => stayOf(order))
  const coupons = await deps.coupons.afterStays(deps.db, { memberId, stays })
  return orders.map((whole) => {
    const { id, roomTypeId } = whole.order
    const coupon = coupons.get(id)
    return {
      ...guestOrder(deps, whole, language),
      image: images.get(roomTypeId) ?? null,
      couponAfterCheckOut: coupon ? textIn(language, coupon) : null,
    }
  })
}

/** The first picture of each room type. */
async function imagesOf({ db, files, hotels }: ShowDeps, orders: readonly WholeOrder[], language: Language) {
  const types = await hotels.roomTypesByIds(db, [...new Set(orders.map(({ order }) => order.roomTypeId))])
  const wanted = types.flatMap(({ imageIds: [id], name }) => (id ? [{ id, alt: textIn(language, name) }] : []))
  const views = new Map((await files.views(db, wanted)).map((view) => [view.id, view]))
  return new Map(types.map(({ id, imageIds: [first = ''] }) => [id, views.get(first)]))
}

/** Whether a coupon may still follow, or may have been given; in other states none ever is. */
const stayIs: Partial<Record<OrderStatus, 'ahead' | 'over'>> = {
  awaiting_payment: 'ahead',
  paid: 'ahead',
  checked_in: 'ahead',
  finished: 'over',
}

function stayOf({ id, status, checkOut, totalFen, waivedFen, refundedFen }: Order) {
  const is = stayIs[status]
  return is ? [{ orderId: id, is, checkOut, keptFen: totalFen - waivedFen - refundedFen }] : []
}
