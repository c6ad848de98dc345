import type { NoticeTemplate } from '../../../contract/notice-templates.ts'

/**
 * waiting → sending → sent, refused (WeChat's answer), unknown (no answer: not sent again by itself) ·
 * superseded: the order had moved on · no_consent: the guest had not agreed, or the one consent was used.
 */
export type NoticeState = 'waiting' | 'sending' | 'sent' | 'refused' | 'unknown' | 'superseded' | 'no_consent'

export interface NotificationTables {
  notice: {
    id: string
    order_id: string
    seq: number
    resend_no: number
    template: NoticeTemplate
    event: string
    state: NoticeState
    msgid: string | null
    errcode: number | null
    errmsg: string | null
    asked_by: string
    created_at: number
    ended_at: number | null
  }
}
