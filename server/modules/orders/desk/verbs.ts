import type { Tx } from '../../../database/handle.ts'
import { oncePerRequest, type RequestKey } from '../../../database/request-keys.ts'
import type { Messaging } from '../../../messaging/index.ts'
import type { Offers } from '../../offers/index.ts'
import { cancelOrder } from '../cancel-order.ts'
import type { PlacingDeps } from '../place-orders.ts'
import { assignRooms, unassignRooms } from './assign-rooms.ts'
import { changeRoomNumber } from './change-room.ts'
import { type CheckInWish, checkIn, undoCheckIn } from './check-in.ts'
import { type CheckOutWish, checkOut, undoCheckOut } from './check-out.ts'
import { type AtDesk, type DeskDeps, orderAtDesk, recordDeed } from './desk.ts'
import { goodwillRefund, takeDeskPayment } from './desk-money.ts'
import { extend, leaveEarly } from './extend.ts'
import { noShow, reinstate } from './no-show.ts'
import { type WalkIn, walkIn } from './walk-in.ts'

export interface DeskVerbDeps extends DeskDeps, PlacingDeps {
  inventory: DeskDeps['inventory']
  coupons: DeskDeps['coupons'] & PlacingDeps['coupons']
  offers: Pick<Offers, 'priceMany'>
  /** Late-bound: the messaging is made when the modules are there. */
  half: () => Pick<Messaging['half'], 'around'>
}

type Verb<Wish, Answer> = (tx: Tx, deps: DeskVerbDeps, wish: Wish) => Promise<Answer>

/** What the front desk does. Each is a whole unit of work, at branches the person may work at, with an audit row. */
export function deskVerbs(deps: DeskVerbDeps) {
  const inOne =
    <Wish, Answer>(verb: Verb<Wish, Answer>) =>
    (wish: Wish) =>
      deps.db.transaction((tx) => verb(tx, deps, wish))
  /** Money is taken or given once per request. */
  const oncePerKey =
    <Wish extends AtDesk>(verb: Verb<Wish, unknown>) =>
    (wish: Wish & { request: RequestKey }) =>
      deps.db.transaction((tx) =>
        oncePerRequest(tx, wish.request, async () => {
          await verb(tx, deps, wish)
          return wish.orderId
        }),
      )
  return {
    assignRooms: inOne(assignRooms),
    unassignRooms: inOne(unassignRooms),
    checkIn: inOne<CheckInWish, void>(checkIn),
    undoCheckIn: inOne(undoCheckIn),
    undoCheckOut: inOne(undoCheckOut),
    noShow: inOne(noShow),
    reinstate: inOne(reinstate),
    extend: inOne(extend),
    leaveEarly: inOne(leaveEarly),
    changeRoomNumber: inOne(changeRoomNumber),
    takeDeskPayment: oncePerKey(takeDeskPayment),
    goodwillRefund: oncePerKey(goodwillRefund),
    walkIn: inOne<WalkIn, string>(walkIn),
    cancelByStaff: inOne(cancelByStaff),

    /** See `check-out.ts`. The end of a stay is told by a half message around this transaction. */
    checkOut: (wish: CheckOutWish) =>
      deps
        .half()
        .around({ event: 'order.stay_completed', keyOf: ({ orderId }) => orderId }, (tx) => checkOut(tx, deps, wish)),
  }
}

/** Cancels for the guest or for the house; `all` returns everything, whatever the policy, with that permission. */
async function cancelByStaff(
  tx: Tx,
  deps: DeskVerbDeps,
  wish: AtDesk & { reason: string; returns: 'by_policy' | 'all'; expectedRefundFen?: number | undefined },
): Promise<void> {
  const { order } = await orderAtDesk(tx, wish, ['awaiting_payment', 'paid'])
  const { orderId, actor, reason, returns, expectedRefundFen } = wish
  await cancelOrder(tx, deps, { orderId, actor, cause: 'staff', reason, returns, expectedRefundFen })
  await recordDeed(tx, deps.audit, { order, actor, action: 'order.cancel', after: { returns }, reason })
}
