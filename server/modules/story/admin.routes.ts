import * as contract from '../../../contract/admin/story.ts'
import type { Db } from '../../database/handle.ts'
import { type Route, route } from '../../http/route.ts'
import { actorOf } from '../../http/staff-scope.ts'
import type { Story } from './index.ts'

export function storyRoutes({ db, story }: { db: Db; story: Story }): Route[] {
  return [
    route(contract.getOrderStory, ({ caller, params }) =>
      story.tell(db, { orderId: params.id, hotelIds: caller.hotelsWhere('orders.read') }),
    ),
    route(contract.resendNotice, async ({ caller, params, body }) => {
      const hotelIds = caller.hotelsWhere('orders.desk')
      await story.resend({ orderId: params.id, hotelIds, seq: body.notice, actor: actorOf(caller) })
      return story.tell(db, { orderId: params.id, hotelIds })
    }),
  ]
}
