import { payNotify, refundNotify } from '../../../contract/wechat.ts'
import { type Route, route } from '../../http/route.ts'
import { Refusal } from '../../kernel/refusal.ts'
import { ForgedNotice } from '../../ports/pay.ts'
import type { Payments } from './index.ts'

/** WeChat's callbacks: the answer leaves after the inbox row is committed. `onForged` hears of each refused one. */
export function noticeRoutes({ payments, onForged }: { payments: Payments; onForged(reason: string): void }): Route[] {
  const take = async (headers: Record<string, string | string[] | undefined>, body: unknown) => {
    try {
      await payments.receiveNotice({ headers, body: Buffer.isBuffer(body) ? body : Buffer.alloc(0) })
      return { code: 'SUCCESS' as const }
    } catch (error) {
      if (!(error instanceof ForgedNotice)) throw error
      onForged(error.reason)
      throw new Refusal('notice_refused')
    }
  }
  return [
    route(payNotify, ({ request }) => take(request.headers, request.body)),
    route(refundNotify, ({ request }) => take(request.headers, request.body)),
  ]
}
