import type { calls } from '@contract/generated/guest-calls.ts'
import type { ReplyOf } from '@contract/operation.ts'

/** What the server gives for WeChat's pay sheet. */
export type PaySheet = ReplyOf<typeof calls.payOrder>

/**
 * Opens WeChat's pay sheet. `paid` is WeChat's word to the phone only: the order says it when the server knows. `closed`:
 * the guest left the sheet. `failed`: WeChat could not. `no_wechat`: there is no WeChat here.
 */
export declare function openPaySheet(sheet: PaySheet): Promise<'paid' | 'closed' | 'failed' | 'no_wechat'>
