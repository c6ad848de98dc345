/** WeChat Pay's own error codes: their HTTP status and what the message says. */
export const payErrors = {
  PARAM_ERROR: { status: 400, message: '参数错误' },
  INVALID_REQUEST: { status: 400, message: '无效请求' },
  APPID_MCHID_NOT_MATCH: { status: 400, message: '商户号与appid不匹配' },
  MCH_NOT_EXISTS: { status: 400, message: '商户号不存在' },
  ORDERPAID: { status: 400, message: '该订单已支付' },
  ORDER_CLOSED: { status: 400, message: '订单已关闭' },
  STATEMENT_CREATING: { status: 400, message: '账单生成中，请稍后再试' },
  NO_STATEMENT_EXIST: { status: 400, message: '账单文件不存在' },
  SIGN_ERROR: { status: 401, message: '签名错误，请检查后再试' },
  NO_AUTH: { status: 403, message: '商户无权限' },
  OUT_TRADE_NO_USED: { status: 403, message: '商户订单号重复' },
  NOT_ENOUGH: { status: 403, message: '基本账户余额不足，请充值后重新发起' },
  USER_ACCOUNT_ABNORMAL: { status: 403, message: '用户账号异常' },
  RULE_LIMIT: { status: 403, message: '业务规则限制' },
  TRADE_ERROR: { status: 403, message: '交易错误' },
  ORDER_NOT_EXIST: { status: 404, message: '订单不存在' },
  RESOURCE_NOT_EXISTS: { status: 404, message: '退款单查询失败' },
  FREQUENCY_LIMITED: { status: 429, message: '频率超限，请降低请求频率' },
  SYSTEM_ERROR: { status: 500, message: '系统异常，请用相同参数重新调用' },
} as const

export type PayErrorCode = keyof typeof payErrors

export interface PayErrorDetail {
  field?: string
  value?: unknown
  issue?: string
  location?: string
}

/** WeChat Pay's "no". */
export class PayError extends Error {
  readonly code: PayErrorCode
  readonly detail: PayErrorDetail | undefined

  constructor(code: PayErrorCode, message?: string, detail?: PayErrorDetail) {
    super(message ?? payErrors[code].message)
    this.name = 'PayError'
    this.code = code
    this.detail = detail
  }
}
