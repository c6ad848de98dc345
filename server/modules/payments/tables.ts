export interface PaymentTables {
  trade: {
    out_trade_no: string
    subject_id: string
    number: number
    appid: string
    openid: string
    amount_fen: number
    description: string
    state: TradeState
    prepay_id: string | null
    prepaid_at: number | null
    expires_at: number
    created_at: number
  }
  payment: {
    id: string
    subject_id: string
    purpose: PaymentPurpose
    method: PaymentMethod
    amount_fen: number
    refunded_fen: number
    out_trade_no: string | null
    transaction_id: string | null
    receipt_no: string | null
    recorded_by: string
    paid_at: number
    created_at: number
    billed_day: string | null
  }
  refund: {
    id: string
    out_refund_no: string
    payment_id: string
    subject_id: string
    amount_fen: number
    cause: string
    reason: string
    lines_json: string
    state: RefundProgress
    asked_by: string
    created_at: number
    settled_at: number | null
    billed_day: string | null
  }
  pay_notice: { id: string; event_type: string; subject_no: string; content_json: string; received_at: number }
  pay_quarantine: { id: string; subject_no: string; reason: string; content_json: string; at: number }
  bill_day: { day: string; bill_lines: number; differences: number; done_at: number }
  bill_difference: {
    id: string
    day: string
    kind: string
    subject_no: string
    ours_json: string | null
    theirs_json: string | null
    found_at: number
    resolved_at: number | null
    resolved_by: string | null
    note: string | null
  }
}

/** opened: our row is committed · prepaid: WeChat knows it · closed: it cannot be paid any more · paid. */
export type TradeState = 'opened' | 'prepaid' | 'closed' | 'paid'
export type PaymentPurpose = 'stay' | 'extension' | 'change' | 'walk_in'
export type PaymentMethod = 'wechat' | 'cash' | 'card' | 'transfer'
/** closed and abnormal are not money returned: a person looks. */
export type RefundProgress = 'asked' | 'processing' | 'succeeded' | 'closed' | 'abnormal'
