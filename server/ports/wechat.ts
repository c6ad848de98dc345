/** Which of the chain's two WeChat apps a person came through: the mini-program or the official account's web page. */
export type Via = 'mini' | 'web'

/** Who WeChat says somebody is. `sessionKey` exists only for the mini-program; it never leaves the server. */
export interface WechatPerson {
  appid: string
  openid: string
  unionid: string | null
  sessionKey: string | null
}

export interface SubscribeMessage {
  openid: string
  templateId: string
  /** The mini-program page that the message opens. */
  page: string
  /** Template field → text, already within WeChat's limits. */
  fields: Record<string, string>
}

/**
 * `sent`: WeChat took it. `refused`: WeChat said no, for good (43101 no consent, 47003 bad field …).
 * An unknown outcome (no answer) is thrown as `Unavailable` with `outcomeUnknown`.
 */
export type SendOutcome = { kind: 'sent'; msgid: string } | { kind: 'refused'; errcode: number; errmsg: string }

/** WeChat's platform for mini-programs and official accounts. Every call may throw `Unavailable`. */
export interface Wechat {
  /** Exchanges a login code. Refusals: `login_code_invalid`, `login_blocked`; `Unavailable` when WeChat is busy. */
  login(via: Via, code: string): Promise<WechatPerson>
  /** The phone behind a phone code, only if the code belongs to this person. Refusal: `phone_code_invalid`. */
  phoneByCode(code: string, openid: string): Promise<string>
  /** Opens the older encrypted phone data: AES-128-CBC under the session key, watermark checked. Refusal: `phone_data_invalid`. */
  phoneByEncryptedData(sessionKey: string, encryptedData: string, iv: string): string
  send(message: SubscribeMessage): Promise<SendOutcome>
}
