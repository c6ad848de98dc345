import { invoke } from './bridge.h5.ts'
import type { PaySheet } from './pay'

export async function openPaySheet(sheet: PaySheet): Promise<'paid' | 'closed' | 'failed' | 'no_wechat'> {
  const answer = await invoke('getBrandWCPayRequest', sheet)
  if (!answer) return 'no_wechat'
  if (answer.err_msg === 'get_brand_wcpay_request:ok') return 'paid'
  return answer.err_msg === 'get_brand_wcpay_request:cancel' ? 'closed' : 'failed'
}
